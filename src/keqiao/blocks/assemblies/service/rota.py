"""Residence in turn: who is in residence from when to when, and each day served."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_order, check_past, check_text, day_or_today, record
from keqiao.registry.wording import body_word

from .models import ResidenceDay, RotaSlot
from .sitting import own_person, sitting_on

Task = Annotated[str, Field(max_length=200), Asked(gettext_lazy("驻会期间的主要工作"))]


class Assign(VerbData):
    """Who (their id) is in residence from a day to the day before another."""

    person: Annotated[int, Asked(gettext_lazy("轮值人员"), kind="person")]
    starts: Annotated[dt.date, Asked(gettext_lazy("开始日期"))]
    ends: Annotated[dt.date, Asked(gettext_lazy("结束日期"), gettext_lazy("这一天不再驻会，由下一位接替。"))]
    task: Task = ""


class Move(VerbData):
    """Other days, or another task."""

    starts: Annotated[dt.date, Asked(gettext_lazy("开始日期"))]
    ends: Annotated[dt.date, Asked(gettext_lazy("结束日期"), gettext_lazy("这一天不再驻会，由下一位接替。"))]
    task: Task = ""


class Served(VerbData):
    """A day (default today) and what was done on it."""

    date: Annotated[dt.date | None, Asked(gettext_lazy("日期"), gettext_lazy("不填为今天。"))] = None
    work: Annotated[str, Field(max_length=300), Asked(gettext_lazy("工作内容"), kind="long")]


@verb(
    "rota.assign",
    does=gettext_lazy("安排了驻会轮值"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def assign_slot(act: Act, target: Body, data: Assign) -> RotaSlot:
    """Put somebody of a body in residence for a time. Times that overlap are shown, not refused."""
    check_order(data.starts, data.ends, _("这段轮值"))
    person = record(Person, data.person, _("人员"))
    if person.pk not in sitting_on(target, data.starts):
        said = _("所选人员在%(day)s没有担任“%(body)s”的职务，不能安排轮值。请先登记任职，或核对日期。")
        raise VerbError(said % {"day": data.starts, "body": body_word(target)})
    if target.rota_slots.filter(person=person, starts=to_int(data.starts)).exists():
        raise VerbError(_("此人从%(day)s起的轮值已经安排，没有重复登记。") % {"day": data.starts})
    made = RotaSlot(body=target, person=person, starts=data.starts, ends=data.ends, task=data.task)
    made.save()
    return made


@verb(
    "rota.move",
    does=gettext_lazy("调整了驻会轮值"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def move_slot(act: Act, target: RotaSlot, data: Move) -> RotaSlot:
    """Change the days of a time in residence; the days served stay within it."""
    check_order(data.starts, data.ends, _("这段轮值"))
    outside = target.days.exclude(date__gte=data.starts, date__lt=data.ends).first()
    if outside is not None:
        said = _("%(day)s已经登记了驻会工作，调整后的时间应包含这一天。")
        raise VerbError(said % {"day": outside.date})
    target.starts, target.ends, target.task = data.starts, data.ends, data.task
    target.save()
    return target


@verb(
    "rota.cancel",
    does=gettext_lazy("取消了驻会轮值"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def cancel_slot(act: Act, target: RotaSlot, data: VerbData) -> None:
    """Take a time in residence off the rota, as long as no day of it was served."""
    if target.days.exists():
        raise VerbError(_("这段轮值已经登记了驻会工作，不能取消。可以调整结束日期。"))
    target.delete()


@verb(
    "rota.log",
    does=gettext_lazy("登记了驻会工作"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def log_day(act: Act, target: RotaSlot, data: Served) -> ResidenceDay:
    """Record for somebody a day in residence and what was done; written again, the new text stands."""
    return _log(target, data)


@verb(
    "rota.log_own",
    does=gettext_lazy("登记了驻会工作"),
    needs="owner",
    on=lambda target, data: [target.organisation_id],
    owner=lambda act, target, data: own_person(act) == target.person,
)
def log_own_day(act: Act, target: RotaSlot, data: Served) -> ResidenceDay:
    """Record one's own day in residence and what one did."""
    return _log(target, data)


def _log(slot: RotaSlot, data: Served) -> ResidenceDay:
    check_text(data.work, _("工作内容"), 300)
    date = day_or_today(data.date)
    check_past(date, _("驻会日期"))
    if not _within(slot, date):
        said = _("%(day)s不在这段轮值（%(starts)s起，%(ends)s前）之内。请核对日期，或先调整轮值时间。")
        raise VerbError(said % {"day": date, "starts": slot.starts, "ends": slot.ends})
    made = slot.days.filter(date=to_int(date)).first() or ResidenceDay(slot=slot, person=slot.person, date=date)
    made.work = data.work
    made.save()
    return made


def _within(slot: RotaSlot, day: dt.date) -> bool:
    starts, ends = slot.starts, slot.ends
    return starts is not None and ends is not None and starts <= day < ends
