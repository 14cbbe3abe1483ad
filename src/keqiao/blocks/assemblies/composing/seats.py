"""Verbs on a making and its seats: begin, allot, issue, change, drop."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from keqiao.blocks.assemblies.queries import register_days
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_number, check_order, organisation_by_code
from keqiao.registry.verbs.posts import refuse_term

from .checks import CONGRESSES, ENDED, MANAGE, OPEN, USUAL_ROLE, check_status
from .models import Allotment, Demand, ListStatus, Making, MakingStatus, NomineeList, NomineeStatus, Trait

MOST_SEATS = 5000
_LEAST = re.compile(r"(\d{1,4})|(\d{1,3})%|(\d{1,3})/(\d{1,3})")
_SECTOR = re.compile(r"(?P<name>[^\d、，,；;]{2,40}?)(?P<number>\d{1,3})[名人]?")
_BETWEEN = re.compile(r"[、，,；;\n]+")

Least = Annotated[str, Field(max_length=12)]
SHARE = gettext_lazy("写人数（3）或比例（40%、1/3），不填表示没有要求。")


class Begin(VerbData):
    """The term to come: its number (the next one by default), how many seats, and when it is to begin."""

    seats: Annotated[int, Asked(gettext_lazy("名额总数"))]
    day: Annotated[dt.date, Asked(gettext_lazy("计划召开日期"), gettext_lazy("新一届从这一天开始，年龄也算到这一天。"))]
    number: Annotated[int | None, Asked(gettext_lazy("届次"), gettext_lazy("不填则为下一届。"))] = None
    ends: Annotated[dt.date | None, Asked(gettext_lazy("届满日期"))] = None
    role: Annotated[Role | None, Asked(gettext_lazy("人选的职务"), gettext_lazy("不填则按机构类型。"))] = None
    notice_days: Annotated[int, Asked(gettext_lazy("公示不少于多少个工作日"))] = 5


class ChangeMaking(VerbData):
    """Seats, days and length of publicity, until the list is approved."""

    seats: Annotated[int, Asked(gettext_lazy("名额总数"))]
    day: Annotated[dt.date, Asked(gettext_lazy("计划召开日期"))]
    ends: Annotated[dt.date | None, Asked(gettext_lazy("届满日期"))] = None
    notice_days: Annotated[int, Asked(gettext_lazy("公示不少于多少个工作日"))] = 5


class Demands(VerbData):
    """What is demanded of a unit's list; each a number or a share."""

    front_line: Annotated[Least, Asked(gettext_lazy("基层一线科技工作者不少于"), SHARE)] = ""
    young: Annotated[Least, Asked(gettext_lazy("45周岁以下不少于"))] = ""
    women: Annotated[Least, Asked(gettext_lazy("女性不少于"))] = ""
    minority: Annotated[Least, Asked(gettext_lazy("少数民族不少于"))] = ""
    non_party: Annotated[Least, Asked(gettext_lazy("非中共党员不少于"))] = ""
    sectors: Annotated[
        str,
        Field(max_length=300),
        Asked(gettext_lazy("界别名额"), gettext_lazy("例如：新经济组织1名、新型研发机构1名。")),
    ] = ""


class Seats(VerbData):
    """How many seats a unit has, and in which delegation."""

    seats: Annotated[int, Asked(gettext_lazy("名额"))]
    delegation: Annotated[str, Field(max_length=80), Asked(gettext_lazy("代表团"))] = ""


class Unit(VerbData):
    """A unit: by code where it is registered, otherwise by name."""

    unit: Annotated[
        str | None,
        Asked(
            gettext_lazy("选举单位"),
            gettext_lazy("登记了的单位由其经办人员自己填报名单。"),
            kind="organisation",
        ),
    ] = None
    name: Annotated[
        str, Field(max_length=120), Asked(gettext_lazy("没有登记的选举单位"), gettext_lazy("由组织单位代为填报。"))
    ] = ""


# A form asks for the fields of the last base first: the unit, its seats, what is demanded of it.
class Allot(Demands, Seats, Unit):
    """Seats for a unit, and what is demanded of its list."""


class Reallot(Demands, Seats):
    """A unit's seats and what is demanded of its list."""


class UnitSeats(BaseModel):
    """A unit (its code) and its seats."""

    model_config = ConfigDict(extra="forbid")

    unit: str
    seats: int


class AllotMany(VerbData):
    """Seats of many units at once; a unit with none gets none. ``front_line`` and ``young`` are asked of each."""

    units: list[UnitSeats]
    front_line: Least = ""
    young: Least = ""


class Why(VerbData):
    """For what reason."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("原因"))]


@verb(
    "composing.begin",
    does=gettext_lazy("启动了换届筹备"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def begin(act: Act, target: Body, data: Begin) -> Making:
    """Begin to make the next term of a body."""
    running = target.makings.filter(status__in=OPEN).first()
    if running is not None:
        said = _("“%(making)s”正在筹备。请继续办理，或先终止那一次筹备。")
        raise VerbError(said % {"making": running})
    latest = target.terms.order_by("-number").first()
    number = data.number or (latest.number + 1 if latest is not None else 1)
    refuse_term(target, number, data.day)
    _check_plan(data.seats, data.day, data.ends, data.notice_days)
    made = Making(
        body=target,
        number=number,
        role=data.role or USUAL_ROLE.get(target.kind, Role.MEMBER),
        opened=timezone.localdate(),
        **data.model_dump(include={"seats", "day", "ends", "notice_days"}),
    )
    made.save()
    return made


@verb(
    "composing.change",
    does=gettext_lazy("调整了换届安排"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def change(act: Act, target: Making, data: ChangeMaking) -> Making:
    """Change seats and days of a making that isn't approved yet."""
    check_status(target, MakingStatus.ALLOTTING, MakingStatus.NOMINATING, MakingStatus.REVIEWING)
    _check_plan(data.seats, data.day, data.ends, data.notice_days)
    given = _given(target)
    if data.seats < given:
        said = _("已经分配%(given)s个名额，总数不能改为%(seats)s个。请先调减选举单位的名额。")
        raise VerbError(said % {"given": given, "seats": data.seats})
    target.seats, target.day, target.ends, target.notice_days = data.seats, data.day, data.ends, data.notice_days
    target.save()
    return target


@verb(
    "composing.allot", does=gettext_lazy("分配了名额"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def allot(act: Act, target: Making, data: Allot) -> Allotment:
    """Give seats to an electing unit."""
    check_status(target, MakingStatus.ALLOTTING, MakingStatus.NOMINATING)
    unit = _unit(data.unit) if data.unit else None
    made = _allotted(target, unit, data.name, data.seats, data.delegation)
    _set_demands(made, data)
    _touch(target)
    return made


@verb(
    "composing.allot_many",
    does=gettext_lazy("分配了名额"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def allot_many(act: Act, target: Making, data: AllotMany) -> Making:
    """Give seats to many registered units; who has some already gets the new number."""
    check_status(target, MakingStatus.ALLOTTING)
    there = {one.unit.code: one for one in target.allotments.select_related("unit") if one.unit is not None}
    # Those that give seats back first: the sum may not pass the total on the way.
    for one in sorted(data.units, key=lambda one: one.seats - (there[one.unit].seats if one.unit in there else 0)):
        known = there.get(one.unit)
        if known is not None and one.seats == 0:
            _remove(known)
        elif known is not None:
            _reseat(known, one.seats, known.delegation)
        elif one.seats:
            known = _allotted(target, _unit(one.unit), "", one.seats, "")
        if known is not None and one.seats and (data.front_line or data.young):
            asked = {name: text for name in ("front_line", "young") if (text := str(getattr(data, name)))}
            _set_demands(known, Demands.model_validate(written(known) | asked))
    _touch(target)
    return target


@verb(
    "composing.reallot", does=gettext_lazy("调整了名额"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def reallot(act: Act, target: Allotment, data: Reallot) -> Allotment:
    """Change a unit's seats and what is demanded of its list."""
    check_status(target.making, MakingStatus.ALLOTTING, MakingStatus.NOMINATING)
    _reseat(target, data.seats, data.delegation)
    _set_demands(target, data)
    _touch(target.making)
    return target


@verb(
    "composing.unallot", does=gettext_lazy("收回了名额"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def unallot(act: Act, target: Allotment, data: VerbData) -> None:
    """Take a unit's seats back, as long as nobody stands on its list."""
    check_status(target.making, MakingStatus.ALLOTTING, MakingStatus.NOMINATING)
    making = target.making
    _remove(target)
    _touch(making)


@verb(
    "composing.issue", does=gettext_lazy("下达了名额"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def issue(act: Act, target: Making, data: VerbData) -> Making:
    """Let the units fill in their lists; every seat must be allotted."""
    check_status(target, MakingStatus.ALLOTTING)
    check_sum(target)
    target.status, target.allotted = MakingStatus.NOMINATING, timezone.localdate()
    target.save()
    return target


@verb(
    "composing.drop",
    does=gettext_lazy("终止了换届筹备"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop(act: Act, target: Making, data: Why) -> Making:
    """Give a making up; what was done stays on record."""
    if target.status in ENDED:
        raise VerbError(_("“%(making)s”已经结束，不能终止。") % {"making": target})
    target.status, target.reason = MakingStatus.DROPPED, data.reason
    target.save()
    return target


def check_sum(making: Making) -> None:
    """Raise VerbError unless the units' seats are all there are."""
    given = _given(making)
    if given != making.seats:
        said = _("名额共%(seats)s个，已分配%(given)s个，还差%(rest)s个。请补齐分配，或调整名额总数。")
        raise VerbError(said % {"seats": making.seats, "given": given, "rest": making.seats - given})


def needed(least: str, seats: int) -> int:
    """How many of so many a demand asks for: a share is rounded up."""
    found = _LEAST.fullmatch(least)
    if found is None:
        return 0
    if found[1]:
        return int(found[1])
    share = Fraction(int(found[2]), 100) if found[2] else Fraction(int(found[3]), max(int(found[4]), 1))
    return -(-share.numerator * seats // share.denominator)


def written(allotment: Allotment) -> dict[str, str]:
    """The demands as the form takes them."""
    demands = list(allotment.demands.all())
    sectors = "、".join(f"{one.sector}{one.least}名" for one in demands if one.trait == Trait.SECTOR)
    return {one.trait: one.least for one in demands if one.trait != Trait.SECTOR} | {"sectors": sectors}


def _check_plan(seats: int, day: dt.date, ends: dt.date | None, notice: int) -> None:
    check_number(seats, _("名额总数"), 1, MOST_SEATS)
    check_number(notice, _("公示工作日"), 1, 60)
    check_order(day, ends, _("新一届"))


def _given(making: Making) -> int:
    return sum(making.allotments.values_list("seats", flat=True))


def _unit(code: str) -> Organisation:
    found = organisation_by_code(code)
    check_exists(found)
    return found


def _allotted(making: Making, unit: Organisation | None, name: str, seats: int, delegation: str) -> Allotment:
    name = unit.name if unit is not None else name
    if not name:
        raise VerbError(_("没有填写选举单位。请选择登记了的单位，或填写名称。"))
    if making.allotments.filter(name=name).exists():
        raise VerbError(_("“%(unit)s”已经分配了名额。请在它那一行上调整。") % {"unit": name})
    _check_room(making, seats)
    if not delegation and making.body.kind in CONGRESSES:
        delegation = f"{unit or name}代表团"
    made = Allotment(making=making, unit=unit, name=name, seats=seats, delegation=delegation[:80])
    made.save()
    NomineeList(allotment=made).save()
    return made


def _reseat(allotment: Allotment, seats: int, delegation: str) -> None:
    _check_room(allotment.making, seats, allotment.seats)
    standing = allotment.slate.nominees.filter(status=NomineeStatus.NOMINATED, substitute=False).count()
    if seats < standing:
        said = _("“%(unit)s”的名单上已有%(standing)s人，名额不能减为%(seats)s个。请先退回名单，由该单位减少人选。")
        raise VerbError(said % {"unit": allotment, "standing": standing, "seats": seats})
    allotment.seats, allotment.delegation = seats, delegation or allotment.delegation
    allotment.save()


def _check_room(making: Making, seats: int, before: int = 0) -> None:
    check_number(seats, _("名额"), 1, MOST_SEATS)
    rest = making.seats - _given(making) + before
    if seats > rest:
        said = _("名额共%(seats)s个，只剩%(rest)s个可以分配，不能分配%(wanted)s个。请调减其他单位，或调整名额总数。")
        raise VerbError(said % {"seats": making.seats, "rest": rest, "wanted": seats})


def _remove(allotment: Allotment) -> None:
    if allotment.slate.nominees.exists() or allotment.slate.status != ListStatus.DRAFT:
        said = _("“%(unit)s”已经开始填报名单，名额不能整个收回。请与该单位商定后调减。")
        raise VerbError(said % {"unit": allotment})
    allotment.delete()


def _set_demands(allotment: Allotment, data: Demands) -> None:
    """Write the demands in place of those before."""
    wanted: list[tuple[Trait, str, str]] = [
        (trait, "", str(getattr(data, trait.value))) for trait in Trait if trait is not Trait.SECTOR
    ]
    wanted += [(Trait.SECTOR, name, number) for name, number in _sectors(data.sectors)]
    for former in list(allotment.demands.all()):
        former.delete()
    for trait, sector, least in wanted:
        if not least:
            continue
        if needed(least, allotment.seats) > allotment.seats or not _LEAST.fullmatch(least):
            said = _("“%(what)s不少于%(least)s”不能用于%(seats)s个名额。请填写不超过名额的人数，或100%%以内的比例。")
            what = sector or _(str(trait.label))
            raise VerbError(said % {"what": what, "least": least, "seats": allotment.seats})
        Demand(allotment=allotment, trait=trait, sector=sector, least=least).save()


def _sectors(text: str) -> Iterable[tuple[str, str]]:
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        found = _SECTOR.fullmatch(part)
        if found is None:
            said = _("看不懂界别名额“%(part)s”。请写成“新经济组织1名、新型研发机构1名”。")
            raise VerbError(said % {"part": part})
        yield found["name"], found["number"]


def days_of(bodies: Sequence[Body]) -> list[dt.date]:
    """The days on which terms of these bodies that are in the making are to begin."""
    return list(Making.objects.filter(body__in=bodies, status__in=OPEN).values_list("day", flat=True))


def _touch(making: Making) -> None:
    """A new version, so that two who allot at once are told apart."""
    making.save()


register_days("composing", days_of)
