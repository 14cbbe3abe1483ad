"""Verbs on organisations: into the tree, about in it, out of it, and what is said of them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    Link,
    LinkKind,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Placement,
)
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.standards.uscc import read_credit_code
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import (
    check_exists,
    check_order,
    check_past,
    day_or_today,
    division_by_code,
    organisation_by_code,
    told_of,
)

LONGEST_NAME = 120
RATINGS = ("none", "1A", "2A", "3A", "4A", "5A")
FLAGS = frozenset(
    {
        AttributeKind.PARTY_CONDITIONS,
        AttributeKind.POOR,
        AttributeKind.DISCIPLINE_BASED,
        AttributeKind.FULL_TIME_STAFF,
    }
)


class RegisterOrganisation(VerbData):
    """A new organisation. ``division`` is a code of GB/T 2260; without ``starts`` it has stood here for ever."""

    code: str
    name: str
    kind: OrganisationKind
    level: Level
    short_name: str = ""
    division: str | None = None
    uscc: str = ""
    founding: str = ""
    founded: dt.date | None = None
    starts: dt.date | None = None


class PlaceOrganisation(VerbData):
    """Another leading organisation (its code; None: none) and division (code; None: as before) from a day on."""

    leading: str | None
    starts: dt.date
    division: str | None = None


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
    """A statement that holds from a day on (None: for ever). Flags are written 0 and 1."""

    kind: AttributeKind
    value: str
    starts: dt.date | None = None
    ends: dt.date | None = None


class LinkOrganisations(VerbData):
    """A tie to another organisation, by its code."""

    kind: LinkKind
    other: str
    starts: dt.date | None = None


class EndLink(VerbData):
    """The first day on which the tie no longer holds (default today)."""

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
    return _register(target, data)


@verb(
    "organisations.place",
    does=gettext_lazy("调整了隶属关系"),
    needs="organisations.manage",
    on=lambda target, data: _both_ends(target, data),
)
def place(act: Act, target: Organisation, data: PlaceOrganisation) -> Placement:
    """Put an organisation under another leading one from a day on; the placement before ends there."""
    leading = organisation_by_code(data.leading) if data.leading else None
    if leading is not None and leading.pk in subtree(target.pk, data.starts):
        said = _("“%(leading)s”本身由“%(target)s”领导，不能反过来领导它。请先调整“%(leading)s”的隶属关系。")
        raise VerbError(said % {"leading": leading, "target": target})
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
    """Close an organisation: its placement, attributes and links end on that day."""
    check_order(target.founded, data.closed, _("单位"))
    led = Placement.objects.filter(leading=target, ends=None, organisation__closed=None).select_related("organisation")
    below = list(led[:4])
    if below:
        names = enumerated(str(item.organisation) for item in below[:3])
        said = _("“%(organisation)s”还领导着%(names)s，不能撤销。请先调整这些单位的隶属关系。")
        if len(below) > 3:
            said = _("“%(organisation)s”还领导着%(names)s等，不能撤销。请先调整这些单位的隶属关系。")
        raise VerbError(said % {"organisation": target, "names": names})
    for dated in (target.names, target.placements, target.attributes, target.links_out, target.links_in):
        for item in dated.filter(ends=None):
            check_order(item.starts, data.closed, str(item))
            item.ends = data.closed
            item.save()
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
    check_value(data.kind, data.value)
    check_order(data.starts, data.ends, _(str(data.kind.label)))
    before = target.attributes.filter(kind=data.kind, ends=None).first()
    if before is not None:
        if before.value == data.value and data.ends is None:
            return before
        ends = day_or_today(data.starts)
        check_order(before.starts, ends, _("原“%(before)s”") % {"before": before})
        before.ends = ends
        before.save()
    starts = data.starts if before is None else day_or_today(data.starts)
    made = Attribute(organisation=target, kind=data.kind, value=data.value, starts=starts, ends=data.ends)
    made.save()
    return made


@verb(
    "organisations.link",
    does=gettext_lazy("建立了单位联系"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def link(act: Act, target: Organisation, data: LinkOrganisations) -> Link:
    """Tie an organisation to another; a tie of the kind that holds already is answered as it is."""
    other = organisation_by_code(data.other)
    if other == target:
        said = _("不能把“%(organisation)s”与它自己建立“%(kind)s”关系。请选择另一个单位。")
        raise VerbError(said % {"organisation": target, "kind": _(str(data.kind.label))})
    held = Link.objects.filter(kind=data.kind, source=target, target=other, ends=None).first()
    if held is not None:
        return held
    made = Link(kind=data.kind, source=target, target=other, starts=data.starts)
    made.save()
    return made


@verb(
    "organisations.unlink",
    does=gettext_lazy("解除了单位联系"),
    needs="organisations.manage",
    on=lambda target, data: [target.source_id],
)
def unlink(act: Act, target: Link, data: EndLink) -> Link:
    """End a tie on a day."""
    if target.ends is not None:
        raise VerbError(_("“%(what)s”已于%(day)s结束，无需再次办理。") % {"what": target, "day": target.ends})
    ends = day_or_today(data.ends)
    check_order(target.starts, ends, str(target))
    target.ends = ends
    target.save()
    return target


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
    """End the name before and begin the new one on the same day."""
    check_order(before.starts, starts, _("原名称"))
    before.ends = starts
    before.save()
    OrganisationName(organisation=target, name=data.name, short_name=data.short_name, starts=starts).save()


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


def check_value(kind: AttributeKind, value: str) -> None:
    """Refuse what can't be said of an organisation on that matter."""
    told = {"kind": _(str(kind.label)), "value": value}
    if kind in FLAGS and value not in {"0", "1"}:
        raise VerbError(_("“%(kind)s”只能是0（否）或1（是），不能是“%(value)s”。请改正。") % told)
    if kind is AttributeKind.RATING and value not in RATINGS:
        said = _("评估等级不能是“%(value)s”。请在%(ratings)s中选择（none表示未评估）。")
        raise VerbError(said % {"value": value, "ratings": enumerated(RATINGS)})
    if not re.fullmatch(r"[0-9A-Za-z_]{1,40}", value):
        raise VerbError(_("“%(kind)s”的内容“%(value)s”不合规则。请填写代码，例如small、large。") % told)
