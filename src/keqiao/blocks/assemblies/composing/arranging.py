"""Verbs on delegations and groups: somebody is moved, a delegation divided, where it stays; everybody gets a seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.posts.models import Post
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.engine.logic import YES
from keqiao.registry.refusals import check_number

from .checks import MANAGE, check_status
from .congress import HEADS, HELD, PLANNED, Participant, SeatRow, participants, rows_of_seats
from .counting import Reader, rows, seated, standing
from .models import AttendeeKind, Delegation, Making, Placing, Trait

MOST_TEAMS, WIDEST = 20, 60
BALANCED = (Trait.WOMEN, Trait.FRONT_LINE, Trait.YOUNG)


class Move(VerbData):
    """Who (the id of their record) goes to which delegation and group (nought: none).

    ``placed``: the version of their place that was looked at; nought before they were ever moved.
    """

    person: int
    to: Annotated[str, Field(min_length=1, max_length=80)]
    team: int = 0
    placed: int = 0


class Divide(VerbData):
    """Which delegation is divided into how many groups; one means none. ``placed``: the sum of the versions seen."""

    delegation: str
    number: int
    placed: int = 0


class Describe(VerbData):
    """Where a delegation stays and where it meets."""

    delegation: str
    hotel: Annotated[str, Field(max_length=80), Asked(gettext_lazy("驻地"))] = ""
    room: Annotated[str, Field(max_length=80), Asked(gettext_lazy("讨论地点"))] = ""


class TellSeats(VerbData):
    """How many seats a row has."""

    width: int


@verb(
    "composing.move",
    does=gettext_lazy("调整了代表团和分组"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def move(act: Act, target: Making, data: Move) -> Placing:
    """Move one person to another delegation or group. Moving them back undoes it."""
    check_status(target, *PLANNED)
    there = participants(target)
    one = _one(there, data.person)
    if data.to not in destinations(target, there) and data.to != one.origin:
        raise VerbError(_("没有“%(name)s”。请刷新页面后重新选择代表团。") % {"name": data.to})
    check_number(data.team, _("分组"), 0, MOST_TEAMS)
    if (one.delegation, one.team) == (data.to, data.team):
        said = _("%(person)s已经在%(where)s，没有重复调整。")
        raise VerbError(said % {"person": one.person, "where": place_words(one.delegation, one.team)})
    if data.to != one.delegation and (held := next((kind for kind in HEADS if kind in one.kinds), None)):
        said = _("%(person)s是%(delegation)s的%(kind)s。请先取消%(kind)s，再调整代表团。")
        told = {"person": one.person, "delegation": one.delegation, "kind": _(str(held.label))}
        raise VerbError(said % told)
    made = _place(target, one, data.placed, delegation="" if data.to == one.origin else data.to, team=data.team)
    _follow(target, one, data.to)
    return made


@verb(
    "composing.divide",
    does=gettext_lazy("给代表团分了组"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def divide(act: Act, target: Making, data: Divide) -> Making:
    """Divide a delegation into groups of the same size, by surname strokes; people rearrange them one by one."""
    check_status(target, *PLANNED)
    members = [one for one in participants(target) if one.delegation == data.delegation]
    if not members:
        raise VerbError(_("没有“%(name)s”。请刷新页面后重新选择代表团。") % {"name": data.delegation})
    check_number(data.number, _("组数"), 1, min(MOST_TEAMS, len(members)))
    if sum(one.seen for one in members) != data.placed:
        raise Stale(target)
    for place, one in enumerate(in_stroke_order(members, lambda one: one.person.name)):
        team = place * data.number // len(members) + 1 if data.number > 1 else 0
        if team != one.team:
            _place(target, one, one.seen, team=team)
    return target


@verb(
    "composing.describe_delegation",
    does=gettext_lazy("登记了代表团的驻地"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def describe_delegation(act: Act, target: Making, data: Describe) -> Delegation:
    """Note where a delegation stays and where it meets; its people read it on the phone."""
    check_status(target, *PLANNED)
    if data.delegation not in {one.delegation for one in participants(target)}:
        raise VerbError(_("没有“%(name)s”。请刷新页面后重新选择代表团。") % {"name": data.delegation})
    found = target.delegations.filter(name=data.delegation).first() or Delegation(making=target, name=data.delegation)
    found.hotel, found.room = data.hotel, data.room
    found.save()
    return found


@verb(
    "composing.tell_seats",
    does=gettext_lazy("公布了座次"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def tell_seats(act: Act, target: Making, data: TellSeats) -> Making:
    """Keep where everybody sits, and let them read it on the phone. What changes later needs doing it again."""
    check_status(target, *HELD)
    check_number(data.width, _("每排座位"), 2, WIDEST)
    people = participants(target)
    seats = {one.person.pk: at for one, at in _numbered(rows_of_seats(people, data.width))}
    for one in people:
        row, number = seats.get(one.person.pk, (None, None))
        if one.placing is None or (one.placing.seat_row, one.placing.seat_number) != (row, number):
            _place(target, one, one.seen, seat_row=row, seat_number=number)
    expected = {one.person.pk for one in people}
    for gone in target.placings.exclude(person__in=expected).exclude(seat_row=None):
        gone.seat_row = gone.seat_number = None
        gone.save()
    target.seat_width, target.seats_told = data.width, timezone.localdate()
    target.save()
    return target


def destinations(making: Making, people: Sequence[Participant]) -> list[str]:
    """The delegations there are, in the order of allotment; those by invitation after them."""
    names = [one.delegation for one in making.allotments.all() if one.delegation]
    return list(dict.fromkeys([*names, *(one.delegation for one in people), *(one.origin for one in people)]))


def place_words(delegation: str, team: int) -> str:
    """城中区代表团第2组."""
    return _("%(delegation)s第%(number)s组") % {"delegation": delegation, "number": team} if team else delegation


def changed_since_told(making: Making, people: Sequence[Participant]) -> bool:
    """Whether people would sit elsewhere by now than they were told."""
    if making.seats_told is None or making.seat_width is None:
        return False
    now = {one.person.pk: at for one, at in _numbered(rows_of_seats(people, making.seat_width))}
    told = making.placings.exclude(seat_row=None).values_list("person", "seat_row", "seat_number")
    return now != {person: (row, number) for person, row, number in told}


@dataclass(frozen=True)
class Balance:
    """A delegation: its people, how many of them have which trait, how many are in which group, who leads it."""

    name: str
    people: Sequence[Participant]
    traits: Mapping[Trait, int]

    @property
    def teams(self) -> list[tuple[int, int]]:
        """Each group's number and size; who is in none counts under nought."""
        sizes = [one.team for one in self.people]
        return [(team, sizes.count(team)) for team in sorted(set(sizes))] if any(sizes) else []

    @property
    def heads(self) -> list[Participant]:
        """Who heads it."""
        return [one for one in self.people if AttendeeKind.HEAD in one.kinds]

    @property
    def deputies(self) -> list[Participant]:
        """Who heads it beside them."""
        return [one for one in self.people if AttendeeKind.DEPUTY_HEAD in one.kinds]

    @property
    def seen(self) -> int:
        """The sum of the versions of its people's places."""
        return sum(one.seen for one in self.people)


def balances(making: Making, groups: Sequence[tuple[str, Sequence[Participant]]]) -> list[Balance]:
    """Every delegation with its numbers, in a fixed number of queries; traits are told of delegates alone."""
    nominees = seated(standing(making))
    known, reader = rows(making, nominees), Reader(making.organisation_id)
    by_person = {one.person_id: known[one.pk] for one in nominees if one.pk in known}
    found = []
    for name, people in groups:
        told = [by_person[one.person.pk] for one in people if one.person.pk in by_person]
        counts = {trait: sum(reader.says(trait, row) == YES for row in told) for trait in BALANCED}
        found.append(Balance(name, people, counts))
    return found


def _one(there: Sequence[Participant], person: int) -> Participant:
    found = next((one for one in there if one.person.pk == person), None)
    if found is None:
        raise VerbError(_("所选人员不在大会名单上，没有调整。请刷新页面后重新选择。"))
    return found


def _place(making: Making, one: Participant, seen: int, **values: object) -> Placing:
    """Write somebody's place. Raises Stale when another wrote it since it was looked at."""
    row = one.placing or Placing(making=making, person=one.person)
    if row.version != seen:
        raise Stale(row)
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # another was the first to place them, at the same moment
        raise Stale(row) from None
    return row


def _follow(making: Making, one: Participant, delegation: str) -> None:
    """Once the term runs, the post says the same."""
    post = Post.objects.filter(term=making.term_id, person=one.person).first() if making.term_id else None
    if post is not None and post.delegation != delegation:
        post.delegation = delegation
        post.save()


def _numbered(seat_rows: Sequence[SeatRow]) -> list[tuple[Participant, tuple[int, int]]]:
    return [(one, (row.number, number)) for row in seat_rows for number, one in enumerate(row.people, start=1)]
