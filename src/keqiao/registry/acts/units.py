"""What may be done with lists of units, their units, and cited numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.units.models import CitedNumber, Stage, Unit, UnitList
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.cited_numbers import approve_number, cite, return_number
from keqiao.registry.verbs.unit_lists import correct_list, drop_list, put_in_force, start_list
from keqiao.registry.verbs.units import add_unit, correct_unit, cover_unit, remove_unit, uncover_unit

page_of(UnitList, lambda one: reverse("registry:unit_list", args=[one.public_id]))
page_of(Unit, lambda one: reverse("registry:unit", args=[one.public_id]))
page_of(CitedNumber, lambda one: reverse("registry:cited_numbers"))


def _of_list(one: UnitList) -> Mapping[str, Any]:
    return {"title": one.title, "source": one.source, "as_of": one.as_of, "page": one.page}


def _of_unit(one: Unit) -> Mapping[str, Any]:
    return {
        "name": one.name,
        "code": one.code,
        "division": one.division.code if one.division is not None else None,
        "registered": one.registered.code if one.registered is not None else None,
    }


def _begun(one: UnitList) -> bool:
    return one.starts is not None


def _stands(one: Unit) -> bool:
    return one.ends is None and one.list.ends is None


offer(start_list, label=_("建立单位名单"), order=60)
offer(add_unit, label=_("添加单位"), order=10, shown=lambda one: one.ends is None)
offer(correct_list, label=_("更正名单说明"), order=20, initial=_of_list)
offer(
    put_in_force,
    label=_("启用名单"),
    order=5,
    note=_("启用之后，本单位同类的现行名单在这一天停用，任务指标按新名单计算。"),
    shown=lambda one: not _begun(one),
)
offer(
    drop_list,
    label=_("删除名单"),
    order=90,
    note=_("名单还没有启用，删除后连同其中的单位一并去除。"),
    shown=lambda one: not _begun(one),
)
offer(cover_unit, label=_("登记科协组织"), order=5, shown=_stands)
offer(correct_unit, label=_("更正单位"), order=20, initial=_of_unit, shown=_stands)
offer(
    uncover_unit,
    label=_("终止对应的科协组织"),
    order=30,
    shown=lambda one: one.covers.filter(ends=None).exists(),
)
offer(remove_unit, label=_("移出名单"), order=90, shown=_stands)
offer(
    cite,
    label=_("引用数据"),
    order=61,
    note=_("没有单位名单、只有总数的，引用公开发布或主管部门提供的数据。由另一人对照文件核对之后才参与计算。"),
)
offer(approve_number, label=_("核对无误"), order=10, shown=lambda one: one.stage == Stage.SUBMITTED)
offer(return_number, label=_("退回"), order=20, shown=lambda one: one.stage != Stage.RETURNED)
