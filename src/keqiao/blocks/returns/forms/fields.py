"""What the register says of an organisation itself, as forms ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.faces.models import PublicFace
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement
from keqiao.look.formats import long_date
from keqiao.registry.wording import choice_word


@dataclass(frozen=True)
class Known:
    """An organisation with its place and its public face on a day; None: there is none."""

    organisation: Organisation
    placed: Placement | None
    face: PublicFace | None


@dataclass(frozen=True)
class Field:
    """One thing the register says: what it is called and how it reads; empty: nobody recorded it."""

    label: str | Promise
    read: Callable[[Known], str]


def _leading(known: Known) -> str:
    return known.placed.leading.name if known.placed is not None and known.placed.leading is not None else ""


def _division(known: Known) -> str:
    return known.placed.division.name if known.placed is not None and known.placed.division is not None else ""


def _division_code(known: Known) -> str:
    return known.placed.division.code if known.placed is not None and known.placed.division is not None else ""


def _founded(known: Known) -> str:
    return long_date(known.organisation.founded) if known.organisation.founded is not None else ""


FIELDS = {
    "name": Field(_("名称"), lambda known: known.organisation.name),
    "code": Field(_("机构代码"), lambda known: known.organisation.code),
    "uscc": Field(_("统一社会信用代码"), lambda known: known.organisation.uscc),
    "kind": Field(_("类型"), lambda known: choice_word(OrganisationKind(known.organisation.kind))),
    "level": Field(_("层级"), lambda known: choice_word(Level(known.organisation.level))),
    "founded": Field(_("成立日期"), _founded),
    "leading": Field(_("上级单位"), _leading),
    "division": Field(_("所在行政区划"), _division),
    "division_code": Field(_("行政区划代码"), _division_code),
    "address": Field(_("办公地址"), lambda known: known.face.address if known.face is not None else ""),
    "phone": Field(_("办公电话"), lambda known: known.face.phone if known.face is not None else ""),
    "email": Field(_("公开邮箱"), lambda known: known.face.email if known.face is not None else ""),
}
