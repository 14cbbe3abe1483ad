"""One motion as a timeline: who has it now and by when, what units said, the answer, what comes next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.motions.assigning import refuse_assignment
from keqiao.blocks.assemblies.motions.checking import alike, merge
from keqiao.blocks.assemblies.motions.models import Motion, MotionStatus
from keqiao.blocks.assemblies.motions.offered import motion_url
from keqiao.blocks.assemblies.motions.replying import (
    approve,
    countersign,
    draft_reply,
    give_opinion,
    note,
    return_step,
    unsigned,
    waiting_reply,
)
from keqiao.blocks.assemblies.motions.rules import MANAGE
from keqiao.blocks.assemblies.motions.satisfaction import signed, told_of
from keqiao.blocks.assemblies.motions.table import Line, line_of, with_all
from keqiao.blocks.assemblies.pages.frame import NEED, organisation_of, trail
from keqiao.kernel.access.pages import LOGIN, actor_of, may, page
from keqiao.kernel.access.rules import can
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.work.models import Party, PartyRole, Step, StepKind, StepStatus
from keqiao.look.acts import ActLink, act_link, acts_of
from keqiao.look.formats import enumerated, long_date
from keqiao.look.parts import Step as Stage
from keqiao.plans.access import sees_own_live

AS_UNIT = (draft_reply, give_opinion, countersign, note, refuse_assignment)


@dataclass(frozen=True)
class Unit:
    """A unit that works on it, with what its own staff may do."""

    party: Party
    role: str
    said: str
    acts: Sequence[ActLink]


@dataclass(frozen=True)
class Written:
    """A step, with what may be done about it."""

    step: Step
    kind: str
    status: str
    acts: Sequence[ActLink]


@require_safe
@page(LOGIN)
def motion(request: HttpRequest, code: str, motion_id: uuid.UUID) -> HttpResponse:
    """A motion, for those on whose books it is and for the units that work on it."""
    organisation, one, inside = _seen(request, code, motion_id)
    line = line_of(one)
    raised = Motion.objects.filter(raised_from=one).select_related("body__organisation", "case").first()
    context = {
        "organisation": organisation,
        "motion": one,
        "line": line,
        "kind": _(one.get_kind_display()),
        "signers": _signers(request, one),
        "stages": stages(line),
        "units": _units(request, one),
        "steps": _steps(request, one),
        "acts": acts_of(request, one) if inside else [],
        "alike": _alike(request, one) if inside else [],
        "told": told_of(one) if one.answered is not None else None,
        "raised": raised,
        "raised_reply": _reply_of(raised),
        "merged": [(other.number_word, other.title, motion_url(other)) for other in one.merged.all()],
        "into": one.merged_into,
        "into_url": motion_url(one.merged_into) if one.merged_into is not None else "",
        "inside": inside,
        "trail": _trail(organisation, one, inside=inside),
    }
    return render(request, "motions/motion.html", context)


@require_safe
@page(LOGIN)
def motion_file(request: HttpRequest, code: str, motion_id: uuid.UUID) -> HttpResponseBase:
    """The paper beside a motion, for those who may see it."""
    _organisation, one, _inside = _seen(request, code, motion_id)
    return file_of(one)


def file_of(one: Motion) -> HttpResponseBase:
    """The paper beside a motion. Raises Http404 when there is none."""
    kept = one.attachment
    if kept is None:
        raise Http404
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def stages(line: Line) -> list[Stage]:
    """The way of a motion, from handing in to closing, as far as its kind of end lets it go."""
    one = line.motion
    if one.decision and one.decision != MotionStatus.ACCEPTED:
        return [_stage(_("提出"), one.date), _stage(_(one.get_decision_display()), one.decided, note=one.reason)]
    reply = [] if one.case is None else [step for step in one.case.steps.all() if step.kind == StepKind.REPLY]
    now = _now(line)
    due = long_date(line.due.due) if line.due is not None else ""
    found = [
        _stage(_("提出"), one.date, now == "filed", note=_("等待提交") if one.number is None else ""),
        _stage(_("立案审查"), one.decided, now == "check"),
        _stage(_("交办"), _assigned(one), now == "assign", note=enumerated(filter(None, (line.lead, line.joint)))),
        _stage(
            _("办理和会签"),
            reply[-1].written if reply else None,
            now == "work",
            late=line.late,
            note=_("答复时限%(day)s") % {"day": due} if due else "",
        ),
        _stage(_("审核送达"), one.answered, now == "approve", late=line.late),
        _stage(_("签名人评价"), one.closed, now == "judge"),
        _stage(_("办结"), one.closed, now == "close"),
    ]
    if one.withdrawn is not None:
        found = [stage for stage in found if stage.state == "done"]
        found.append(_stage(_("撤回"), one.withdrawn))
    return found


def _stage(title: str, day: dt.date | None, now: bool = False, *, late: bool = False, note: str = "") -> Stage:
    state = ("late" if late else "current") if now else "done" if day is not None else "coming"
    return Stage(title, state, long_date(day) if day is not None and state == "done" else "", note)


def _now(line: Line) -> str:
    """Which stage it is at."""
    one = line.motion
    match one.status:
        case MotionStatus.GATHERING:
            return "filed"
        case MotionStatus.FILED:
            return "check"
        case MotionStatus.ACCEPTED if not line.lead or line.sent_back:
            return "assign"
        case MotionStatus.ACCEPTED:
            assert one.case is not None  # it was accepted
            draft = waiting_reply(one.case)
            return "work" if draft is None or unsigned(draft) else "approve"
        case MotionStatus.ANSWERED:
            return "judge"
    return ""


def _assigned(one: Motion) -> dt.date | None:
    if one.case is None:
        return None
    days = [party.motion_part.assigned for party in one.case.parties.all() if hasattr(party, "motion_part")]
    return min(days, default=None)


def _seen(request: HttpRequest, code: str, motion_id: uuid.UUID) -> tuple[Organisation, Motion, bool]:
    """The motion, and whether the reader is of its books, otherwise of a unit that works on it."""
    organisation = organisation_of(code)
    found = with_all(Motion.objects.exclude(number=None))
    one = get_object_or_404(found, public_id=motion_id, body__organisation=organisation)
    actor = actor_of(request)
    inside = sees_own_live(actor, organisation.pk) and can(actor, NEED, organisation.pk)
    if not inside and not any(can(actor, MANAGE, party.organisation_id) for party in _working(one)):
        raise PermissionDenied(_("这件提案建议由立案单位和承办单位查看，您的账号不在其中。"))
    return organisation, one, inside


def _working(one: Motion) -> list[Party]:
    """Registered units of others that work on it, but for those that sent it back."""
    if one.case is None:
        return []
    parts = [party for party in one.case.parties.all() if party.unit_id is not None and hasattr(party, "motion_part")]
    return [party for party in parts if party.motion_part.refused is None]


def _signers(request: HttpRequest, one: Motion) -> dict[str, Any]:
    """Names for those who may see them; for others, how many."""
    people = list(signed(one))
    named = may(request, "people.see", one.organisation_id)
    return {
        "count": len(people),
        "names": [(sig.person.name, _(sig.get_role_display()), sig.first) for sig in people] if named else [],
    }


def _units(request: HttpRequest, one: Motion) -> list[Unit]:
    if one.case is None:
        return []
    here = motion_url(one)
    draft = waiting_reply(one.case)
    found = []
    for party in one.case.parties.all():
        links = [act_link(request, verb, party, back=here) for verb in AS_UNIT]
        wanted = [link for link in links if link is not None]
        role = _("主办") if party.role == PartyRole.LEAD else _("会办")
        found.append(Unit(party, role, _said(party, draft), wanted))
    return found


def _said(party: Party, draft: Step | None) -> str:
    """How far a unit is."""
    part = getattr(party, "motion_part", None)
    if part is None:
        return ""
    if part.refused is not None:
        return _("已退回：%(reason)s") % {"reason": part.reason}
    if party.role == PartyRole.LEAD:
        return _("%(day)s交办") % {"day": long_date(part.assigned)}
    if draft is not None and part.countersigned_id == draft.pk:
        return _("已会签")
    if part.opinion_id is not None:
        return _("待会签") if draft is not None else _("已提会办意见")
    if part.deadline is None:
        return ""
    if part.deadline.paused is not None:
        return _("会办时限中止，恢复后顺延")
    return _("会办意见时限%(day)s") % {"day": long_date(part.deadline.due)}


def _steps(request: HttpRequest, one: Motion) -> list[Written]:
    if one.case is None:
        return []
    here = motion_url(one)
    words = {StepKind.PROGRESS: _("阶段情况"), StepKind.REPLY: _("答复"), StepKind.STATEMENT: _("意见")}
    found = []
    for step in one.case.steps.order_by("-pk"):
        links = [act_link(request, verb, step, back=here) for verb in (approve, return_step)]
        found.append(
            Written(
                step,
                words.get(StepKind(step.kind), _(step.get_kind_display())),
                _(step.get_status_display()),
                [link for link in links if link is not None] if step.status == StepStatus.WAITING else [],
            )
        )
    return found


def _alike(request: HttpRequest, one: Motion) -> list[tuple[Motion, str, ActLink | None]]:
    """What it could be merged with."""
    if one.status not in (MotionStatus.FILED, MotionStatus.ACCEPTED) or one.answered is not None:
        return []
    return [
        (other, motion_url(other), act_link(request, merge, one, into=other.number_word, back=motion_url(one)))
        for other in alike(one)
    ]


def _reply_of(raised: Motion | None) -> str:
    """What the level above answered."""
    if raised is None or raised.case is None:
        return ""
    step = raised.case.steps.filter(kind=StepKind.REPLY, status=StepStatus.APPROVED).order_by("-pk").first()
    return step.text if step is not None else ""


def _trail(organisation: Organisation, one: Motion, *, inside: bool) -> list[dict[str, str]]:
    if inside:
        book = (_("提案建议"), reverse("assemblies:motions", args=[organisation.code]))
        return trail(organisation, book, (one.title, ""))
    return [{"label": _("我承办的提案建议"), "url": ""}, {"label": one.title, "url": ""}]
