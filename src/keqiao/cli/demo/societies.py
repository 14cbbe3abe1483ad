"""Societies' congresses and councils: most as the plan wants them, some not, some unsure, a few overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from keqiao.cli.demo.municipal import seats
from keqiao.cli.demo.people import LIUZHOU, Region
from keqiao.cli.demo.rosters import FRONT, OTHERS, Maker, Term, body_of, seat
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.registry.imports.staged import StagedPerson
from keqiao.registry.verbs import memberships

LEAST = 5  # people of a society that has anybody
ENROLLED = 8  # at most so many memberships of a society: they are recorded one by one
ELDERS, OLDER, YOUNGER = (1944, 1955), (1958, 1965), (1974, 1996)  # 55 or under when a term begins: the last alone
NEWCOMERS = dt.timedelta(days=100)  # so long ago the latest members joined
OVERDUE = {5, 11, 19}
FEW_AT_THE_FRONT = {3, 14}  # in the council
HALF_AT_THE_FRONT = {8}  # in the members' congress: exactly half is not mainly
UNSURE = {17, 20}  # nobody's source class is confirmed yet


@dataclass(frozen=True)
class Shape:
    """How many sit in a society's bodies, and how many of them work at the front line."""

    members: int
    front: int
    council: int
    council_front: int
    standing: int
    standing_front: int


def shape(place: int, members: int) -> Shape:
    """The shape of a society by its place among the societies."""
    front = members // 2 if place in HALF_AT_THE_FRONT else 7 * members // 10
    council = min(60, 4 * max(1, round(members * 0.6 / 4)))
    council_front = 3 * council // 4 - (place in FEW_AT_THE_FRONT)
    standing = min(15, 3 * max(1, council // 6))
    return Shape(members, front, council, min(front, council_front), standing, 2 * standing // 3)


def build_societies(stage: Stage) -> None:
    """Fill as many societies as there are people for, and give each its terms."""
    people = stage.shares[CITY]
    taken = seats(people)
    left = people - taken.congress - taken.former
    societies = stage.societies()
    fill_societies(stage, societies, left)


def fill_societies(
    stage: Stage,
    societies: Sequence[Organisation],
    people: int,
    region: Region = LIUZHOU,
    front: Sequence[str] = FRONT,
    *,
    elders: bool = False,
) -> Sequence[Organisation]:
    """Share so many people among as many societies as they are enough for, and say among which.

    ``elders``: every society had an older council in the term before, of people of its own.
    """
    filled = societies[: min(len(societies), people // LEAST)]
    for place, society in enumerate(filled):
        members = people // len(filled) + (place < people % len(filled))
        old = max(1, members // 6) if elders else 0
        maker = Maker(stage, region)
        term = _term(stage, place)
        _seat_elders(stage, society, maker.several(old, OTHERS, 0, (ELDERS, YOUNGER)), term)
        _fill(stage, society, maker, place, shape(place, members - old), front)
        _admit(stage, society, place, term)
    return filled


def _seat_elders(stage: Stage, society: Organisation, elders: list[StagedPerson], term: Term) -> None:
    """The councils of the term before."""
    before = Term(term.number - 1, term.starts.replace(year=term.starts.year - 5), term.starts)
    for kind in ("council", "standing_council") if elders else ():
        seat(stage, body_of(stage, society, kind), before, elders)


def _fill(stage: Stage, society: Organisation, maker: Maker, place: int, wanted: Shape, classes: Sequence[str]) -> None:
    front = maker.several(wanted.front, classes, 2, (OLDER, YOUNGER))
    others = maker.several(wanted.members - wanted.front, OTHERS, 2, (OLDER, YOUNGER))
    council = front[: wanted.council_front] + others[: wanted.council - wanted.council_front]
    standing = front[: wanted.standing_front] + others[: wanted.standing - wanted.standing_front]
    term = _term(stage, place)
    for kind, people in (("members_congress", front + others), ("council", council), ("standing_council", standing)):
        seat(stage, body_of(stage, society, kind), term, people, sure=place not in UNSURE)


def _admit(stage: Stage, society: Organisation, place: int, term: Term) -> None:
    """Members since the term began, and of most societies one who joined this year."""
    kept = Person.objects.filter(keeper=society).order_by("-pk")[:ENROLLED]
    for number, person in enumerate(kept):
        kind = "senior" if number % 5 == 0 else "individual"
        fresh = number in (1, 2) and place % 4 != 1
        starts = stage.today - NEWCOMERS if fresh else term.starts
        data = {"kind": kind, "person": person.pk, "fee": ("paid", "paid", "due")[number % 3], "starts": starts}
        memberships.admit(stage.act, society, data)


def _term(stage: Stage, place: int) -> Term:
    """A term of five years, of which one to three are over; of the overdue ones, six."""
    year = stage.today.year - (6 if place in OVERDUE else 1 + place % 3)
    starts = dt.date(year, 1 + place % 9, 16)
    return Term(3 + place % 6, starts, starts.replace(year=year + 5))
