"""What lists, votes, meetings and changes of term tell each other. These rooms don't import each other:
each registers here where its answers come from, and asks here for the others'.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.posts.models import Body, BodyKind, Term


class Came(StrEnum):
    """What came of somebody's candidacy, as far as records tell."""

    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    OPEN = "open"  # the vote isn't settled


@dataclass(frozen=True)
class Outcome:
    """What a vote came to for one person (their id) and role of a term, with the vote by name, day and page."""

    person: int
    role: str
    came: Came
    title: str
    day: dt.date
    url: str

    @property
    def words(self) -> str:
        """当选."""
        return {Came.ELECTED: _("当选"), Came.NOT_ELECTED: _("未当选"), Came.OPEN: _("待选举")}[self.came]

    @property
    def sign(self) -> str:
        """The status sign that stands before the words."""
        return {Came.ELECTED: "met", Came.NOT_ELECTED: "no_data", Came.OPEN: "needs_human"}[self.came]


@dataclass(frozen=True)
class Slate:
    """An approved list that waits for a vote: what its people (ids) are to be in which term, and how many.

    ``wider``: those and the list's substitutes (ids), for a vote with more candidates than seats; empty without any.
    ``term`` is None while nobody has opened it; ``url`` is where the list is made.
    """

    body: Body
    term: Term | None
    role: str
    seats: int
    people: Sequence[int]
    wider: Sequence[int]
    part_time: Sequence[int]
    title: str
    url: str

    @property
    def substitutes(self) -> int:
        """How many substitutes could stand beside the nominees."""
        return max(len(self.wider) - len(self.people), 0)


OutcomeSource = Callable[[Term], Sequence[Outcome]]
SlateSource = Callable[[int], Sequence[Slate]]
DaySource = Callable[[Sequence[Body]], Sequence[dt.date]]

# Who usually elects a body; where it is another one, the charter's own body is chosen by hand.
ELECTED_BY: dict[str, tuple[str, ...]] = {
    BodyKind.FULL_COMMITTEE: (BodyKind.CONGRESS,),
    BodyKind.STANDING_COMMITTEE: (BodyKind.FULL_COMMITTEE, BodyKind.CONGRESS),
    BodyKind.CHAIR_MEETING: (BodyKind.FULL_COMMITTEE, BodyKind.STANDING_COMMITTEE, BodyKind.CONGRESS),
    BodyKind.SECRETARIAT: (BodyKind.FULL_COMMITTEE, BodyKind.STANDING_COMMITTEE, BodyKind.COUNCIL),
    BodyKind.COUNCIL: (BodyKind.MEMBERS_CONGRESS,),
    BodyKind.STANDING_COUNCIL: (BodyKind.COUNCIL,),
    BodyKind.SUPERVISORY_BOARD: (BodyKind.MEMBERS_CONGRESS,),
}

_outcomes: dict[str, OutcomeSource] = {}
_slates: dict[str, SlateSource] = {}
_days: dict[str, DaySource] = {}


def register_outcomes(key: str, source: OutcomeSource) -> None:
    """Say where outcomes of votes come from, those of the term's whole time in their order; call it in ``ready``."""
    _outcomes[key] = source


def register_slates(key: str, source: SlateSource) -> None:
    """Say where an organisation's (its id) approved lists come from; call it in ``ready``."""
    _slates[key] = source


def register_days(key: str, source: DaySource) -> None:
    """Say where the days come from for which the next terms of bodies are planned; call it in ``ready``."""
    _days[key] = source


def planned_day(bodies: Sequence[Body]) -> dt.date | None:
    """The earliest day to come for which the next term of one of these bodies is planned."""
    days = (day for source in _days.values() for day in source(bodies))
    return min((day for day in days if day >= timezone.localdate()), default=None)


def outcomes_of(term: Term) -> dict[tuple[int, str], Outcome]:
    """What came of everybody's candidacy by person and role: elected stays elected, otherwise the latest counts."""
    found: dict[tuple[int, str], Outcome] = {}
    for source in _outcomes.values():
        for one in source(term):
            before = found.get((one.person, one.role))
            if before is None or before.came is not Came.ELECTED:
                found[one.person, one.role] = one
    return found


def slates_of(organisation: int) -> list[Slate]:
    """The approved lists of an organisation (its id) that wait for a vote."""
    return [one for source in _slates.values() for one in source(organisation)]


def elects(body: Body, elected: Body) -> bool:
    """Whether a body usually elects another of the same organisation; for kinds without a usual one, any does."""
    kinds = ELECTED_BY.get(elected.kind, ())
    return body.pk != elected.pk and (body.kind in kinds or not kinds)


def elected_by(body: Body) -> list[Body]:
    """The bodies of the same organisation that this one usually elects."""
    kinds = [kind for kind, electors in ELECTED_BY.items() if body.kind in electors]
    return list(Body.objects.filter(organisation=body.organisation_id, kind__in=kinds).order_by("pk"))


def electing(body: Body) -> list[Body]:
    """The bodies of the same organisation that elect this one, the usual one first; all the others if none is usual."""
    kinds = ELECTED_BY.get(body.kind, ())
    others = list(Body.objects.filter(organisation=body.organisation_id).exclude(pk=body.pk).order_by("pk"))
    usual = sorted((one for one in others if one.kind in kinds), key=lambda one: kinds.index(one.kind))
    return usual or others
