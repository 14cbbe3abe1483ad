"""Verbs on organisations: into the tree, about in it, out of it, and what is said of them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    FoundingMode,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Placement,
)
from keqiao.kernel.standards.uscc import read_credit_code
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.attributes import read_value
from keqiao.registry.handovers import check_no_circle
from keqiao.registry.refusals import (
    check_exists,
    check_order,
    check_past,
    day_or_today,
    division_by_code,
    organisation_by_code,
    told_of,
)
from keqiao.registry.successions import Handover, hand_over

LONGEST_NAME = 120


class RegisterOrganisation(VerbData):
    """A new organisation. ``division`` is a code of GB/T 2260; without ``starts`` it has stood here for ever."""

    code: str
    name: str
    kind: OrganisationKind
    level: Level
    short_name: str = ""
    division: str | None = None
    uscc: str = ""
    founding: FoundingMode | Literal[""] = ""
    founded: dt.date | None = None
    starts: dt.date | None = None


class PlaceOrganisation(VerbData):
    """Another leading organisation (its code; None: none) and division (code; None: as before) from a day on."""

    leading: Annotated[str | None, Asked(gettext_lazy("新的上级单位"), kind="organisation")]
    starts: Annotated[dt.date, Asked(gettext_lazy("起始日期"), gettext_lazy("从这一天起由新的上级单位领导。"))]
    division: Annotated[str | None, Asked(gettext_lazy("行政区划"), gettext_lazy("不填为不变。"), kind="division")] = (
        None
    )


class RenameOrganisation(VerbData):
    """A new name from a day on (default today); an empty short name removes it.

    ``correction``: the name recorded was wrong, so it never was a former name.
    """

    name: Annotated[str, Asked(gettext_lazy("名称"))]
    short_name: Annotated[str, Asked(gettext_lazy("简称"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("启用日期"), gettext_lazy("不填为今天。"))] = None
    correction: Annotated[
        bool, Asked(gettext_lazy("只更正错字"), gettext_lazy("原来登记有误时勾选，不记为曾用名。"))
    ] = False


class CloseOrganisation(VerbData):
    """The first day on which it no longer exists."""

    closed: Annotated[dt.date, Asked(gettext_lazy("撤销日期"), gettext_lazy("从这一天起不再存在。"))]


class SetAttribute(VerbData):
    """A statement that holds from a day on (None: for ever), as a code or in words."""

    kind: Annotated[AttributeKind, Asked(gettext_lazy("事项"))]
    value: Annotated[str, Asked(gettext_lazy("内容"), gettext_lazy("例如是、否、3A级、大型、选举产生；人数填写数字。"))]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"))] = None
    ends: dt.date | None = None


@verb(
    "organisations.register_root",
    does=gettext_lazy("登记了最上级单位"),
    needs="owner",
    on=lambda target, data: [],
    owner=lambda act, *_: act.actor.operator,
)
def register_root(act: Act, target: None, data: RegisterOrganisation) -> Organisation:
    """Register an organisation that nothing leads: the top of an installation. Only the operator can."""
    return _register(None, data)


@verb(
    "organisations.register",
    does=gettext_lazy("登记了单位"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def register(act: Act, target: Organisation, data: RegisterOrganisation) -> Organisation:
    """Register an organisation under its leading one."""
    check_exists(target)
    return _register(target, data)


@verb(
    "organisations.place",
    does=gettext_lazy("调整了隶属关系"),
    needs="organisations.manage",
    on=lambda target, data: _both_ends(target, data),
)
def place(act: Act, target: Organisation, data: PlaceOrganisation) -> Placement:
    """Put an organisation under another leading one from a day on; the placement before ends there."""
    check_exists(target)
    leading = organisation_by_code(data.leading) if data.leading else None
    if leading is not None:
        check_exists(leading)
        check_no_circle(target, leading, data.starts)
    before = target.placements.filter(ends=None).first()
    division = division_by_code(data.division, data.starts) if data.division else before.division if before else None
    if before is not None:
        check_order(before.starts, data.starts, _("原隶属关系"))
        before.ends = data.starts
        before.save()
    made = Placement(organisation=target, leading=leading, division=division, starts=data.starts)
    made.save()
    return made


@verb(
    "organisations.rename",
    does=gettext_lazy("更改了单位名称"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def rename(act: Act, target: Organisation, data: RenameOrganisation) -> Organisation:
    """Give an organisation another name from a day on; its code stays, and so does the name before, with its dates."""
    check_exists(target)
    check_name(data.name)
    if (data.name, data.short_name) == (target.name, target.short_name):
        raise VerbError(_("名称和简称都没有变化，没有办理更名。请填写新的名称或简称。"))
    starts = day_or_today(data.starts)
    check_past(starts, _("启用日期"))
    before = name_of(target)
    if data.correction:
        before.name, before.short_name = data.name, data.short_name
        before.save()
    else:
        follow_name(target, before, data, starts)
    target.name, target.short_name = data.name, data.short_name
    target.save()
    return target


@verb(
    "organisations.close",
    does=gettext_lazy("撤销了单位"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def close(act: Act, target: Organisation, data: CloseOrganisation) -> Organisation:
    """Close an organisation: what holds of it ends on that day; whom and what it keeps goes to whoever leads it."""
    check_exists(target)
    check_past(data.closed, _("撤销日期"))
    check_order(target.founded, data.closed, _("单位"))
    led = Placement.objects.filter(leading=target, ends=None, organisation__closed=None).select_related("organisation")
    below = list(led[:4])
    if below:
        names = enumerated(str(item.organisation) for item in below[:3])
        said = _("“%(organisation)s”还领导着%(names)s，不能撤销。请先调整这些单位的隶属关系。")
        if len(below) > 3:
            said = _("“%(organisation)s”还领导着%(names)s等，不能撤销。请先调整这些单位的隶属关系。")
        raise VerbError(said % {"organisation": target, "names": names})
    hand_over(Handover(target, None, data.closed, leading_of(target)))
    target.closed = data.closed
    target.save()
    return target


@verb(
    "organisations.set_attribute",
    does=gettext_lazy("更新了单位情况"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def set_attribute(act: Act, target: Organisation, data: SetAttribute) -> Attribute:
    """Say something of an organisation from a day on; what was said before on the matter ends there."""
    check_exists(target)
    value = read_value(data.kind, data.value)
    check_order(data.starts, data.ends, _(str(data.kind.label)))
    before = target.attributes.filter(kind=data.kind, ends=None).first()
    if before is not None:
        if before.value == value and data.ends is None:
            return before
        ends = day_or_today(data.starts)
        check_order(before.starts, ends, _("原“%(before)s”") % {"before": before})
        before.ends = ends
        before.save()
    starts = data.starts if before is None else day_or_today(data.starts)
    made = Attribute(organisation=target, kind=data.kind, value=value, starts=starts, ends=data.ends)
    made.save()
    return made


def _register(leading: Organisation | None, data: RegisterOrganisation) -> Organisation:
    check_name(data.name)
    check_code(data.code, taken=Organisation.objects.filter(code=data.code).exists())
    made = Organisation(
        code=data.code,
        name=data.name,
        short_name=data.short_name,
        kind=data.kind,
        level=data.level,
        uscc=credit_code(data.uscc),
        founding=data.founding,
        founded=data.founded,
    )
    made.save()
    name_of(made).save()
    division = division_by_code(data.division, data.starts) if data.division else None
    Placement(organisation=made, leading=leading, division=division, starts=data.starts).save()
    return made


def name_of(organisation: Organisation) -> OrganisationName:
    """The dated row of the name it bears; a new one, unsaved, for an organisation of which none is known."""
    held = organisation.names.filter(ends=None).first()
    return held or OrganisationName(
        organisation=organisation,
        name=organisation.name,
        short_name=organisation.short_name,
        starts=organisation.founded,
    )


def follow_name(target: Organisation, before: OrganisationName, data: RenameOrganisation, starts: dt.date) -> None:
    """End the name before and begin the new one on the same day; a name that was borne for no day is none."""
    if before.starts == starts:
        before.name, before.short_name = data.name, data.short_name
        before.save()
        return
    check_order(before.starts, starts, _("原名称"))
    before.ends = starts
    before.save()
    OrganisationName(organisation=target, name=data.name, short_name=data.short_name, starts=starts).save()


def leading_of(organisation: Organisation) -> Organisation | None:
    """Whom an organisation is led by, at last."""
    held = organisation.placements.filter(ends=None).select_related("leading").first()
    return held.leading if held is not None else None


def _both_ends(target: Organisation, data: PlaceOrganisation) -> list[Organisation]:
    """Moving concerns the organisation and the one that will lead it."""
    return [target, organisation_by_code(data.leading)] if data.leading else [target]


def credit_code(text: str) -> str:
    """A unified social credit code as it is kept, or nothing. Raises VerbError when it is none."""
    with told_of(_("统一社会信用代码")):
        return read_credit_code(text).code if text else ""


def check_name(name: str) -> None:
    """Refuse a name that no organisation can have."""
    if not name:
        raise VerbError(_("名称为空。请填写单位的全称。"))
    if len(name) > LONGEST_NAME:
        said = _("名称有%(length)s个字，最多%(limit)s个字。请只填写单位名称本身。")
        raise VerbError(said % {"length": len(name), "limit": LONGEST_NAME})


def check_code(code: str, *, taken: bool) -> None:
    """Refuse a code that is none, or that another organisation has."""
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}", code):
        said = _("机构代码“%(code)s”不合规则。请用1至40位字母、数字、点、短横线，以字母或数字开头。")
        raise VerbError(said % {"code": code})
    if taken:
        held = Organisation.objects.get(code=code)
        said = _("机构代码“%(code)s”已由“%(name)s”使用。请换一个代码，或在该单位的页面上修改。")
        raise VerbError(said % {"code": code, "name": held.name})
