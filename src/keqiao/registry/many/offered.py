"""Which bulk verbs are offered for a selection of people, and who is selected."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.bulk import BulkVerb
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.directory import matching

from .verbs import NEED, admit_many, confirm_many, elect_many, move_many, versed_many

MOST = 5000  # people of one step; more are narrowed first


@dataclass(frozen=True)
class Many:
    """A bulk verb as the desk offers it."""

    verb: BulkVerb
    label: str | Promise
    note: str | Promise


OFFERED: Mapping[str, Many] = {
    one.verb.name: one
    for one in (
        Many(confirm_many, gettext_lazy("确认来源类别"), gettext_lazy("没有工作单位的人跳过。")),
        Many(move_many, gettext_lazy("移交保存单位"), gettext_lazy("记录改由新的单位保存，两边都要有办理权限。")),
        Many(elect_many, gettext_lazy("加入机构"), gettext_lazy("已在其中任同一职务的人跳过。")),
        Many(admit_many, gettext_lazy("登记会籍"), gettext_lazy("已是会员的人跳过。")),
        Many(versed_many, gettext_lazy("登记专长"), gettext_lazy("已登记这项专长的人跳过。")),
    )
}


def selected(actor: Actor, ticked: Sequence[str], chosen: Mapping[str, str]) -> QuerySet[Person]:
    """The people ticked (public ids), or without ticks all that the filters let through, within reach."""
    if ticked:
        known = [one for one in map(_uuid, ticked) if one is not None]
        return Person.objects.filter(public_id__in=known, keeper__in=reachable(actor, "people.see")).order_by("pk")
    return matching(actor, chosen).order_by("pk")


def numbers(found: QuerySet[Person]) -> list[int]:
    """The ids of a selection. Raises VerbError when there is nobody, or too many at once."""
    people = list(found.values_list("pk", flat=True)[: MOST + 1])
    if not people:
        raise VerbError(_("没有选择任何人。请返回勾选人员，或按条件查找。"))
    if len(people) > MOST:
        said = _("选择的人超过%(most)s，不能一次办理。请增加条件，分几次办理。")
        raise VerbError(said % {"most": MOST})
    return people


def place_for(actor: Actor, need: str = NEED) -> Organisation | None:
    """Where the reader stands: the first organisation on which they have the right, the upper ones first."""
    return Organisation.objects.filter(pk__in=reachable(actor, need), closed=None).order_by("pk").first()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
