"""Societies' congresses and councils: most as the plan wants them, some not, some unsure, a few overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from keqiao.cli.demo.municipal import seats
from keqiao.cli.demo.rosters import FRONT, OTHERS, Maker, Term, body_of, seat
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.registry.verbs import memberships

LEAST = 5  # people of a society that has anybody
ENROLLED = 100  # at most so many memberships of a society: they are recorded one by one
OLDER, YOUNGER = (1958, 1965), (1974, 1996)  # 55 or under when a term of these years begins: the latter
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
    taken = seats(stage.size)
    left = stage.size - taken.congress - taken.former
    societies = stage.societies()
    filled = societies[: min(len(societies), left // LEAST)]
    for place, society in enumerate(filled):
        members = left // len(filled) + (place < left % len(filled))
        _fill(stage, society, place, shape(place, members))


def _fill(stage: Stage, society: Organisation, place: int, wanted: Shape) -> None:
    maker = Maker(stage)
    front = maker.several(wanted.front, FRONT, 2, (OLDER, YOUNGER))
    others = maker.several(wanted.members - wanted.front, OTHERS, 2, (OLDER, YOUNGER))
    council = front[: wanted.council_front] + others[: wanted.council - wanted.council_front]
    standing = front[: wanted.standing_front] + others[: wanted.standing - wanted.standing_front]
    term = _term(stage, place)
    for kind, people in (("members_congress", front + others), ("council", council), ("standing_council", standing)):
        seat(stage, body_of(stage, society, kind), term, people, sure=place not in UNSURE)
    _admit(stage, society, term)


def _admit(stage: Stage, society: Organisation, term: Term) -> None:
    kept = Person.objects.filter(keeper=society).order_by("pk")[:ENROLLED]
    for place, person in enumerate(kept):
        kind = "senior" if place % 5 == 0 else "individual"
        data = {"kind": kind, "person": person.pk, "fee": ("paid", "paid", "due")[place % 3], "starts": term.starts}
        memberships.admit(stage.act, society, data)


def _term(stage: Stage, place: int) -> Term:
    """A term of five years, of which one to three are over; of the overdue ones, six."""
    year = stage.today.year - (6 if place in OVERDUE else 1 + place % 3)
    starts = dt.date(year, 1 + place % 9, 16)
    return Term(3 + place % 6, starts, starts.replace(year=year + 5))
