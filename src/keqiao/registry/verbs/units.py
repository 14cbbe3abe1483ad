"""Verbs on the units of a list: in, corrected, out, and which association stands for them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.units.coverage import GRASSROOTS
from keqiao.kernel.units.models import How, Unit, UnitCover, UnitKind, UnitList
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import (
    check_length,
    check_order,
    check_text,
    day_or_today,
    division_by_code,
    organisation_by_code,
)
from keqiao.registry.verbs.organisations import credit_code

CREDIT_CODE = 18  # digits of a unified social credit code; parks and townships have codes of other lengths


class UnitSaid(VerbData):
    """What is said of a unit; ``division`` a code of GB/T 2260, ``registered`` the code of an organisation of ours."""

    name: Annotated[str, Asked(gettext_lazy("单位名称"))]
    code: Annotated[str, Asked(gettext_lazy("代码"), gettext_lazy("统一社会信用代码或其他代码，没有可不填。"))] = ""
    division: Annotated[str | None, Asked(gettext_lazy("所在行政区划"), kind="division")] = None
    registered: Annotated[
        str | None,
        Asked(
            gettext_lazy("系统中的单位"),
            gettext_lazy("该单位或它的科协已在本系统登记的，请选择，覆盖情况随之自动计算。"),
            "organisation",
        ),
    ] = None


class AddUnit(UnitSaid):
    """A unit that joins the list; without a day it has stood there from the start."""

    starts: Annotated[dt.date | None, Asked(gettext_lazy("列入日期"), gettext_lazy("名单启用后新增的单位请填写。"))] = (
        None
    )


class RemoveUnit(VerbData):
    """The first day on which the unit no longer belongs to the list (default today)."""

    ends: Annotated[dt.date | None, Asked(gettext_lazy("移出日期"), gettext_lazy("不填即为今天。"))] = None


class CoverUnit(VerbData):
    """Which association stands for the unit, and how."""

    association: Annotated[
        str,
        Asked(
            gettext_lazy("科协组织"),
            gettext_lazy("尚未登记的，请先在上级科协的页面登记。"),
            "organisation",
            tuple(kind.value for kind in GRASSROOTS),
        ),
    ]
    how: Annotated[How, Asked(gettext_lazy("组建方式"))]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"), gettext_lazy("不填即为一直如此。"))] = None


class UncoverUnit(VerbData):
    """Which association no longer stands for the unit, from a day on (default today)."""

    association: Annotated[str, Asked(gettext_lazy("科协组织"), kind="organisation")]
    ends: Annotated[dt.date | None, Asked(gettext_lazy("终止日期"), gettext_lazy("不填即为今天。"))] = None


@verb(
    "units.add",
    does=gettext_lazy("在名单中添加了单位"),
    needs="units.manage",
    on=lambda target, data: [target.organisation_id],
)
def add_unit(act: Act, target: UnitList, data: AddUnit) -> Unit:
    """Put a unit on a list."""
    _check_open(target)
    said = _read(data)
    check_order(data.starts, target.ends, str(target))
    _check_once(target, said["name"], said["code"])
    made = Unit(list=target, starts=data.starts, **said)
    made.save()
    return made


@verb(
    "units.correct",
    does=gettext_lazy("更正了名单中的单位"),
    needs="units.manage",
    on=lambda target, data: [target.list.organisation_id],
)
def correct_unit(act: Act, target: Unit, data: UnitSaid) -> Unit:
    """Set right what is said of a unit."""
    said = _read(data)
    _check_once(target.list, said["name"], said["code"], but=target)
    for name, value in said.items():
        setattr(target, name, value)
    target.save()
    return target


@verb(
    "units.remove",
    does=gettext_lazy("从名单中移出了单位"),
    needs="units.manage",
    on=lambda target, data: [target.list.organisation_id],
)
def remove_unit(act: Act, target: Unit, data: RemoveUnit) -> UnitList:
    """Take a unit off a list from a day on; off a list that was never in force it goes without a trace."""
    if target.ends is not None:
        said = _("“%(unit)s”已于%(day)s移出名单，无需再次办理。")
        raise VerbError(said % {"unit": target, "day": target.ends})
    if target.list.starts is None:
        target.delete()
        return target.list
    _check_open(target.list)
    ends = day_or_today(data.ends)
    check_order(target.starts or target.list.starts, ends, _("单位在名单中"))
    target.ends = ends
    target.save()
    return target.list


@verb(
    "units.cover",
    does=gettext_lazy("登记了单位的科协组织"),
    needs="units.manage",
    on=lambda target, data: [target.list.organisation_id],
)
def cover_unit(act: Act, target: Unit, data: CoverUnit) -> UnitCover:
    """Say which association was founded in a unit, or covers it together with others."""
    association = organisation_by_code(data.association)
    _check_kind(association)
    if association.closed is not None:
        said = _("“%(association)s”已于%(day)s撤销，不能再覆盖单位。请选择现有的组织。")
        raise VerbError(said % {"association": association, "day": association.closed})
    held = target.covers.filter(association=association, ends=None).first()
    if held is not None:
        if held.how != data.how:
            held.how = data.how
            held.save()
        return held
    made = UnitCover(unit=target, association=association, how=data.how, starts=data.starts)
    made.save()
    return made


@verb(
    "units.uncover",
    does=gettext_lazy("终止了单位与科协组织的对应"),
    needs="units.manage",
    on=lambda target, data: [target.list.organisation_id],
)
def uncover_unit(act: Act, target: Unit, data: UncoverUnit) -> UnitCover:
    """End what was said by ``units.cover``."""
    association = organisation_by_code(data.association)
    held = target.covers.filter(association=association, ends=None).first()
    if held is None:
        said = _("没有登记“%(association)s”对应“%(unit)s”。由单位联系、所在区划自动对应的，请到该组织的页面修改。")
        raise VerbError(said % {"association": association, "unit": target})
    ends = day_or_today(data.ends)
    check_order(held.starts, ends, str(held))
    held.ends = ends
    held.save()
    return held


def _read(data: UnitSaid) -> dict[str, object]:
    check_text(data.name, _("单位名称"), 120)
    check_length(data.code, _("代码"), 40)
    return {
        "name": data.name,
        "code": credit_code(data.code) if len(data.code) == CREDIT_CODE else data.code,
        "division": division_by_code(data.division) if data.division else None,
        "registered": organisation_by_code(data.registered) if data.registered else None,
    }


def _check_open(target: UnitList) -> None:
    if target.ends is not None:
        said = _("“%(list)s”已于%(day)s停用，不再增减单位。请在现行名单上办理。")
        raise VerbError(said % {"list": target, "day": target.ends})


def _check_once(target: UnitList, name: object, code: object, but: Unit | None = None) -> None:
    """Refuse a unit that stands on the list already, by its code or, without one, by its name."""
    same = {"code": code} if code else {"name": name}
    found = target.units.filter(holds_on(today()), **same).exclude(pk=but.pk if but is not None else 0).first()
    if found is not None:
        said = _("“%(unit)s”已在“%(list)s”中（代码或名称相同）。请在该单位上更正，不要重复添加。")
        raise VerbError(said % {"unit": found, "list": target})


def _check_kind(association: Organisation) -> None:
    if association.kind not in GRASSROOTS:
        told = {
            "organisation": association,
            "kind": _(str(OrganisationKind(association.kind).label)),
            "kinds": enumerated(_(str(kind.label)) for kind in GRASSROOTS),
        }
        said = _("“%(organisation)s”是%(kind)s，不是建在单位里的科协组织。请选择%(kinds)s之一。")
        raise VerbError(said % told)


def fitting_kinds(kind: UnitKind) -> tuple[OrganisationKind, ...]:
    """Which kinds of association a list of units of that kind asks for; as ``kernel.units.coverage`` counts them."""
    own = {
        UnitKind.TOWNSHIP: (OrganisationKind.TOWNSHIP_ASSOCIATION,),
        UnitKind.VILLAGE: (OrganisationKind.VILLAGE_ASSOCIATION,),
    }
    others = tuple(one for one in GRASSROOTS if one is not OrganisationKind.RURAL_TECHNICAL_ASSOCIATION)
    return own.get(kind, others)
