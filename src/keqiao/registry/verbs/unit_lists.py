"""Verbs on lists of units: drawn up, corrected, put in force in place of the one before."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.search.names import add_names
from keqiao.kernel.units.models import Unit, UnitCover, UnitKind, UnitList
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_length, check_order, check_past, check_text

AT_ONCE = 500
FACTS = ("units", "unit_coverage")


class StartList(VerbData):
    """A list that begins empty, or with the units of the one that it will take the place of."""

    kind: Annotated[UnitKind, Asked(gettext_lazy("名单类型"))]
    title: Annotated[str, Asked(gettext_lazy("名单名称"), gettext_lazy("例如：泰州市规模以上工业企业名单（2020年）。"))]
    source: Annotated[str, Asked(gettext_lazy("来源文件"), gettext_lazy("写明发文单位、文件名称和文号。"))]
    as_of: Annotated[dt.date, Asked(gettext_lazy("数据截止日期"))]
    page: Annotated[str, Asked(gettext_lazy("页码"))] = ""
    carry_over: Annotated[
        bool, Asked(gettext_lazy("带入现行名单中的单位"), gettext_lazy("连同已登记的组建情况一并带入，再逐个增减。"))
    ] = False


class CorrectList(VerbData):
    """What is said of the list as a whole."""

    title: Annotated[str, Asked(gettext_lazy("名单名称"))]
    source: Annotated[str, Asked(gettext_lazy("来源文件"))]
    as_of: Annotated[dt.date, Asked(gettext_lazy("数据截止日期"))]
    page: Annotated[str, Asked(gettext_lazy("页码"))] = ""


class PutInForce(VerbData):
    """From which day on plans count by this list."""

    starts: Annotated[dt.date, Asked(gettext_lazy("启用日期"), gettext_lazy("从这一天起按本名单计算覆盖率。"))]


@verb(
    "units.start_list",
    does=gettext_lazy("建立了单位名单"),
    needs="units.manage",
    on=lambda target, data: [target],
)
def start_list(act: Act, target: Organisation, data: StartList) -> UnitList:
    """Begin to draw up a list; nothing is counted by it before it is put in force."""
    _check_said(data)
    former = in_force(target, data.kind)
    if data.carry_over and former is None:
        said = _("“%(organisation)s”现在没有启用的%(kind)s名单，没有可带入的单位。请取消“带入”，建立后再添加单位。")
        raise VerbError(said % {"organisation": target, "kind": _(str(data.kind.label))})
    made = UnitList(organisation=target, **data.model_dump(include={"kind", "title", "source", "page", "as_of"}))
    made.save()
    if data.carry_over and former is not None:
        _carry_over(former, made)
    return made


@verb(
    "units.correct_list",
    does=gettext_lazy("更正了单位名单的说明"),
    needs="units.manage",
    on=lambda target, data: [target.organisation_id],
)
def correct_list(act: Act, target: UnitList, data: CorrectList) -> UnitList:
    """Set right what is said of a list."""
    _check_said(data)
    target.title, target.source, target.page, target.as_of = data.title, data.source, data.page, data.as_of
    target.save()
    return target


@verb(
    "units.put_in_force",
    does=gettext_lazy("启用了单位名单"),
    needs="units.manage",
    on=lambda target, data: [target.organisation_id],
)
def put_in_force(act: Act, target: UnitList, data: PutInForce) -> UnitList:
    """Count by a list from a day on; the keeper's list of that kind before it ends there."""
    if target.starts is not None:
        said = _("“%(list)s”已于%(day)s启用，不能再次启用。如有变化，请在名单上增减单位，或另建一份新的名单。")
        raise VerbError(said % {"list": target, "day": target.starts})
    if not target.units.exists():
        raise VerbError(_("“%(list)s”还没有一个单位，不能启用。请先添加单位。") % {"list": target})
    former = in_force(target.organisation, UnitKind(target.kind))
    if former is not None:
        check_order(former.starts, data.starts, _("现行名单“%(list)s”") % {"list": former})
        former.ends = data.starts
        former.save()
    target.starts, target.supersedes = data.starts, former
    target.save()
    return target


@verb(
    "units.drop_list",
    does=gettext_lazy("删除了未启用的单位名单"),
    needs="units.manage",
    on=lambda target, data: [target.organisation_id],
)
def drop_list(act: Act, target: UnitList, data: VerbData) -> Organisation:
    """Throw away a list that was never in force."""
    if target.starts is not None:
        said = _("“%(list)s”已于%(day)s启用，按它计算过的结果要能核对，不能删除。请另建新的名单来替代。")
        raise VerbError(said % {"list": target, "day": target.starts})
    keeper = target.organisation
    target.delete()
    return keeper


def in_force(keeper: Organisation, kind: UnitKind) -> UnitList | None:
    """The list of a kind that was put in force last and has no end, also one whose day is still to come."""
    return keeper.unit_lists.filter(kind=kind, starts__isnull=False, ends=None).order_by("-starts").first()


def _check_said(data: StartList | CorrectList) -> None:
    check_text(data.title, _("名单名称"), 120)
    check_text(data.source, _("来源文件"), 200)
    check_length(data.page, _("页码"), 40)
    check_past(data.as_of, _("数据截止日期"))


def _carry_over(former: UnitList, made: UnitList) -> None:
    """Copy the units of today with what was said of them. Not record by record: a list holds thousands."""
    held = list(former.units.filter(holds_on(today())))
    fresh = [
        Unit(version=1, list=made, name=one.name, code=one.code, division=one.division, registered=one.registered)
        for one in held
    ]
    Unit.objects.bulk_create(fresh, batch_size=AT_ONCE)
    add_names(Unit, ((one.pk, (one.name,)) for one in fresh))
    place = {old.pk: new for old, new in zip(held, fresh, strict=True)}
    covers = UnitCover.objects.filter(holds_on(today()), unit__list=former)
    UnitCover.objects.bulk_create(
        (
            UnitCover(
                version=1, unit=place[one.unit_id], association_id=one.association_id, how=one.how, starts=one.starts
            )
            for one in covers
            if one.unit_id in place
        ),
        batch_size=AT_ONCE,
    )
    running = ledger.current()
    if running is not None:
        running.touched |= {(fact, made.organisation_id) for fact in FACTS}
