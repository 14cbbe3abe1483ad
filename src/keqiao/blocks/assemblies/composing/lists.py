"""Verbs on a unit's list: nominate, replace, withdraw, report; accept or send back; merge."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Role
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated

from .checks import MANAGE, check_status, refuse_conflict, visible_person
from .models import Allotment, ListStatus, Making, MakingStatus, Nominee, NomineeList, NomineeStatus, Reporting
from .publishing import running, take_down
from .seats import Why, check_sum

FILLED = frozenset({ListStatus.DRAFT, ListStatus.RETURNED})
ANOTHER = gettext_lazy("输入姓名后选择；没有登记的人，先在本单位登记。")


class Nominate(VerbData):
    """Somebody (the id of their record) for the list."""

    person: Annotated[int, Asked(gettext_lazy("人选"), ANOTHER, kind="person")]
    role: Annotated[Role | None, Asked(gettext_lazy("职务"), gettext_lazy("不填则与名单一致。"))] = None
    sector: Annotated[str, Field(max_length=40), Asked(gettext_lazy("界别"))] = ""
    delegation: Annotated[str, Field(max_length=80), Asked("", hidden=True)] = ""
    substitute: Annotated[bool, Asked(gettext_lazy("备用人选"))] = False
    part_time: Annotated[bool, Asked(gettext_lazy("兼职"))] = False
    note: Annotated[str, Field(max_length=200), Asked(gettext_lazy("备注"))] = ""


class Replace(VerbData):
    """Who takes the seat (the id of their record); a substitute of the same list moves up."""

    person: Annotated[int, Asked(gettext_lazy("接替的人选"), ANOTHER, kind="person")]
    note: Annotated[str, Field(max_length=200), Asked(gettext_lazy("备注"))] = ""


@verb(
    "composing.nominate",
    does=gettext_lazy("推荐了人选"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def nominate(act: Act, target: NomineeList, data: Nominate) -> Nominee:
    """Put somebody on a list that isn't reported."""
    check_filled(target)
    person = visible_person(act, data.person)
    refuse_standing(target, person)
    refuse_conflict(target.allotment.making, person)
    if not data.substitute:
        _check_room(target)
    made = _nominee(target, person, data.role, data.substitute)
    made.sector, made.part_time, made.note = data.sector, data.part_time, data.note
    made.delegation = data.delegation or made.delegation
    made.save()
    target.save()
    return made


@verb(
    "composing.withdraw",
    does=gettext_lazy("登记了人选退出"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw(act: Act, target: Nominee, data: Why) -> Nominee:
    """Take somebody off a list, with the reason; who withdrew isn't nominated for the same term again."""
    check_filled(target.slate)
    _check_standing(target)
    _leave(target, NomineeStatus.WITHDRAWN, data.reason)
    target.slate.save()
    return target


@verb(
    "composing.replace",
    does=gettext_lazy("更换了人选"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def replace(act: Act, target: Nominee, data: Replace) -> Nominee:
    """Put another in somebody's place, or in the seat of who withdrew. Substitutes keep their own line as such."""
    check_filled(target.slate)
    if not is_vacant(target):
        _check_standing(target)
    elif not target.substitute:
        _check_room(target.slate)
    person = visible_person(act, data.person)
    slate = target.slate
    waiting = slate.nominees.filter(person=person, status=NomineeStatus.NOMINATED, substitute=True).first()
    if waiting is None or waiting == target:
        refuse_standing(slate, person)
        refuse_conflict(slate.allotment.making, person)
    if target.status == NomineeStatus.NOMINATED:
        _leave(target, NomineeStatus.REPLACED, "")
    made = _nominee(slate, person, Role(target.role), target.substitute)
    made.replaces, made.note, made.sector, made.delegation = target, data.note, target.sector, target.delegation
    if waiting is not None:
        _leave(waiting, NomineeStatus.MOVED_UP, "")
        made.sector, made.note = waiting.sector or made.sector, data.note or waiting.note
        made.part_time = waiting.part_time
    made.save()
    slate.save()
    return made


def is_vacant(nominee: Nominee) -> bool:
    """Whether they withdrew and nobody is in their seat."""
    return nominee.status == NomineeStatus.WITHDRAWN and not hasattr(nominee, "replaced_by")


@verb(
    "composing.report",
    does=gettext_lazy("报送了推荐名单"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def report(act: Act, target: NomineeList, data: VerbData) -> NomineeList:
    """Report the list to the organisers: from then on it is what they see, and stays as it is."""
    if target.status in (ListStatus.REPORTED, ListStatus.ACCEPTED):
        said = _("“%(list)s”已经报送，没有重复报送。需要调整时，请组织单位先退回名单。")
        raise VerbError(said % {"list": target})
    check_filled(target)
    standing = list(target.nominees.filter(status=NomineeStatus.NOMINATED))
    number = sum(not one.substitute for one in standing)
    if number == 0:
        raise VerbError(_("名单上还没有人选，不能报送。请先推荐人选。"))
    if number > target.allotment.seats:
        said = _("名单有%(number)s人，名额只有%(seats)s个，不能报送。请减少人选或改为备用人选。")
        raise VerbError(said % {"number": number, "seats": target.allotment.seats})
    target.round, target.status, target.reason = target.round + 1, ListStatus.REPORTED, ""
    target.save()
    for one in standing:
        if one.since == 0:
            one.since = target.round
            one.save()
    Reporting(slate=target, round=target.round, day=timezone.localdate(), by=act.actor.user).save()
    return target


@verb(
    "composing.return_list",
    does=gettext_lazy("退回了推荐名单"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def return_list(act: Act, target: Allotment, data: Why) -> NomineeList:
    """Send a list back to its unit, with the reason; one that was merged is to be merged, and made public, again."""
    making, slate = target.making, NomineeList.objects.select_related("allotment").get(allotment=target)
    check_status(making, MakingStatus.NOMINATING, MakingStatus.REVIEWING)
    if slate.status not in (ListStatus.REPORTED, ListStatus.ACCEPTED):
        raise VerbError(_("“%(list)s”还没有报送，无需退回。") % {"list": slate})
    slate.status, slate.reason = ListStatus.RETURNED, data.reason
    slate.save()
    if making.status == MakingStatus.REVIEWING:
        for public in running(making):  # what is public and what is examined have to be the same list
            take_down(public, _("名单退回修改"))
        making.status, making.merged = MakingStatus.NOMINATING, None
        making.save()
    return slate


@verb(
    "composing.accept_list",
    does=gettext_lazy("接收了推荐名单"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def accept_list(act: Act, target: Allotment, data: VerbData) -> NomineeList:
    """Accept a list as reported; what it lacks is stated on the page, and is no reason to refuse it."""
    slate = NomineeList.objects.select_related("allotment").get(allotment=target)
    check_status(target.making, MakingStatus.NOMINATING)
    if slate.status != ListStatus.REPORTED:
        said = _("“%(list)s”现在是“%(status)s”，只能接收已经报送的名单。")
        raise VerbError(said % {"list": slate, "status": _(slate.get_status_display())})
    slate.status = ListStatus.ACCEPTED
    slate.save()
    return slate


@verb(
    "composing.accept_all",
    does=gettext_lazy("接收了全部已报送的名单"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def accept_all(act: Act, target: Making, data: VerbData) -> Making:
    """Accept every list that was reported and waits; those that weren't reported stay open."""
    check_status(target, MakingStatus.NOMINATING)
    waiting = NomineeList.objects.filter(allotment__making=target, status=ListStatus.REPORTED)
    for slate in waiting:
        slate.status = ListStatus.ACCEPTED
        slate.save()
    if not waiting:
        raise VerbError(_("没有等待接收的名单，没有办理。"))
    target.save()
    return target


@verb(
    "composing.merge", does=gettext_lazy("汇总了名单"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def merge(act: Act, target: Making, data: VerbData) -> Making:
    """Close the lists and go on to consultation, publicity and examination."""
    check_status(target, MakingStatus.NOMINATING)
    check_sum(target)
    open_ones = NomineeList.objects.filter(allotment__making=target).exclude(status=ListStatus.ACCEPTED)
    names = [one.allotment.name for one in open_ones.select_related("allotment")[:4]]
    if names:
        said = _("还有名单没有接收：%(units)s。请先接收，或商请这些单位报送。")
        raise VerbError(said % {"units": enumerated(names[:3]) + (_("等") if len(names) > 3 else "")})
    target.status, target.merged = MakingStatus.REVIEWING, timezone.localdate()
    target.save()
    return target


def check_filled(slate: NomineeList) -> None:
    """Raise VerbError unless the list is the unit's to fill in."""
    check_status(slate.allotment.making, MakingStatus.NOMINATING)
    if slate.status not in FILLED:
        said = _("“%(list)s”%(status)s，不能再修改。需要调整时，请组织单位先退回名单。")
        raise VerbError(said % {"list": slate, "status": _(slate.get_status_display())})


def _nominee(slate: NomineeList, person: Person, role: Role | None, substitute: bool) -> Nominee:
    allotment = slate.allotment
    return Nominee(
        slate=slate,
        person=person,
        role=role or allotment.making.role,
        delegation=allotment.delegation,
        substitute=substitute,
    )


def _check_room(slate: NomineeList) -> None:
    seats = slate.allotment.seats
    number = slate.nominees.filter(status=NomineeStatus.NOMINATED, substitute=False).count()
    if number >= seats:
        said = _("“%(unit)s”的%(seats)s个名额已经推荐满。请更换人选，或列为备用人选。")
        raise VerbError(said % {"unit": slate.allotment.name, "seats": seats})


def refuse_standing(slate: NomineeList, person: Person) -> None:
    """Raise VerbError for whoever stands on a list of this making already, or withdrew from it."""
    making = slate.allotment.making
    for one in Nominee.objects.filter(person=person, slate__allotment__making=making).order_by("-pk"):
        if one.status == NomineeStatus.NOMINATED and one.slate_id == slate.pk:
            raise VerbError(_("%(person)s已经在这份名单上，没有重复推荐。") % {"person": person})
        if one.status == NomineeStatus.NOMINATED:
            said = _("%(person)s已经列入另一个选举单位的名单，一人只能由一个单位推荐。请与组织单位商定。")
            raise VerbError(said % {"person": person})
        if one.status in (NomineeStatus.WITHDRAWN, NomineeStatus.LEFT):
            said = _("%(person)s已经退出本次换届，不能再推荐。请推荐其他人选。")
            raise VerbError(said % {"person": person})


def _check_standing(nominee: Nominee) -> None:
    if nominee.status != NomineeStatus.NOMINATED:
        said = _("%(person)s%(status)s，没有重复办理。")
        raise VerbError(said % {"person": nominee.person, "status": _(nominee.get_status_display())})


def _leave(nominee: Nominee, status: NomineeStatus, note: str) -> None:
    nominee.status, nominee.until = status, nominee.slate.round
    nominee.note = note or nominee.note
    nominee.save()
