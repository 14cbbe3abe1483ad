"""What may be done at the desk with makings, allotments, lists and those on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.queries import planned_day
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.look.acts import offer, page_of

from . import approval, congress, lists, publishing, review, seats
from .checks import OPEN, UNDER_REVIEW
from .lists import FILLED
from .models import (
    Allotment,
    Attendee,
    Explanation,
    Finding,
    ListStatus,
    Making,
    MakingStatus,
    Nominee,
    NomineeList,
    NomineeStatus,
    Objection,
    Publicity,
)

BEFORE_APPROVAL = (MakingStatus.ALLOTTING, MakingStatus.NOMINATING, MakingStatus.REVIEWING)
ALLOTTED = (MakingStatus.ALLOTTING, MakingStatus.NOMINATING)


def making_url(one: Making) -> str:
    """The page of a making."""
    return reverse("assemblies:making", args=[one.body.organisation.code, one.public_id])


def list_url(one: NomineeList) -> str:
    """The page of a list, which is its unit's own."""
    unit = one.allotment.unit or one.allotment.making.body.organisation
    return reverse("assemblies:slate", args=[unit.code, one.public_id])


def congress_url(one: Attendee) -> str:
    """The page of the congress itself."""
    return reverse("assemblies:congress", args=[one.making.body.organisation.code, one.making.public_id])


page_of(Making, making_url)
page_of(Allotment, lambda one: making_url(one.making))
page_of(NomineeList, list_url)
page_of(Nominee, lambda one: list_url(one.slate))
page_of(Publicity, lambda one: making_url(one.making))
page_of(Objection, lambda one: making_url(one.publicity.making))
page_of(Explanation, lambda one: making_url(one.making))
page_of(Attendee, congress_url)


def _at(*stages: MakingStatus) -> Any:
    return lambda one: one.status in stages


def _allotting(one: Allotment) -> bool:
    return one.making.status in ALLOTTED


def _as_planned(one: Making) -> dict[str, Any]:
    return {"seats": one.seats, "day": one.day, "ends": one.ends, "notice_days": one.notice_days}


def _as_allotted(one: Allotment) -> dict[str, Any]:
    return {"seats": one.seats, "delegation": one.delegation} | seats.written(one)


def _as_published(one: Making) -> dict[str, Any]:
    """From today for as many working days as there have to be; where objections went the last time."""
    starts = timezone.localdate()
    ends = add_workdays(starts - dt.timedelta(days=1), one.notice_days)
    former = one.publicities.last()
    office = {name: getattr(former, name) for name in ("contact", "phone", "email")} if former is not None else {}
    return {"starts": starts, "ends": ends} | office


def _open_list(one: NomineeList) -> bool:
    return one.status in FILLED and one.allotment.making.status == MakingStatus.NOMINATING


def _standing(one: Nominee) -> bool:
    return one.status == NomineeStatus.NOMINATED and _open_list(one.slate)


offer(
    seats.begin,
    label=_("启动换届筹备"),
    order=30,
    initial=lambda body: {"day": planned_day([body])},
    shown=lambda body: not body.makings.filter(status__in=OPEN).exists(),
    lands=lambda body, made: making_url(made),
)
offer(seats.change, label=_("调整名额总数和日期"), order=40, initial=_as_planned, shown=_at(*BEFORE_APPROVAL))
offer(seats.allot, label=_("给一个单位分配名额"), order=10, shown=_at(*ALLOTTED))
offer(
    seats.issue,
    label=_("下达名额"),
    note=_("下达之后，各选举单位可以填报名单。"),
    order=5,
    shown=_at(MakingStatus.ALLOTTING),
)
offer(seats.drop, label=_("终止筹备"), note=_("已经登记的内容都保留。"), order=95, shown=_at(*OPEN))
offer(seats.reallot, label=_("调整名额和要求"), initial=_as_allotted, shown=_allotting)
offer(seats.unallot, label=_("收回名额"), shown=_allotting, lands=lambda one, made: making_url(one.making))

offer(lists.nominate, label=_("推荐人选"), order=5, shown=_open_list)
offer(
    lists.report,
    label=_("报送推荐名单"),
    note=_("报送之后名单不能再改；需要调整时，由组织单位退回。"),
    order=10,
    shown=_open_list,
)
offer(
    lists.replace,
    label=_("更换"),
    shown=lambda one: _standing(one) or (_open_list(one.slate) and lists.is_vacant(one)),
    lands=lambda one, made: list_url(one.slate),
)
offer(
    lists.withdraw,
    label=_("退出"),
    note=_("退出之后不能再列入本次换届的名单。"),
    shown=_standing,
    lands=lambda one, made: list_url(one.slate),
)
offer(
    lists.accept_list,
    label=_("接收名单"),
    note=_("接收之后，名单计入结构测算；提请审定之前仍可退回。"),
    shown=lambda one: one.slate.status == ListStatus.REPORTED and one.making.status == MakingStatus.NOMINATING,
)
offer(
    lists.return_list,
    label=_("退回名单"),
    shown=lambda one: (
        one.slate.status in (ListStatus.REPORTED, ListStatus.ACCEPTED)
        and one.making.status in (MakingStatus.NOMINATING, MakingStatus.REVIEWING)
    ),
)
offer(
    lists.accept_all,
    label=_("接收全部已报送的名单"),
    note=_("结构上的差距已经列在每个单位后面，不影响接收；要调整的，请不要接收，单独退回。"),
    order=4,
    shown=_at(MakingStatus.NOMINATING),
)
offer(
    lists.merge,
    label=_("汇总名单"),
    note=_("各单位的名单合成一份，接着征求意见、公示和审查。"),
    order=5,
    shown=_at(MakingStatus.NOMINATING),
)

offer(
    review.consult,
    label=_("登记征求意见的结果"),
    note=_("只登记征求了谁、哪一天、什么结果，不登记意见的内容。"),
    order=10,
    shown=_at(*UNDER_REVIEW),
)
offer(
    publishing.publish,
    label=_("公示名单"),
    note=_("公示页面只显示同意公开的人的姓名、单位和职务，公示期结束后不再显示姓名。"),
    order=15,
    initial=_as_published,
    shown=_at(*UNDER_REVIEW),
)
offer(
    publishing.unpublish,
    label=_("撤下公示"),
    note=_("撤下之后，公示页面不再显示姓名。需要时可以重新公示，公示期重新计算。"),
    shown=lambda one: one.withdrawn is None and one.ends >= timezone.localdate(),
    lands=lambda one, made: making_url(one.making),
)
offer(
    review.object_,
    label=_("登记收到的异议"),
    note=_("只登记收到的日期，内容由核实的人员另行保管。"),
    lands=lambda one, made: making_url(one.making),
)
offer(review.settle, label=_("办结异议"), shown=lambda one: one.finding == Finding.OPEN)
offer(
    review.examine,
    label=_("登记资格审查"),
    note=_("人数和结构按名单自动计算，并留存当天的数据。"),
    order=20,
    shown=_at(*UNDER_REVIEW, MakingStatus.APPROVED),
    lands=lambda one, made: making_url(one),
)
offer(
    approval.submit,
    label=_("提请审定"),
    note=_("由另一位负责人登记审定结果。提请之后名单不再修改，除非退回。"),
    order=5,
    shown=_at(MakingStatus.REVIEWING),
)
offer(
    approval.approve,
    label=_("登记审定结果"),
    note=_("没有达到的要求会连同说明一并存档，不影响审定。"),
    order=5,
    shown=_at(MakingStatus.SUBMITTED),
)
offer(approval.send_back, label=_("退回修改"), order=10, shown=_at(MakingStatus.SUBMITTED))
offer(
    approval.accept_explanation,
    label=_("认可说明"),
    shown=lambda one: (
        bool(one.text) and one.accepted is None and one.making.status in (MakingStatus.APPROVED, MakingStatus.SEATED)
    ),
)
offer(
    congress.invite,
    label=_("确定大会人员"),
    order=30,
    shown=_at(*congress.PLANNED),
    lands=lambda one, made: congress_url(made),
)
offer(congress.disinvite, label=_("取消"), lands=lambda one, made: congress_url(one))
