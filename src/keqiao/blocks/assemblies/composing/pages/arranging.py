"""Delegations and groups, person by person: the balance of all of them, and one delegation's people to be moved."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing.arranging import (
    MOST_TEAMS,
    Balance,
    balances,
    describe_delegation,
    destinations,
    divide,
    move,
    place_words,
)
from keqiao.blocks.assemblies.composing.checks import MANAGE
from keqiao.blocks.assemblies.composing.congress import PLANNED, Participant, disinvite, grouped, invite, participants
from keqiao.blocks.assemblies.composing.documents import works_of
from keqiao.blocks.assemblies.composing.models import Attendee, AttendeeKind, Making
from keqiao.blocks.assemblies.pages.frame import place
from keqiao.kernel.access.pages import may, page
from keqiao.kernel.standards.names import pad_name
from keqiao.look.acts import ActLink, act_link
from keqiao.look.parts import Choice

from .frame import address, carried_out, making_of, way

DONE = {
    "divide": gettext_lazy("已分组。可以逐人调整。"),
    "describe": gettext_lazy("已登记驻地和讨论地点。"),
    "head": gettext_lazy("已确定团长。"),
    "deputy_head": gettext_lazy("已确定副团长。"),
}


@dataclass(frozen=True)
class Row:
    """Somebody of the delegation that is shown."""

    one: Participant
    name: str
    work: str
    words: str

    @property
    def value(self) -> str:
        """Where they are, as the select says it."""
        return _value(self.one.delegation, self.one.team)


@require_http_methods(["GET", "HEAD", "POST"])
@page("people.see", on=place)
def arrange(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """Who is in which delegation and group; posted to, it moves one person, divides or describes a delegation."""
    organisation, one = making_of(request, code, making)
    shown = request.GET.get("delegation", "")
    if request.method == "POST":
        _carry_out(request, one, shown)
        return redirect(address(one, "arrange") + (f"?{urlencode({'delegation': shown})}#people" if shown else ""))
    people = participants(one)
    groups = grouped(people)
    balanced = balances(one, groups)
    chosen = next((each for each in balanced if each.name == shown), balanced[0] if balanced else None)
    context = {
        "making": one,
        "organisation": organisation,
        "trail": way(organisation, one, _("代表团和分组")),
        "balanced": balanced,
        "total": len(people),
        "chosen": chosen,
        "choices": [Choice(each.name, _link(each.name), each is chosen) for each in balanced],
        "manages": may(request, MANAGE, organisation) and one.status in PLANNED,
        "moved": [row for row in people if row.moved],
        "congress_url": address(one, "congress"),
        **(_chosen(request, one, chosen, people) if chosen is not None else {}),
    }
    return render(request, "composing/arrange.html", context)


def _chosen(request: HttpRequest, one: Making, chosen: Balance, people: Sequence[Participant]) -> dict[str, Any]:
    """The people of one delegation, and where each may go."""
    works = works_of([row.person.pk for row in chosen.people])
    return {
        "rows": [
            Row(row, pad_name(row.person.name), str(works.get(row.person.pk, "")), row.words) for row in chosen.people
        ],
        "targets": _targets(one, people),
        "where": one.delegations.filter(name=chosen.name).first(),
        "sizes": range(1, min(MOST_TEAMS, len(chosen.people)) + 1),
        "parts": max([1, *(row.team for row in chosen.people)]),
        "leads": _leads(request, one, chosen),
        "heads_needed": not chosen.heads,
    }


def _targets(one: Making, people: Sequence[Participant]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every delegation with its groups, and one group more than there are."""
    teams: dict[str, int] = {}
    for row in people:
        teams[row.delegation] = max(teams.get(row.delegation, 0), row.team)
    found = []
    for name in destinations(one, people):
        last = teams.get(name, 0)
        numbers = [0, *range(1, min(last + 1, MOST_TEAMS) + 1)] if last else [0]
        found.append((name, [(_value(name, number), place_words(name, number)) for number in numbers]))
    return found


def _leads(request: HttpRequest, one: Making, chosen: Balance) -> list[tuple[Attendee, str, ActLink | None]]:
    """Heads and deputies of the delegation, and how to take that back."""
    members = [row.person.pk for row in chosen.people]
    kinds = (AttendeeKind.HEAD, AttendeeKind.DEPUTY_HEAD)
    found = one.attendees.filter(person__in=members, kind__in=kinds).select_related("person").order_by("-kind", "pk")
    return [
        (row, _(row.get_kind_display()), act_link(request, disinvite, row, back=_back(one, chosen))) for row in found
    ]


def _back(one: Making, chosen: Balance) -> str:
    return address(one, "arrange") + _link(chosen.name)


def _carry_out(request: HttpRequest, one: Making, shown: str) -> None:
    step = request.POST.get("step", "")
    said = str(DONE.get(step, _("已调整代表团和分组。")))
    text = {name: request.POST.get(name, "").strip() for name in ("delegation", "hotel", "room")}
    number = {name: _number(request, name) for name in ("person", "number", "placed")}
    if step == "divide":
        data = {"delegation": shown, "number": number["number"], "placed": number["placed"]}
        carried_out(request, said, lambda act: divide(act, one, data))
    elif step == "describe":
        carried_out(request, said, lambda act: describe_delegation(act, one, {**text, "delegation": shown}))
    elif step in ("head", "deputy_head"):
        carried_out(request, said, lambda act: invite(act, one, {"person": number["person"], "kind": step}))
    else:
        where, _sign, team = request.POST.get("to", "").rpartition("#")
        data = {"person": number["person"], "placed": number["placed"], "to": where or "—"}
        data["team"] = int(team) if team.isdecimal() else 0
        carried_out(request, said, lambda act: move(act, one, data))


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _value(delegation: str, team: int) -> str:
    return f"{delegation}#{team}"


def _link(name: str) -> str:
    return f"?{urlencode({'delegation': name})}#people"
