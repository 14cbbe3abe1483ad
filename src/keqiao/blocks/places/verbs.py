"""Verbs on places."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import (
    check_length,
    check_number,
    check_order,
    check_text,
    day_or_today,
    division_by_code,
)
from keqiao.registry.wording import choice_word

from .models import Partner, Place, PlaceAttribute, PlaceAttributeKind, PlaceKind, Site

# Floor areas in square metres; the days of a weekend.
BOUNDS = {PlaceAttributeKind.FLOOR_AREA: (1, 10_000_000), PlaceAttributeKind.WEEKEND_DAYS: (0, 2)}


class OpenPlace(VerbData):
    """A place. ``division`` is a code of GB/T 2260; without ``opened`` it has been there for ever."""

    kind: Annotated[PlaceKind, Asked(gettext_lazy("类型"))]
    name: Annotated[str, Asked(gettext_lazy("名称"))]
    level: Annotated[Level, Asked(gettext_lazy("级别"))]
    division: Annotated[str, Asked(gettext_lazy("所在地区"), kind="division")]
    site: Annotated[Site | None, Asked(gettext_lazy("位置"))] = None
    partner: Annotated[Partner | None, Asked(gettext_lazy("合作部门"))] = None
    address: Annotated[str, Asked(gettext_lazy("地址"))] = ""
    opened: Annotated[dt.date | None, Asked(gettext_lazy("开放日期"), gettext_lazy("不填表示早已开放。"))] = None
    lead_of_kind: bool | None = None


class SetPlaceAttribute(VerbData):
    """A number that holds from a day on; the same day again corrects the number."""

    kind: Annotated[PlaceAttributeKind, Asked(gettext_lazy("事项"))]
    value: Annotated[int, Asked(gettext_lazy("数值"))]
    starts: Annotated[dt.date | None, Asked(gettext_lazy("自哪一天起"))] = None


class ClosePlace(VerbData):
    """The first day on which it is no longer there (default today)."""

    closed: Annotated[dt.date | None, Asked(gettext_lazy("关闭日期"))] = None


@verb("places.open", does=gettext_lazy("登记了场所"), needs="places.manage", on=lambda target, data: [target])
def open_place(act: Act, target: Organisation, data: OpenPlace) -> Place:
    """Open a place that an organisation answers for."""
    check_text(data.name, _("场所名称"), 120)
    check_length(data.address, _("地址"), 200)
    if target.places.filter(kind=data.kind, name=data.name, closed=None).exists():
        said = _("“%(organisation)s”已经登记了%(kind)s“%(name)s”。请直接使用它，或换一个名称。")
        raise VerbError(said % {"organisation": target, "kind": choice_word(data.kind), "name": data.name})
    made = Place(
        organisation=target,
        division=division_by_code(data.division, data.opened),
        site=data.site or "",
        partner=data.partner or "",
        **data.model_dump(include={"kind", "name", "level", "address", "opened", "lead_of_kind"}),
    )
    made.save()
    return made


@verb(
    "places.set_attribute",
    does=gettext_lazy("更新了场所情况"),
    needs="places.manage",
    on=lambda target, data: [target.organisation_id],
)
def set_attribute(act: Act, target: Place, data: SetPlaceAttribute) -> PlaceAttribute:
    """Say a number of a place from a day on; what was said before on the matter ends there."""
    check_number(data.value, choice_word(data.kind), *BOUNDS[data.kind])
    before = target.attributes.filter(kind=data.kind, ends=None).first()
    starts = data.starts if before is None else day_or_today(data.starts)
    if starts is not None and target.closed is not None and starts >= target.closed:
        said = _("“%(place)s”已于%(day)s关闭，此后没有%(kind)s可言。请核对开始日期。")
        raise VerbError(said % {"place": target, "day": target.closed, "kind": choice_word(data.kind)})
    if before is not None:
        if before.starts == starts:
            return _corrected(before, data.value)
        check_order(before.starts, starts, _("原“%(before)s”") % {"before": before})
        if before.value == data.value:
            return before
        before.ends = starts
        before.save()
    made = PlaceAttribute(place=target, kind=data.kind, value=data.value, starts=starts)
    made.save()
    return made


@verb(
    "places.close",
    does=gettext_lazy("关闭了场所"),
    needs="places.manage",
    on=lambda target, data: [target.organisation_id],
)
def close(act: Act, target: Place, data: ClosePlace) -> Place:
    """Close a place on a day."""
    if target.closed is not None:
        raise VerbError(_("“%(place)s”已于%(day)s关闭，无需再次办理。") % {"place": target, "day": target.closed})
    closed = day_or_today(data.closed)
    check_order(target.opened, closed, f"“{target}”")
    target.closed = closed
    target.save()
    return target


def _corrected(attribute: PlaceAttribute, value: int) -> PlaceAttribute:
    attribute.value = value
    attribute.save()
    return attribute
