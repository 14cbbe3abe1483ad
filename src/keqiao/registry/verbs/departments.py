"""Verbs on the departments of an organisation: set up, renamed or given other duties, closed or merged."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.offices.models import Department
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import check_exists, check_length, check_order, check_text, day_or_today
from keqiao.registry.verbs.organisations import leading_of

LONGEST, LONGEST_DUTIES = 80, 2000
_COUNTERPART = gettext_lazy("上级单位中业务对应的部门名称，没有的不填。")


class OpenDepartment(VerbData):
    """A department from a day on (None: for ever); ``counterpart``: the name of that of the leading organisation."""

    name: Annotated[str, Asked(gettext_lazy("名称"))]
    duties: Annotated[str, Asked(gettext_lazy("职责"), kind="long")] = ""
    counterpart: Annotated[str, Asked(gettext_lazy("对应上级部门"), _COUNTERPART)] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"))] = None


class ChangeDepartment(VerbData):
    """Another name, duties or counterpart from a day on (default today)."""

    name: Annotated[str, Asked(gettext_lazy("名称"))]
    duties: Annotated[str, Asked(gettext_lazy("职责"), kind="long")] = ""
    counterpart: Annotated[str, Asked(gettext_lazy("对应上级部门"), _COUNTERPART)] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("启用日期"), gettext_lazy("不填为今天。"))] = None


class CloseDepartment(VerbData):
    """The first day without it (default today), and the name of the department it was merged into, if any."""

    ends: Annotated[dt.date | None, Asked(gettext_lazy("撤销日期"), gettext_lazy("不填为今天。"))] = None
    into: Annotated[str, Asked(gettext_lazy("并入部门"), gettext_lazy("并入本单位其他部门的，填写其名称。"))] = ""


@verb(
    "departments.open",
    does=gettext_lazy("设立了内设部门"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def open_department(act: Act, target: Organisation, data: OpenDepartment) -> Department:
    """Set up a department of an organisation."""
    check_exists(target)
    _check_words(target, data.name, data.duties)
    made = Department(
        organisation=target,
        name=data.name,
        duties=data.duties,
        counterpart=_counterpart(target, data.counterpart),
        starts=data.starts,
    )
    made.save()
    return made


@verb(
    "departments.change",
    does=gettext_lazy("调整了内设部门"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def change(act: Act, target: Department, data: ChangeDepartment) -> Department:
    """Give a department another name, duties or counterpart from a day on; how it was before stays on record."""
    _check_open(target)
    organisation = target.organisation
    counterpart = _counterpart(organisation, data.counterpart)
    if (data.name, data.duties, counterpart) == (target.name, target.duties, target.counterpart):
        raise VerbError(_("“%(name)s”的名称、职责和对应部门都没有变化，没有办理调整。") % {"name": target.name})
    if data.name != target.name:
        _check_words(organisation, data.name, data.duties)
    starts = day_or_today(data.starts)
    check_order(target.starts, starts, _("“%(name)s”") % {"name": target.name})
    target.ends = starts
    target.save()
    made = Department(
        organisation=organisation, name=data.name, duties=data.duties, counterpart=counterpart, starts=starts
    )
    made.save()
    target.became = made
    target.save()
    for below in Department.objects.filter(counterpart=target, ends=None):
        below.counterpart = made
        below.save()
    return made


@verb(
    "departments.close",
    does=gettext_lazy("撤销了内设部门"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def close_department(act: Act, target: Department, data: CloseDepartment) -> Department:
    """Close a department, or merge it into another of the same organisation."""
    _check_open(target)
    ends = day_or_today(data.ends)
    check_order(target.starts, ends, _("“%(name)s”") % {"name": target.name})
    if data.into:
        target.became = _named(target.organisation, data.into, but=target)
    target.ends = ends
    target.save()
    return target


def _check_words(organisation: Organisation, name: str, duties: str) -> None:
    check_text(name, _("部门名称"), LONGEST)
    check_length(duties, _("职责"), LONGEST_DUTIES)
    if Department.objects.filter(organisation=organisation, name=name, ends=None).exists():
        said = _("“%(organisation)s”已有部门“%(name)s”，没有重复设立。请换一个名称，或在该部门上办理调整。")
        raise VerbError(said % {"organisation": organisation, "name": name})


def _check_open(department: Department) -> None:
    if department.ends is not None:
        told = {"name": department.name, "day": department.ends}
        raise VerbError(_("“%(name)s”已于%(day)s调整或撤销，不能再办理。请刷新页面查看现有部门。") % told)


def _counterpart(organisation: Organisation, name: str) -> Department | None:
    """The leading organisation's department of that name; None without a name."""
    if not name:
        return None
    leading = leading_of(organisation)
    if leading is None:
        raise VerbError(_("“%(name)s”没有上级单位，不能填写对应上级部门。请留空。") % {"name": organisation})
    return _named(leading, name)


def _named(organisation: Organisation, name: str, but: Department | None = None) -> Department:
    """The open department of that name. Raises VerbError naming those there are."""
    there = Department.objects.filter(organisation=organisation, ends=None).exclude(pk=but.pk if but is not None else 0)
    found = there.filter(name=name).first()
    if found is None:
        told = {"organisation": organisation, "name": name, "there": enumerated(map(str, there)) or _("（无）")}
        raise VerbError(_("“%(organisation)s”没有名为“%(name)s”的部门。现有部门：%(there)s。请核对后重填。") % told)
    return found
