"""The history of an organisation (沿革): what was dated about it, and what came before and after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.offices.models import Department, Staffing, StaffingKind
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    Link,
    LinkKind,
    Organisation,
    OrganisationName,
    Placement,
    Succession,
    SuccessionKind,
)
from keqiao.registry.attributes import value_word
from keqiao.registry.wording import choice_word, day_word, joined, span

# Ties that change what an organisation is; the others would drown the rest.
TOLD = (LinkKind.HOST, LinkKind.UPLINK, LinkKind.CONSORTIUM)


@dataclass(frozen=True)
class Past:
    """A line of the history: when, what."""

    time: str
    said: str


Line = tuple[dt.date | None, Past]


def history(one: Organisation) -> list[Past]:
    """Everything dated about an organisation, the latest first; what has no date at all is no history."""
    lines = [
        *_founded(one),
        *_came(one),
        *names_told(list(one.names.all())),
        *places_told(one.placements.select_related("leading", "division")),
        *said_told(one.attributes.all()),
        *_tied(one.links_out.filter(kind__in=TOLD).select_related("target")),
        *_departments(one.departments.select_related("became")),
        *_staffing(one.staffing.all()),
    ]
    return [past for _day, past in sorted(lines, key=_order, reverse=True)]


def _order(line: Line) -> int:
    return to_int(line[0]) if line[0] is not None else 0


def _lasting(item: object, said: str) -> Iterator[Line]:
    """A line for something that held for a time, where that is known."""
    starts, ends = getattr(item, "starts", None), getattr(item, "ends", None)
    if (starts is not None or ends is not None) and not (starts is not None and starts == ends):
        yield starts, Past(span(starts, ends), said)


def _on(day: dt.date | None, said: str) -> Iterator[Line]:
    if day is not None:
        yield day, Past(day_word(day), said)


def _founded(one: Organisation) -> Iterator[Line]:
    mode = _(one.get_founding_display()) if one.founding else ""
    yield from _on(one.founded, joined(_("成立"), mode))
    yield from _on(one.closed, _("撤销"))


def _came(one: Organisation) -> Iterator[Line]:
    """Whom it came out of, and who came after it."""
    for item in Succession.objects.filter(successor=one).select_related("predecessor"):
        said = _("承接%(name)s的工作（%(how)s）") % {"name": item.predecessor.name, "how": how(item)}
        yield from _on(item.day, joined(said, item.document))
    for item in Succession.objects.filter(predecessor=one).select_related("successor"):
        said = _("由%(name)s承接工作（%(how)s）") % {"name": item.successor.name, "how": how(item)}
        yield from _on(item.day, joined(said, item.document))


def how(item: Succession) -> str:
    """合并 or 分立."""
    return choice_word(SuccessionKind(item.kind))


def names_told(names: list[OrganisationName]) -> Iterator[Line]:
    """What it was called; one that never changed is no history."""
    for item in names if len(names) > 1 else ():
        yield from _lasting(item, _("名称：%(name)s") % {"name": item.name})


def places_told(placements: Iterable[Placement]) -> Iterator[Line]:
    """By whom it was led."""
    for item in placements:
        leading = _("由%(name)s领导") % {"name": item.leading} if item.leading is not None else _("没有上级单位")
        yield from _lasting(item, joined(leading, str(item.division or "")))


def said_told(said: Iterable[Attribute]) -> Iterator[Line]:
    """What was said of it."""
    for item in said:
        yield from _lasting(item, attribute_words(item))


def attribute_words(item: Attribute) -> str:
    """What is said of the organisation: 社会组织评估等级：3A级."""
    kind = AttributeKind(item.kind)
    return _("%(matter)s：%(value)s") % {"matter": choice_word(kind), "value": value_word(kind, item.value)}


def _tied(links: Iterable[Link]) -> Iterator[Line]:
    for item in links:
        told = {"matter": choice_word(LinkKind(item.kind)), "value": item.target.name}
        yield from _lasting(item, joined(_("%(matter)s：%(value)s") % told, item.title))


def _departments(departments: Iterable[Department]) -> Iterator[Line]:
    for item in departments:
        yield from _on(item.starts, _("设立部门：%(name)s") % {"name": item.name})
        if item.became is not None:
            told = {"name": item.name, "after": item.became.name}
            yield from _on(item.ends, _("部门调整：%(name)s → %(after)s") % told)
        else:
            yield from _on(item.ends, _("撤销部门：%(name)s") % {"name": item.name})


def _staffing(staffing: Iterable[Staffing]) -> Iterator[Line]:
    for item in staffing:
        told = {"matter": choice_word(StaffingKind(item.kind)), "value": item.number}
        yield from _lasting(item, joined(_("%(matter)s：%(value)s") % told, item.document))
