"""Verbs by which an organisation comes to be at the desk: in one of four modes, or as a Party organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import (
    AttributeKind,
    FoundingMode,
    LinkKind,
    Organisation,
    OrganisationKind,
)
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.attributes import OTHERS
from keqiao.registry.refusals import check_exists, organisation_by_code
from keqiao.registry.verbs.links import tie
from keqiao.registry.verbs.organisations import register, set_attribute

# Where it is a question how they were founded.
GRASSROOTS = frozenset(
    {
        OrganisationKind.ENTERPRISE_ASSOCIATION,
        OrganisationKind.PARK_ASSOCIATION,
        OrganisationKind.UNIVERSITY_ASSOCIATION,
        OrganisationKind.INSTITUTE_ASSOCIATION,
        OrganisationKind.TOWNSHIP_ASSOCIATION,
        OrganisationKind.VILLAGE_ASSOCIATION,
    }
)
JOINT = frozenset({FoundingMode.REGIONAL_JOINT, FoundingMode.INDUSTRY_WIDE})
LEAST_JOINT = 2  # units that a joint organisation covers
PARTY = (
    OrganisationKind.PARTY_WORK_GROUP,
    OrganisationKind.PARTY_BRANCH,
    OrganisationKind.PARTY_COMMITTEE,
    OrganisationKind.LEADING_PARTY_GROUP,
)
PARTY_KINDS = Literal["party_work_group", "party_branch", "party_committee", "leading_party_group"]
PARTY_FORMS = Literal["council_group", "office_branch", "joint", "online"]
_COVERS = gettext_lazy("每行一个，填写名称或代码。联建、统建的至少两个。")


class FoundOrganisation(VerbData):
    """A new organisation below one, how it was founded, whom it covers and to whom it is attached (codes)."""

    name: Annotated[str, Asked(gettext_lazy("名称"))]
    short_name: Annotated[str, Asked(gettext_lazy("简称"))] = ""
    kind: Annotated[OrganisationKind, Asked(gettext_lazy("类型"))]
    level: Annotated[Level, Asked(gettext_lazy("层级"))]
    division: Annotated[str | None, Asked(gettext_lazy("行政区划"), kind="division")] = None
    founded: Annotated[dt.date, Asked(gettext_lazy("成立日期"))]
    founding: Annotated[
        FoundingMode | None, Asked(gettext_lazy("组建方式"), gettext_lazy("企业、园区、高校、乡镇等基层科协必填。"))
    ] = None
    covers: Annotated[list[str], Asked(gettext_lazy("覆盖的单位"), _COVERS, kind="organisation")] = []
    host: Annotated[
        str | None, Asked(gettext_lazy("依托（挂靠）单位"), gettext_lazy("依托组建的必填。"), kind="organisation")
    ] = None
    code: Annotated[str, Asked(gettext_lazy("机构代码"), gettext_lazy("不填则自动编号。"))] = ""


class SetFounding(VerbData):
    """How an organisation that exists was founded; units and host are added to those it has, from a day on."""

    founding: Annotated[FoundingMode, Asked(gettext_lazy("组建方式"))]
    covers: Annotated[list[str], Asked(gettext_lazy("增加覆盖的单位"), _COVERS, kind="organisation")] = []
    host: Annotated[str | None, Asked(gettext_lazy("依托（挂靠）单位"), kind="organisation")] = None
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"))] = None


class FoundParty(VerbData):
    """A Party organisation of an organisation, in which form, and for which others it was set up as well."""

    kind: Annotated[
        PARTY_KINDS,
        Asked(gettext_lazy("类型"), words=tuple((one.value, gettext_lazy(str(one.label))) for one in PARTY)),
    ]
    form: Annotated[
        PARTY_FORMS,
        Asked(gettext_lazy("设置形式"), words=tuple(OTHERS[AttributeKind.PARTY_FORM].items())),
    ]
    name: Annotated[str, Asked(gettext_lazy("名称"))]
    founded: Annotated[dt.date, Asked(gettext_lazy("成立日期"))]
    others: Annotated[
        list[str],
        Asked(
            gettext_lazy("联合设立的其他单位"),
            gettext_lazy("联合设立的必填，每行一个。只登记组织，不登记党员个人信息。"),
            kind="organisation",
        ),
    ] = []


@verb(
    "founding.found",
    does=gettext_lazy("组建了单位"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def found(act: Act, target: Organisation, data: FoundOrganisation) -> Organisation:
    """Found an organisation below one in one act: register it, and tie it to the units it covers and to its host."""
    if data.founding is None and data.kind in GRASSROOTS:
        raise VerbError(_("没有选择组建方式。基层科协请在单独组建、区域联建、行业统建、依托组建中选择一种。"))
    if data.founding is None and data.covers:
        raise VerbError(_("填写了覆盖的单位，但没有选择组建方式。请选择组建方式，或去掉覆盖的单位。"))
    if data.founding is not None:
        check_founding(data.founding, data.covers, data.host)
    made = register(
        act,
        target,
        {
            "code": data.code or next_code(target),
            "name": data.name,
            "short_name": data.short_name,
            "kind": data.kind,
            "level": data.level,
            "division": data.division,
            "founding": data.founding or "",
            "founded": data.founded,
            "starts": data.founded,
        },
    )
    _tie_to(made, data.covers, data.host, data.founded)
    return made


@verb(
    "founding.set",
    does=gettext_lazy("登记了组建方式"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def set_founding(act: Act, target: Organisation, data: SetFounding) -> Organisation:
    """Say how an organisation was founded, and whom it covers from a day on."""
    check_exists(target)
    covered, hosts = tied(target, LinkKind.COVERS), tied(target, LinkKind.HOST)
    check_founding(data.founding, [*covered, *data.covers], data.host or next(iter(hosts), None))
    target.founding = data.founding
    target.save()
    _tie_to(target, data.covers, data.host, data.starts)
    return target


@verb(
    "founding.found_party",
    does=gettext_lazy("设立了党组织"),
    needs="organisations.manage",
    on=lambda target, data: [target, *(organisation_by_code(code) for code in data.others)],
)
def found_party(act: Act, target: Organisation, data: FoundParty) -> Organisation:
    """Set up a Party organisation of one organisation, or of several together. It holds no persons' data."""
    if (data.form == "joint") != bool(data.others):
        raise VerbError(_("联合设立的党组织要写明其他单位，其他形式的不能写。请改选设置形式，或补充、去掉其他单位。"))
    made = register(
        act,
        target,
        {
            "code": next_code(target),
            "name": data.name,
            "kind": data.kind,
            "level": target.level,
            "founded": data.founded,
            "starts": data.founded,
        },
    )
    set_attribute(act, made, {"kind": AttributeKind.PARTY_FORM, "value": data.form, "starts": data.founded})
    for one in (target, *(organisation_by_code(code) for code in dict.fromkeys(data.others))):
        tie(LinkKind.PARTY_ORGANISATION_OF, made, one, data.founded)
    return made


def check_founding(mode: FoundingMode, covers: Iterable[str], host: str | None) -> None:
    """Refuse a mode that doesn't go with the units covered and the host."""
    covered = set(covers)
    if mode in JOINT and len(covered) < LEAST_JOINT:
        said = _("“%(mode)s”要写明覆盖的单位，至少两个，现在有%(count)s个。请补充，或改选单独组建。")
        raise VerbError(said % {"mode": _(str(mode.label)), "count": len(covered)})
    if mode is FoundingMode.ATTACHED and not host:
        raise VerbError(_("依托组建要写明依托（挂靠）单位。请选择一个单位。"))
    if mode is FoundingMode.INDEPENDENT and host:
        raise VerbError(_("单独组建的没有依托（挂靠）单位。请去掉该单位，或改选依托组建。"))
    if mode is FoundingMode.INDEPENDENT and len(covered) > 1:
        raise VerbError(_("单独组建的只覆盖一个单位。覆盖多个单位的，请改选区域联建或行业统建。"))


def tied(organisation: Organisation, kind: LinkKind) -> list[str]:
    """The codes of those it is tied to by links of a kind that go out from it."""
    held = organisation.links_out.filter(kind=kind, ends=None)
    return list(held.values_list("target__code", flat=True))


def next_code(leading: Organisation) -> str:
    """A code that is free, made of the leading organisation's."""
    begins = f"{leading.code[:34]}-"
    taken = Organisation.objects.filter(code__startswith=begins).values_list("code", flat=True)
    numbers = [int(code.removeprefix(begins)) for code in taken if code.removeprefix(begins).isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1:03}"


def _tie_to(made: Organisation, covers: Sequence[str], host: str | None, starts: dt.date | None) -> None:
    for code in dict.fromkeys(covers):
        tie(LinkKind.COVERS, made, organisation_by_code(code), starts)
    if host:
        tie(LinkKind.HOST, made, organisation_by_code(host), starts)
