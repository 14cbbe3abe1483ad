"""The congress itself: presidium, heads of delegations, observers and guests; who arrived; who sits where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .checks import MANAGE, check_status, visible_person
from .counting import seated, standing
from .models import Arrival, Attendee, AttendeeKind, Making, MakingStatus, Placing

APART = "未分团"  # lists are Chinese, whatever the page is read in
HEADS = (AttendeeKind.HEAD, AttendeeKind.DEPUTY_HEAD)
BESIDE = (AttendeeKind.OBSERVER, AttendeeKind.GUEST)
HELD = (MakingStatus.APPROVED, MakingStatus.SEATED)
PLANNED = (MakingStatus.NOMINATING, MakingStatus.REVIEWING, MakingStatus.SUBMITTED, *HELD)


class Invite(VerbData):
    """Somebody's part in the congress."""

    person: Annotated[int, Asked(gettext_lazy("人员"), kind="person")]
    kind: Annotated[AttendeeKind, Asked(gettext_lazy("身份"))]
    delegation: Annotated[
        str, Field(max_length=80), Asked(gettext_lazy("代表团"), gettext_lazy("团长、副团长要填写。"))
    ] = ""


class CheckIn(VerbData):
    """Who arrived (the ids of their records); with ``gone`` the registration is taken back."""

    people: list[int]
    gone: bool = False


@verb(
    "composing.invite",
    does=gettext_lazy("确定了大会人员"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def invite(act: Act, target: Making, data: Invite) -> Attendee:
    """Say who is in the presidium, heads a delegation, observes or is a guest."""
    check_status(target, *PLANNED)
    person = visible_person(act, data.person)
    if target.attendees.filter(person=person, kind=data.kind).exists():
        said = _("%(person)s已经是%(kind)s，没有重复登记。")
        raise VerbError(said % {"person": person, "kind": _(str(data.kind.label))})
    delegates = {one.person.pk: one for one in participants(target) if one.delegate}
    if data.kind in BESIDE and person.pk in delegates:
        said = _("%(person)s是正式代表，不能同时作为%(kind)s。")
        raise VerbError(said % {"person": person, "kind": _(str(data.kind.label))})
    delegation = data.delegation
    if data.kind in HEADS:
        if person.pk not in delegates:
            raise VerbError(_("%(person)s不在代表名单上，不能担任团长或副团长。") % {"person": person})
        delegation = delegation or delegates[person.pk].delegation
        if data.kind == AttendeeKind.HEAD and target.attendees.filter(kind=data.kind, delegation=delegation).exists():
            raise VerbError(_("“%(delegation)s”已经有团长。请先取消原来的登记。") % {"delegation": delegation})
    made = Attendee(making=target, person=person, kind=data.kind, delegation=delegation)
    made.save()
    return made


@verb(
    "composing.disinvite",
    does=gettext_lazy("取消了大会人员"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def disinvite(act: Act, target: Attendee, data: VerbData) -> None:
    """Take somebody's part in the congress back."""
    target.delete()


@verb(
    "composing.check_in",
    does=gettext_lazy("登记了报到"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def check_in(act: Act, target: Making, data: CheckIn) -> Making:
    """Register those who arrived; who is registered already stays so."""
    check_status(target, *HELD)
    expected = {one.person.pk for one in participants(target)}
    strangers = set(data.people) - expected
    if strangers or not data.people:
        raise VerbError(_("所选人员不在大会名单上，或没有选择人员，没有登记报到。请刷新页面后重新选择。"))
    there = {one.person_id: one for one in target.arrivals.filter(person__in=data.people)}
    for person in dict.fromkeys(data.people):
        if data.gone and person in there:
            there[person].delete()
        elif not data.gone and person not in there:
            Arrival(making=target, person_id=person, day=timezone.localdate()).save()
    return target


@dataclass(frozen=True)
class Participant:
    """Somebody who is expected at the congress, once, with everything they are there."""

    person: Person
    delegation: str
    delegate: bool
    kinds: Sequence[str] = ()
    origin: str = ""  # the delegation of the list, or what they were invited to
    placing: Placing | None = None

    @property
    def team(self) -> int:
        """The number of the group; nought without groups."""
        return self.placing.team if self.placing is not None else 0

    @property
    def moved(self) -> bool:
        """Whether they were moved to another delegation than the list says."""
        return self.delegation != self.origin

    @property
    def seen(self) -> int:
        """The version of their place, by which two who move somebody at once are told apart."""
        return self.placing.version if self.placing is not None else 0

    @property
    def words(self) -> str:
        """代表，主席团成员."""
        first = ["代表"] if self.delegate else []
        return "，".join([*first, *(str(AttendeeKind(one).label) for one in self.kinds)])


def participants(making: Making) -> list[Participant]:
    """Delegates and everybody invited, delegation by delegation in the order of allotment, by surname strokes."""
    kinds: dict[int, list[str]] = defaultdict(list)
    people: dict[int, tuple[Person, str, bool]] = {
        one.person_id: (one.person, one.delegation or APART, True) for one in seated(standing(making))
    }
    for one in making.attendees.select_related("person"):
        kinds[one.person_id].append(one.kind)
        people.setdefault(one.person_id, (one.person, one.delegation or _place_of(one), False))
    placed = {one.person_id: one for one in making.placings.all()}
    found = [
        Participant(person, _delegation(placed.get(pk), origin), is_one, kinds[pk], origin, placed.get(pk))
        for pk, (person, origin, is_one) in people.items()
    ]
    order = {one.delegation: number for number, one in reversed(list(enumerate(making.allotments.all())))}
    found.sort(key=lambda one: order.get(one.delegation, len(order)))
    return [one for _name, group in grouped(found) for one in group]


def grouped(people: Iterable[Participant]) -> list[tuple[str, list[Participant]]]:
    """Delegations in the order in which they come, each by surname strokes, heads first."""
    found: dict[str, list[Participant]] = defaultdict(list)
    for one in people:
        found[one.delegation].append(one)
    return [(name, sorted(in_stroke_order(group, _name), key=_rank)) for name, group in found.items()]


def _delegation(placing: Placing | None, origin: str) -> str:
    return (placing.delegation if placing is not None else "") or origin


@dataclass(frozen=True)
class SeatRow:
    """A row of seats from the left, and which delegation sits where in it."""

    number: int
    people: Sequence[Participant]

    @property
    def blocks(self) -> list[tuple[str, int, int]]:
        """Each delegation with its first and last seat."""
        found: list[tuple[str, int, int]] = []
        for place, one in enumerate(self.people, start=1):
            if found and found[-1][0] == one.delegation:
                found[-1] = (one.delegation, found[-1][1], place)
            else:
                found.append((one.delegation, place, place))
        return found

    @property
    def words(self) -> str:
        """城中区科协代表团1—5座；鱼峰区科协代表团6—10座."""
        return "；".join(f"{name}{_seats(first, last)}座" for name, first, last in self.blocks)


def _seats(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def rows_of_seats(people: Sequence[Participant], width: int) -> list[SeatRow]:
    """座次: delegations in blocks, one after the other; the presidium sits apart."""
    groups = grouped(one for one in people if AttendeeKind.PRESIDIUM not in one.kinds)
    order = [one for _delegation, group in groups for one in group]
    starts = range(0, len(order), width)
    return [SeatRow(number, order[start : start + width]) for number, start in enumerate(starts, start=1)]


def told_rows(people: Sequence[Participant]) -> list[SeatRow]:
    """座次 as it was told: who sits nowhere in it isn't there."""
    found: dict[int, list[tuple[int, Participant]]] = defaultdict(list)
    for one in people:
        at = one.placing
        if at is not None and at.seat_row is not None and at.seat_number is not None:
            found[at.seat_row].append((at.seat_number, one))
    rows = ((number, sorted(row, key=lambda seat: seat[0])) for number, row in sorted(found.items()))
    return [SeatRow(number, [one for _seat, one in row]) for number, row in rows]


def _place_of(one: Attendee) -> str:
    return {AttendeeKind.OBSERVER: "列席人员", AttendeeKind.GUEST: "特邀人员"}.get(AttendeeKind(one.kind), "主席团")


def _name(one: Participant) -> str:
    return one.person.name


def _rank(one: Participant) -> int:
    """Head, deputy heads, everybody else."""
    return next((place for place, kind in enumerate(HEADS) if kind in one.kinds), len(HEADS))
