"""换届进度: one change of term as steps with their days, who has it, and one next step."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.renewal.models import PaperKind, Renewal, StageKind
from keqiao.blocks.assemblies.renewal.opening import plan_congress
from keqiao.blocks.assemblies.renewal.pack import lacking_of
from keqiao.blocks.assemblies.renewal.progress import Progress, StageLine, progress_of, with_stages
from keqiao.blocks.assemblies.renewal.steps import (
    approve_postponement,
    ask_postponement,
    meet_stage,
    record_reminder,
    record_result,
    refuse_postponement,
    reopen_stage,
)
from keqiao.blocks.assemblies.renewal.timeline import schedule_for
from keqiao.kernel.access.pages import may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import ActLink, act_link, acts_of
from keqiao.look.panels import panels_of
from keqiao.look.parts import Step
from keqiao.registry.verbs.posts import open_term
from keqiao.registry.wording import body_word, choice_word, day_word


@dataclass(frozen=True)
class Next:
    """The one next step: what it is, why, and where it is done."""

    title: str
    text: str
    label: str = ""
    url: str = ""


def found(request: HttpRequest, code: str, renewal: uuid.UUID) -> tuple[Organisation, Renewal]:
    """The organisation on whose books a change of term is, and that; for its own people alone."""
    organisation = own(request, code)
    one = get_object_or_404(with_stages(Renewal.objects.all()), public_id=renewal, case__organisation=organisation)
    return organisation, one


@require_safe
@page(NEED, on=place)
def renewal_page(request: HttpRequest, code: str, renewal: uuid.UUID) -> HttpResponse:
    """A change of term."""
    organisation, one = found(request, code, renewal)
    progress = progress_of(one)
    names = may(request, "people.see", organisation)
    context = {
        "organisation": organisation,
        "one": one,
        "progress": progress,
        "schedule": schedule_for(one.unit),
        "steps": [_step(line, progress, names=names) for line in progress.lines],
        "next": _next(request, one, progress),
        "stage_acts": [] if one.outside else _stage_acts(request, progress),
        "acts": acts_of(request, one),
        "body": body_word(one.body) if one.body is not None else choice_word_of(one),
        "responsible": _responsible(one, names=names),
        "postponements": [
            (item, _(item.get_status_display()), _links(request, item, approve_postponement, refuse_postponement))
            for item in one.postponements.all()
        ],
        "arrange": act_link(request, plan_congress, one) if not one.case.closed else None,
        "postpone": act_link(request, ask_postponement, one) if progress.overdue and not progress.waiting else None,
        "reminders": list(one.reminders.all()),
        "remind": act_link(request, record_reminder, one),
        "papers": _papers(one) if not one.outside else None,
        "panels": panels_of("renewal", request, one.body) if one.body is not None and not one.case.closed else [],
        "trail": trail(
            organisation, (_("换届"), reverse("assemblies:renewals", args=[organisation.code])), (str(one), "")
        ),
    }
    return render(request, "renewal/case.html", context)


def choice_word_of(one: Renewal) -> str:
    """The kind of body that is renewed."""
    return _(one.get_body_kind_display())


def _step(line: StageLine, progress: Progress, *, names: bool) -> Step:
    """A stage as a step: done, late, the next, or still to come."""
    if line.met is not None:
        note = _("逾期%(days)s天") % {"days": line.late} if line.late else ""
        if line.proved:
            note = _("由新一届的届次登记证明") if not note else _("%(note)s，由新一届的届次登记证明") % {"note": note}
        if line.stage.document:
            note = " · ".join(part for part in (line.stage.document, note) if part)
        return Step(choice_word(line.kind), "done", _("%(day)s完成") % {"day": day_word(line.met)}, note)
    if line.kind is StageKind.FILING and progress.held is None:
        # Its day hangs on the congress: nothing can be filed, and so be late, before there was one.
        late = _("大会召开之后") if line.late else _("%(day)s前") % {"day": day_word(line.due)}
        return Step(choice_word(line.kind), "coming", late, _("按大会召开的日期重新计算"))
    state = "late" if line.late else "current" if progress.next is line else "coming"
    note = _("已逾期%(days)s天") % {"days": line.late} if line.late else ""
    if not line.late:
        note = _("还有%(days)s天") % {"days": (line.due - timezone.localdate()).days}
    return Step(choice_word(line.kind), state, _("%(day)s前") % {"day": day_word(line.due)}, note)


def _next(request: HttpRequest, one: Renewal, progress: Progress) -> Next | None:
    line = progress.next
    if line is None:
        return None
    if one.outside:
        act = act_link(request, record_result, one)
        text = _("下级单位换届之后，把召开日期和结果登记在这里；换届之前，督促情况也登记在这里。")
        return Next(_("等待“%(unit)s”换届") % {"unit": one.unit.name}, text, *_pair(act))
    if line.kind is StageKind.CONGRESS:
        text = _("大会选举之后登记新一届的届次和任职，本环节随之完成，不用另填。")
        act = act_link(request, open_term, one.body) if one.body is not None else None
        return Next(_("召开大会，登记新一届"), text, *_pair(act))
    return Next(*_WORDS[line.kind](), *_pair(act_link(request, meet_stage, line.stage)))


_WORDS = {
    StageKind.PLAN: lambda: (_("制定换届方案"), _("方案经本单位会议通过之后，登记通过的日期。")),
    StageKind.REQUEST: lambda: (
        _("提出换届请示"),
        _("换届材料中的请示已按记录填好，补齐缺项，签署盖章之后报出，登记文号和日期。"),
    ),
    StageKind.FILING: lambda: (_("报送备案"), _("把签署后的换届材料打包报出，收到回执之后登记日期。")),
}


def _pair(act: ActLink | None) -> tuple[str, str]:
    return (act.label, act.url) if act is not None else ("", "")


def _stage_acts(request: HttpRequest, progress: Progress) -> list[tuple[str, ActLink]]:
    """What may be said of the stages that aren't the next."""
    others = [line for line in progress.lines if line is not progress.next]
    return [
        (choice_word(line.kind), link)
        for line in others
        for link in _links(request, line.stage, meet_stage, reopen_stage)
    ]


def _links(request: HttpRequest, record: Any, *verbs: Any) -> list[ActLink]:
    links = (act_link(request, verb, record) for verb in verbs)
    return [link for link in links if link is not None]


def _responsible(one: Renewal, *, names: bool) -> str:
    charge = next((charge for charge in one.case.charges.all() if charge.ends is None), None)
    if charge is None:
        return ""
    return charge.person.name if names else _("已指定")


def _papers(one: Renewal) -> dict[str, Any]:
    """How many papers are on file, and where they are."""
    on_file = set(one.papers.values_list("kind", flat=True))
    return {
        "lines": [(choice_word(kind), kind in on_file) for kind in PaperKind],
        "done": len(on_file),
        "all": len(PaperKind),
        "lacking": _first(lacking_of(one)),
        "url": reverse("assemblies:renewal_papers", args=[one.case.organisation.code, one.public_id]),
    }


def _first(said: Sequence[str]) -> str:
    return said[0] if said else ""
