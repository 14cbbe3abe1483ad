"""The page of a making: the way it takes, the one next step, units with their lists, and what was recorded."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing import approval, lists, publishing, review, seats
from keqiao.blocks.assemblies.composing.checks import CONGRESSES, MANAGE, OPEN, UNDER_REVIEW
from keqiao.blocks.assemblies.composing.counting import VOTED, UnitLine, seated, standing, term_of, unit_lines
from keqiao.blocks.assemblies.composing.elected import told_of
from keqiao.blocks.assemblies.composing.figures import composed_now, text_of
from keqiao.blocks.assemblies.composing.models import (
    Allotment,
    Credentials,
    Explanation,
    Making,
    MakingStatus,
    Objection,
    Publicity,
)
from keqiao.blocks.assemblies.composing.offered import list_url
from keqiao.blocks.assemblies.composing.opening import open_for_vote, opened_batch, opening, waits_for_vote
from keqiao.blocks.assemblies.composing.programmes import SECTORS, proposed
from keqiao.blocks.assemblies.composing.seating import applied_batch, begin_term, may_begin, seat
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.blocks.assemblies.queries import Came
from keqiao.kernel.access.pages import may, page
from keqiao.look.acts import ActLink, act_link, acts_of
from keqiao.look.panels import panels_of
from keqiao.plans.composition import Requirement
from keqiao.registry.wording import body_word

from .frame import address, carried_out, making_of, way
from .steps import next_step, steps


@dataclass(frozen=True)
class ShownUnit:
    """A unit of the table, with what the reader may do there."""

    line: UnitLine
    acts: Sequence[ActLink]
    url: str = ""

    @property
    def state(self) -> str:
        """How far its list is."""
        return _(self.line.slate.get_status_display())


@dataclass(frozen=True)
class ShownPublicity:
    """A publicity with its objections."""

    one: Publicity
    url: str
    acts: Sequence[ActLink]
    objections: Sequence[tuple[Objection, str, ActLink | None]]

    @property
    def runs(self) -> bool:
        """Whether it is public today."""
        return self.one.runs(timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def making(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """How far the making is and what is next; posted to, it does what its forms ask for."""
    organisation, one = making_of(request, code, making)
    if request.method == "POST":
        _carry_out(request, one)
        return redirect(address(one, "making"))
    lines = unit_lines(one)
    judged = composed_now(one)
    context = {
        "making": one,
        "organisation": organisation,
        "name": body_word(one.body),
        "steps": steps(one, lines),
        "next": next_step(request, one, lines, judged.unmet),
        "acts": acts_of(request, one),
        "units": [_unit(request, one, line) for line in lines],
        "given": sum(line.allotment.seats for line in lines),
        "number": sum(line.number for line in lines),
        "manages": may(request, MANAGE, organisation),
        "is_congress": one.body.kind in CONGRESSES,
        "judged": [(demand.shown, text_of(demand)) for demand in judged.requirements],
        "trail": [*way(organisation, one)[:-1], {"label": str(one), "url": ""}],
        "hints": _hints(one),
        "consents": _consents(one, lines) if one.status in UNDER_REVIEW else None,
        **_links(one),
        **_voted(request, one),
        **_recorded(request, one, judged.unmet),
    }
    return render(request, "composing/making.html", context)


def _consents(one: Making, lines: Sequence[UnitLine]) -> dict[str, object] | None:
    """How many on the list agreed to be named in public, and which units still have people to ask."""
    agree = publishing.consents_of(one, [row for line in lines for row in seated(line.nominees)])
    if agree is None:
        return None
    open_ones = [
        (line.allotment.name, number)
        for line in lines
        if (number := sum(row.person_id not in agree for row in seated(line.nominees)))
    ]
    return {"agree": len(agree), "open": open_ones}


def _carry_out(request: HttpRequest, one: Making) -> None:
    """What the page's own forms ask for: open or begin the term, take either back, say who lost a vote elsewhere."""
    match request.POST.get("step", "begin"):
        case "undo":
            batch = applied_batch(one)
            if batch is not None:
                carried_out(request, _("已撤销新一届，名单回到审定之后。"), lambda act: seat.undo(act, batch))
        case "open":
            said = _("新一届已经开启。现在可以组织选举，结果确认后当选的人自动登记任职。")
            carried_out(request, said, lambda act: open_for_vote(act, one))
        case "close":
            opened = opened_batch(one)
            if opened is not None:
                carried_out(request, _("已撤销新一届的开启。"), lambda act: opening.undo(act, opened))
        case "lost":
            number = request.POST.get("nominee", "")
            data = {"nominee": int(number) if number.isdecimal() else 0}
            carried_out(request, _("已登记未当选。"), lambda act: approval.not_elected(act, one, data))
        case "begin":
            carried_out(request, _("名单上的人员都已登记任职。"), lambda act: begin_term(act, one))


def _unit(request: HttpRequest, one: Making, line: UnitLine) -> ShownUnit:
    verbs = (lists.accept_list, lists.return_list, seats.reallot, seats.unallot)
    allotment: Allotment = line.allotment
    found = [act_link(request, verb, allotment) for verb in verbs]
    if one.status == MakingStatus.NOMINATING:
        found = found[:3]
    if line.number or line.slate.round:
        found = [link for link in found if link is not None and "unallot" not in link.url]
    by_us = (
        allotment.unit_id is None
        and one.status == MakingStatus.NOMINATING
        and may(request, MANAGE, one.organisation_id)
    )
    return ShownUnit(line, [link for link in found if link is not None], list_url(line.slate) if by_us else "")


def _hints(one: Making) -> dict[str, str]:
    """What the plan would have asked of every unit, as long as seats are being allotted."""
    found = proposed(one) if one.status == MakingStatus.ALLOTTING else None
    if found is None:
        return {}
    sectors = _("、").join(SECTORS[sector] for sector in found.sectors)
    return {
        name: text
        for name, text in (("front_line", found.front_line), ("young", found.young), ("sectors", sectors))
        if text
    }


def _voted(request: HttpRequest, one: Making) -> dict[str, Any]:
    """What votes made of those on the approved list, and the elections themselves."""
    if one.status not in VOTED:
        return {}
    names = may(request, "people.see", one.organisation_id)
    people, term = standing(one), term_of(one)
    told = told_of(one, people) if names else []
    unsettled = [row.nominee for row in told if row.outcome is None and row.nominee and row.nominee.status != "lost"]
    return {
        "told": told if len(unsettled) < len(told) else [],
        "unsettled": unsettled,
        "elected": sum(row.outcome is not None and row.outcome.came is Came.ELECTED for row in told),
        "voting": panels_of("making", request, term) if term is not None else [],
        "may_open": one.status == MakingStatus.APPROVED and term is None,
        "may_close": one.status == MakingStatus.APPROVED and one.term_id and opened_batch(one) is not None,
        "may_tell": one.status == MakingStatus.APPROVED and bool(told),
    }


def _links(one: Making) -> dict[str, str | bool]:
    """Where the further pages are, and whether the term may begin or be taken back."""
    return {
        "composition_url": address(one, "composition"),
        "congress_url": address(one, "congress"),
        "vacancies_url": address(one, "vacancies"),
        "split_url": address(one, "split"),
        "list_url": address(one, "making_list"),
        "body_url": reverse("body", args=[one.body.public_id]),
        "may_begin": one.status == MakingStatus.APPROVED and may_begin(one),
        "votes_first": waits_for_vote(one),
        "may_undo": one.status == MakingStatus.SEATED and applied_batch(one) is not None,
        "runs": one.status in OPEN,
    }


def _recorded(request: HttpRequest, one: Making, unmet: Sequence[Requirement]) -> dict[str, object]:
    public = one.publicities.select_related("making", "purpose")
    return {
        "consultations": [(row, _(row.get_result_display())) for row in one.consultations.all()],
        "publicities": [_publicity(request, row) for row in public.prefetch_related("objections")],
        "credentials": [_credentials(one, row) for row in one.credentials.all()],
        "explanations": [_explanation(request, row) for row in one.explanations.select_related("accepted_by")],
        "unmet": unmet,
    }


def _publicity(request: HttpRequest, row: Publicity) -> ShownPublicity:
    objections = [
        (one, _(one.get_finding_display()), act_link(request, review.settle, one)) for one in row.objections.all()
    ]
    url = reverse("publicity", args=[row.public_id])
    found = [act_link(request, verb, row) for verb in (review.object_, publishing.unpublish)]
    return ShownPublicity(row, url, [link for link in found if link is not None], objections)


def _credentials(one: Making, row: Credentials) -> tuple[Credentials, str]:
    return row, address(one, "credentials", row.public_id)


def _explanation(request: HttpRequest, row: Explanation) -> tuple[Explanation, ActLink | None]:
    return row, act_link(request, approval.accept_explanation, row)
