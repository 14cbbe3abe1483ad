"""结构测算 of the merged list: every commitment that applies, person by person; a swap tried; and over time."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing.checks import CONGRESSES, MANAGE
from keqiao.blocks.assemblies.composing.counting import rows, seated, standing
from keqiao.blocks.assemblies.composing.elected import elected_beside
from keqiao.blocks.assemblies.composing.figures import Swapped, at_hand, composed_of, over_time, swapped, text_of, told
from keqiao.blocks.assemblies.composing.models import Explanation, Making, Nominee
from keqiao.blocks.assemblies.composing.review import EXPLAINED, explain
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.blocks.assemblies.queries import Came, Outcome
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.parts import Choice
from keqiao.look.persons import GIVEN, PersonChart, PersonGroup
from keqiao.look.persons import STATES as WORDS
from keqiao.look.persons import Person as Dot
from keqiao.look.picking import PickerField
from keqiao.plans.composition import Requirement
from keqiao.plans.engine.logic import YES
from keqiao.plans.joint_words import joint_words
from keqiao.registry.pages.dots import STATES, classes
from keqiao.registry.whatif import Composed

from .frame import address, carried_out, making_of, way

TOGETHER = "together"
COULD_BE_GIVEN = gettext_lazy("可以让出的席位")


class SwapForm(forms.Form):
    """Who would go out and who would come in; nothing is changed by it."""

    use_required_attribute = False

    def __init__(self, data: Any, actor: Actor, on: Sequence[Nominee], substitutes: Sequence[Nominee]) -> None:
        """``on``: those with a seat; ``substitutes``: those of the lists without one."""
        super().__init__(data)
        no_one = [("", _("请选择"))]
        chosen = no_one + [(str(one.public_id), _said(one)) for one in on]
        waiting = no_one + [(str(one.public_id), _said(one)) for one in substitutes]
        self.fields["out"] = forms.ChoiceField(choices=chosen, label=_("换下"))
        self.fields["into"] = forms.ChoiceField(choices=waiting, label=_("换上备用人选"), required=False)
        self.fields["person"] = PickerField(
            "person", actor=actor, number=True, label=_("或换上其他人"), required=False, help_text=_("输入姓名后选择。")
        )


@dataclass(frozen=True)
class Unmet:
    """A demand that isn't met, with what was said of it."""

    demand: Requirement
    words: str
    explanation: Explanation | None


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def composition(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """The list against every demand; posted to, it takes the explanation of one that isn't met."""
    organisation, one = making_of(request, code, making)
    if request.method == "POST":
        data = {"demand": request.POST.get("demand", ""), "text": request.POST.get("text", "")}
        carried_out(request, _("已填写说明。"), lambda act: explain(act, one, data))
        return redirect(address(one, "composition") + "#unmet")
    people = standing(one)
    on = seated(people)
    waiting = substitutes(people, on)
    beside = elected_beside(one, people)
    judged = composed_of(one, on, beside)
    names = may(request, "people.see", organisation)
    labels, table, charts = over_time(one)
    context = {
        "making": one,
        "organisation": organisation,
        "trail": way(organisation, one, _("结构测算")),
        "size": len(on) + len(beside),
        "voted": _voted(people, beside),
        "names": names,
        "manages": may(request, MANAGE, organisation) and one.status in EXPLAINED,
        "requirements": judged.requirements,
        "at_hand": at_hand(one, on, waiting) if waiting else "",
        "together": joint_words(judged.repair) if judged.repair is not None else [],
        "unmet": _unmet(one, judged),
        "labels": labels,
        "table": table,
        "charts": charts,
        **_drawn(request, one, on, judged, names=names),
        **(_swap(request, one, people, on) if names and on else {}),
    }
    return render(request, "composing/composition.html", context)


def _voted(people: Sequence[Nominee], beside: Sequence[Outcome]) -> str:
    """That the calculation goes by the votes on record, and how far these go; empty before any."""
    decided = [one.outcome for one in people if one.outcome is not None and one.outcome.came is not Came.OPEN]
    if not decided and not beside:
        return ""
    elected = sum(one.came is Came.ELECTED for one in decided) + len(beside)
    waiting = sum(one.outcome is None or one.outcome.came is Came.OPEN for one in seated(people))
    told = {"elected": elected, "lost": len(decided) + len(beside) - elected, "beside": len(beside), "waiting": waiting}
    said = [_("按选举结果计算：当选%(elected)d人，未当选%(lost)d人。") % told]
    if beside:
        said.append(_("当选的有%(beside)d人不在名单上。") % told)
    if waiting:
        said.append(_("还有%(waiting)d人没有选举结果，按其当选计算。") % told)
    return "".join(said)


def _unmet(one: Making, judged: Composed) -> list[Unmet]:
    there = {row.demand: row for row in one.explanations.select_related("accepted_by")}
    return [Unmet(demand, told(demand), there.get(demand.code)) for demand in judged.unmet]


def _drawn(
    request: HttpRequest, one: Making, on: Sequence[Nominee], judged: Composed, *, names: bool
) -> dict[str, Any]:
    """The dots and the links that choose what they are marked for."""
    wanted = request.GET.get("requirement", "")
    offered = [(demand.code, demand.shown.title) for demand in judged.requirements]
    if judged.given:
        offered.insert(0, (TOGETHER, str(COULD_BE_GIVEN)))
    kept = {key: value for key, value in request.GET.items() if key != "requirement"}
    links = [
        Choice(title, f"?{urlencode({**kept, 'requirement': code})}#people", code == wanted) for code, title in offered
    ]
    free = Choice(_("不标记"), f"?{urlencode(kept)}#people", not any(link.current for link in links))
    return {
        "choices": [free, *links] if offered else [],
        "chart": _chart(one, on, judged, wanted, names=names) if on else None,
        "group_word": _("代表团") if one.body.kind in CONGRESSES else _("选举单位"),
    }


def _chart(one: Making, on: Sequence[Nominee], judged: Composed, wanted: str, *, names: bool) -> PersonChart:
    known = rows(one, on)
    marked = next((demand for demand in judged.requirements if demand.code == wanted), None)
    said = dict.fromkeys(judged.given, YES) if wanted == TOGETHER else dict(marked.verdicts) if marked else {}
    words = GIVEN if wanted == TOGETHER else WORDS
    groups: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in on:
        groups[nominee.delegation or nominee.slate.allotment.name].append(nominee)
    source = {pk: str(row["source_class"] or "") for pk, row in known.items()}

    def dot(nominee: Nominee) -> Dot:
        state = STATES[said[nominee.pk]] if nominee.pk in said else ""
        return Dot(source.get(nominee.pk, ""), pad_name(nominee.person.name) if names else "", state)

    drawn = [
        PersonGroup(name, [dot(nominee) for nominee in in_stroke_order(group, str)], words)
        for name, group in groups.items()
    ]
    title = str(COULD_BE_GIVEN) if wanted == TOGETHER else marked.shown.title if marked is not None else ""
    return PersonChart(str(one), classes(source.get(nominee.pk, "") for nominee in on), drawn, title, words)


def _swap(request: HttpRequest, one: Making, people: Sequence[Nominee], on: Sequence[Nominee]) -> dict[str, Any]:
    """The form, and once it is filled in every demand before and after."""
    asked = any(request.GET.get(name) for name in ("out", "into", "person"))
    waiting = substitutes(people, on)
    form = SwapForm(request.GET if asked else None, actor_of(request), on, waiting)
    context: dict[str, Any] = {"swap": form}
    if not asked or not form.is_valid():
        return context
    out = next(nominee for nominee in on if str(nominee.public_id) == form.cleaned_data["out"])
    into = _coming(request, form, waiting)
    if into is None:
        form.add_error(None, _("请选择换上的人。"))
    elif any(nominee.person_id == into.pk for nominee in on):
        form.add_error(None, _("%(person)s已经在名单上。") % {"person": into})
    else:
        compared: list[Swapped] = swapped(one, on, out, into)
        context |= {
            "out": out,
            "into": into,
            "compared": [(row, text_of(row.before), text_of(row.after)) for row in compared],
        }
    return context


def substitutes(people: Sequence[Nominee], on: Sequence[Nominee]) -> list[Nominee]:
    """Those of the lists without a seat."""
    taken = {nominee.pk for nominee in on}
    return [nominee for nominee in people if nominee.pk not in taken]


def _coming(request: HttpRequest, form: SwapForm, substitutes: Sequence[Nominee]) -> Person | None:
    waiting = {str(nominee.public_id): nominee.person for nominee in substitutes}
    if form.cleaned_data["into"]:
        return waiting.get(form.cleaned_data["into"])
    found = Person.objects.filter(pk=form.cleaned_data["person"] or 0).first()
    return found if found is not None and can(actor_of(request), "people.see", found.keeper_id) else None


def _said(one: Nominee) -> str:
    return _("%(person)s（%(unit)s）") % {"person": one.person, "unit": one.slate.allotment.name}
