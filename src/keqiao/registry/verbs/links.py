"""Verbs on the ties between organisations."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.organisations.models import Link, LinkKind, Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_length, check_order, day_or_today, organisation_by_code

# How people say it: what the other organisation is to this one. ``:in``: the tie goes out from the other.
Relation = Literal[
    "host",
    "host:in",
    "uplink",
    "uplink:in",
    "group_member",
    "group_member:in",
    "covers",
    "covers:in",
    "consortium",
    "consortium:in",
    "supervises",
    "supervises:in",
    "contact",
    "partner",
    "party_organisation_of",
    "party_organisation_of:in",
]
RELATIONS: dict[str, Promise] = {
    "host": gettext_lazy("对方是本单位的挂靠（依托）单位"),
    "host:in": gettext_lazy("对方挂靠在本单位"),
    "uplink": gettext_lazy("对方是对口上级学会（上联）"),
    "uplink:in": gettext_lazy("对方是对口下级学会（下带）"),
    "group_member": gettext_lazy("本单位是对方的团体会员"),
    "group_member:in": gettext_lazy("对方是本单位的团体会员"),
    "covers": gettext_lazy("本单位覆盖对方"),
    "covers:in": gettext_lazy("对方覆盖本单位"),
    "consortium": gettext_lazy("本单位是对方联合体（联盟）的成员"),
    "consortium:in": gettext_lazy("对方是本联合体（联盟）的成员"),
    "supervises": gettext_lazy("本单位业务指导对方"),
    "supervises:in": gettext_lazy("对方业务指导本单位"),
    "contact": gettext_lazy("双方联系"),
    "partner": gettext_lazy("双方合作共建"),
    "party_organisation_of": gettext_lazy("本组织是对方的党组织"),
    "party_organisation_of:in": gettext_lazy("对方是本单位的党组织"),
}
assert set(RELATIONS) == set(get_args(Relation))


class LinkOrganisations(VerbData):
    """A tie to another organisation, by its code; ``title`` and ``signed``: the agreement it rests on."""

    kind: LinkKind
    other: str
    starts: dt.date | None = None
    title: str = ""
    signed: dt.date | None = None


class RelateOrganisations(VerbData):
    """What another organisation (its code) is to this one, from a day on, and the agreement it rests on."""

    relation: Annotated[Relation, Asked(gettext_lazy("关系"), words=tuple(RELATIONS.items()))]
    other: Annotated[str, Asked(gettext_lazy("对方单位"), kind="organisation")]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"))] = None
    title: Annotated[str, Asked(gettext_lazy("协议或文件"), gettext_lazy("有协议、批复的，填写名称或文号。"))] = ""
    signed: Annotated[dt.date | None, Asked(gettext_lazy("签署日期"))] = None


class EndLink(VerbData):
    """The first day on which the tie no longer holds (default today)."""

    ends: Annotated[dt.date | None, Asked(gettext_lazy("解除日期"), gettext_lazy("不填为今天。"))] = None


@verb(
    "links.link",
    does=gettext_lazy("建立了单位联系"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def link(act: Act, target: Organisation, data: LinkOrganisations) -> Link:
    """Tie an organisation to another; a tie of the kind that holds already is answered as it is."""
    return tie(data.kind, target, organisation_by_code(data.other), data.starts, data.title, data.signed)


@verb(
    "links.relate",
    does=gettext_lazy("建立了单位联系"),
    needs="organisations.manage",
    on=lambda target, data: [organisation_by_code(data.other) if data.relation.endswith(":in") else target],
)
def relate(act: Act, target: Organisation, data: RelateOrganisations) -> Link:
    """Tie two organisations, whichever end the tie goes out from: that end must grant it."""
    kind, _colon, inward = data.relation.partition(":")
    other = organisation_by_code(data.other)
    ends = (other, target) if inward else (target, other)
    return tie(LinkKind(kind), *ends, data.starts, data.title, data.signed)


@verb(
    "links.unlink",
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


def tie(
    kind: LinkKind,
    source: Organisation,
    target: Organisation,
    starts: dt.date | None,
    title: str = "",
    signed: dt.date | None = None,
) -> Link:
    """A tie that holds from a day on; one of the kind that holds already stays, and learns of its agreement."""
    if target == source:
        said = _("不能把“%(organisation)s”与它自己建立“%(kind)s”关系。请选择另一个单位。")
        raise VerbError(said % {"organisation": source, "kind": _(str(kind.label))})
    check_exists(source)
    check_exists(target)
    check_length(title, _("协议或文件"), 120)
    held = Link.objects.filter(kind=kind, source=source, target=target, ends=None).first()
    if held is None:
        held = Link(kind=kind, source=source, target=target, starts=starts, title=title, signed=signed)
        held.save()
    elif (title or signed) and (held.title, held.signed) != (title, signed):
        held.title, held.signed = title or held.title, signed or held.signed
        held.save()
    return held
