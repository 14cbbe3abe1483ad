"""What may be done with an organisation and with what it consists of."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.offices.models import Department, KeyDate
from keqiao.kernel.organisations.models import Link, Organisation
from keqiao.kernel.posts.models import Body
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.departments import change, close_department, open_department
from keqiao.registry.verbs.founding import found, found_party, set_founding
from keqiao.registry.verbs.keydates import add, finish
from keqiao.registry.verbs.links import relate, unlink
from keqiao.registry.verbs.organisations import close, place, rename, set_attribute
from keqiao.registry.verbs.staffing import set_staffing
from keqiao.registry.verbs.successions import merge, split
from keqiao.registry.wording import organisation_url

page_of(Organisation, organisation_url)
page_of(Body, lambda one: reverse("body", args=[one.public_id]))
page_of(Link, lambda link: f"{organisation_url(link.source)}?part=links")
page_of(Department, lambda one: f"{organisation_url(one.organisation)}?part=offices")
page_of(KeyDate, lambda one: f"{organisation_url(one.organisation)}?part=dates")


def exists(one: Organisation) -> bool:
    """Whether it hasn't been closed."""
    return one.closed is None


def is_party(one: Organisation) -> bool:
    """Whether it is itself a Party organisation, which has none of its own."""
    return one.kind.startswith("party_") or one.kind == "leading_party_group"


def placed(one: Organisation) -> dict[str, Any]:
    """Where it stands, to be filled in."""
    held = one.placements.filter(ends=None).select_related("leading", "division").first()
    if held is None:
        return {}
    ends = {"leading": held.leading, "division": held.division}
    return {name: end.code for name, end in ends.items() if end is not None}


def below(one: Organisation) -> dict[str, Any]:
    """What an organisation below it most likely has in common with it."""
    return {"level": one.level, **{name: code for name, code in placed(one).items() if name == "division"}}


def described(one: Department) -> dict[str, Any]:
    """A department as it is."""
    counterpart = one.counterpart.name if one.counterpart is not None else ""
    return {"name": one.name, "duties": one.duties, "counterpart": counterpart}


offer(
    found,
    label=_("组建下级单位"),
    order=10,
    note=_("一次办完登记、组建方式、覆盖的单位和依托单位。"),
    initial=below,
    shown=lambda one: exists(one) and not is_party(one),
)
offer(
    rename,
    label=_("更名"),
    order=20,
    initial=lambda one: {"name": one.name, "short_name": one.short_name},
    shown=exists,
)
offer(place, label=_("调整隶属关系"), order=25, initial=placed, shown=exists)
offer(
    set_founding,
    label=_("登记组建方式"),
    order=30,
    initial=lambda one: {"founding": one.founding} if one.founding else {},
    shown=lambda one: exists(one) and not is_party(one),
)
offer(relate, label=_("登记单位联系"), order=35, shown=exists)
offer(set_attribute, label=_("更新单位情况"), order=40, shown=exists)
offer(
    found_party,
    label=_("设立党组织"),
    order=45,
    note=_("只登记组织本身，不登记党员个人信息。"),
    shown=lambda one: exists(one) and not is_party(one),
)
offer(open_department, label=_("设立内设部门"), order=50, shown=lambda one: exists(one) and not is_party(one))
offer(set_staffing, label=_("登记编制和用人"), order=55, shown=lambda one: exists(one) and not is_party(one))
offer(add, label=_("登记关键日期"), order=60, shown=exists)
offer(
    merge,
    label=_("并入其他单位"),
    order=80,
    note=_(
        "合并之后，本单位领导的单位、联系、会籍和人员档案从这一天起由并入单位承接；任职随本单位结束，"
        "以前的记录保留在本单位名下。"
    ),
    shown=exists,
)
offer(
    split,
    label=_("分立"),
    order=85,
    note=_("把一部分下级单位划给分立后的单位，连同其会籍和所属人员的档案；其余仍归本单位。"),
    shown=exists,
)
offer(
    close,
    label=_("撤销单位"),
    order=90,
    note=_("撤销之后，单位的隶属关系、情况、联系和任职都在这一天结束，人员档案和场所转由上级单位管理；记录保留备查。"),
    shown=exists,
)
offer(unlink, label=_("解除联系"), order=10, shown=lambda link: link.ends is None)
offer(change, label=_("调整部门"), order=10, initial=described, shown=lambda one: one.ends is None)
offer(close_department, label=_("撤销部门"), order=90, shown=lambda one: one.ends is None)
offer(finish, label=_("办结"), order=10, shown=lambda one: one.done is None)
