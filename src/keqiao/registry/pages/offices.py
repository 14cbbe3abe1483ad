"""Departments, staffing, affiliated institutions and Party organisations on an organisation's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import earliest_first, holds_on, latest_first
from keqiao.kernel.offices.models import APPROVED, Department, Staffing, StaffingKind
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    Link,
    LinkKind,
    Organisation,
    OrganisationKind,
    Placement,
)
from keqiao.kernel.organisations.tree import today
from keqiao.look.acts import ActLink, act_url
from keqiao.look.formats import percent, plain
from keqiao.registry.attributes import value_word
from keqiao.registry.verbs.departments import change, close_department
from keqiao.registry.wording import choice_word, joined, span

from .reach import links_to


@dataclass(frozen=True)
class DepartmentLine:
    """A department as its row shows it."""

    name: str
    duties: str
    counterpart: str
    time: str
    became: str
    acts: Sequence[ActLink]


@dataclass(frozen=True)
class StaffLine:
    """A number of posts or people, since when and by which document."""

    kind: str
    number: str
    document: str
    duties: str
    time: str


@dataclass(frozen=True)
class Institution:
    """An affiliated institution with its approved posts and what became of it in the reform."""

    name: str
    url: str
    posts: str
    reform: str


def offices(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """What the part 部门编制 shows."""
    departments = list(one.departments.select_related("counterpart", "became").order_by(earliest_first("ends"), "pk"))
    may = can(actor_of(request), "organisations.manage", one.pk)
    staffing = list(one.staffing.order_by(latest_first(), "-pk"))
    open_ones = [item for item in staffing if item.ends is None]
    return {
        "departments": [_department(item, may=may) for item in departments if item.ends is None],
        "former_departments": [_department(item, may=False) for item in departments if item.ends is not None],
        "without_counterpart": sum(1 for item in departments if item.ends is None and item.counterpart is None),
        "approved": [_staff(item) for item in _in_order(open_ones) if StaffingKind(item.kind) in APPROVED],
        "at_work": [_staff(item) for item in _in_order(open_ones) if StaffingKind(item.kind) not in APPROVED],
        "former_staffing": [_staff(item) for item in staffing if item.ends is not None],
        "reserved": _reserved({StaffingKind(item.kind): item.number for item in open_ones}),
        **_institutions(request, one, {StaffingKind(item.kind): item.number for item in open_ones}),
    }


def _in_order(staffing: Sequence[Staffing]) -> list[Staffing]:
    order = {kind.value: place for place, kind in enumerate(StaffingKind)}
    return sorted(staffing, key=lambda item: order[item.kind])


def _department(item: Department, *, may: bool) -> DepartmentLine:
    acts = [ActLink(_("调整"), act_url(change, item)), ActLink(_("撤销"), act_url(close_department, item))]
    return DepartmentLine(
        item.name,
        item.duties,
        item.counterpart.name if item.counterpart is not None else "",
        span(item.starts, item.ends),
        item.became.name if item.became is not None else "",
        acts if may else (),
    )


def _staff(item: Staffing) -> StaffLine:
    kind = choice_word(StaffingKind(item.kind))
    return StaffLine(kind, plain(item.number), item.document, item.duties, span(item.starts, item.ends))


def _reserved(numbers: Mapping[StaffingKind, int]) -> str:
    """Which share of the senior posts is reserved for people from outside."""
    whole, part = numbers.get(StaffingKind.SENIOR_POSTS), numbers.get(StaffingKind.RESERVED)
    if not whole or part is None:
        return ""
    told = {"share": percent(Fraction(part, whole)), "part": plain(part), "whole": plain(whole)}
    return _("预留挂职岗位占局处级岗位的%(share)s（%(part)s/%(whole)s）。") % told


def _institutions(request: HttpRequest, one: Organisation, limits: Mapping[StaffingKind, int]) -> dict[str, Any]:
    """The affiliated institutions led today, and how they stand to what is approved for all of them."""
    posts = Staffing.objects.filter(kind=StaffingKind.INSTITUTION, ends=None)
    reform = Attribute.objects.filter(holds_on(today()), kind=AttributeKind.REFORM)
    held = Placement.objects.filter(holds_on(today()), leading=one).values("organisation")
    found: list[Any] = list(
        Organisation.objects.filter(pk__in=held, kind=OrganisationKind.AFFILIATED_INSTITUTION, closed=None)
        .order_by("code")
        .prefetch_related(
            Prefetch("staffing", posts, to_attr="posts"), Prefetch("attributes", reform, to_attr="reformed")
        )
    )
    pages = links_to(request, found)
    approved = sum(item.number for row in found for item in row.posts)
    return {
        "institutions": [
            Institution(
                row.name,
                pages.get(row.pk, ""),
                plain(row.posts[0].number) if row.posts else "",
                value_word(AttributeKind.REFORM, row.reformed[0].value) if row.reformed else "",
            )
            for row in found
        ],
        "institutions_told": _limits_told(len(found), approved, limits) if found else "",
    }


def _limits_told(count: int, posts: int, limits: Mapping[StaffingKind, int]) -> str:
    said = _("现有直属单位%(count)s个，核定编制%(posts)s名") % {"count": plain(count), "posts": plain(posts)}
    if StaffingKind.AFFILIATED in limits:
        most = plain(limits[StaffingKind.AFFILIATED])
        said = joined(said, _("批准个数%(most)s个") % {"most": most})
    if StaffingKind.AFFILIATED_POSTS in limits:
        most = plain(limits[StaffingKind.AFFILIATED_POSTS])
        said = joined(said, _("批准编制总额%(most)s名") % {"most": most})
    return said


@dataclass(frozen=True)
class PartyLine:
    """A Party organisation: its kind, the form in which it was set up, since when."""

    name: str
    url: str
    kind: str
    form: str
    time: str
    together: str  # the others for which it was set up as well


def party(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """What the part 党组织 shows: its own, and how the societies it leads are covered."""
    ties = list(
        Link.objects.filter(holds_on(today()), kind=LinkKind.PARTY_ORGANISATION_OF, target=one).select_related("source")
    )
    own = [tie.source for tie in ties]
    forms = Attribute.objects.filter(holds_on(today()), kind=AttributeKind.PARTY_FORM, organisation__in=own)
    form_of = {item.organisation_id: value_word(AttributeKind.PARTY_FORM, item.value) for item in forms}
    pages, together = links_to(request, own), _together(own, one)
    return {
        "party": [
            PartyLine(
                tie.source.name,
                pages.get(tie.source_id, ""),
                choice_word(OrganisationKind(tie.source.kind)),
                form_of.get(tie.source_id, ""),
                span(tie.starts, tie.ends),
                together.get(tie.source_id, ""),
            )
            for tie in ties
        ],
        **_societies(request, one),
    }


def _together(own: Sequence[Organisation], one: Organisation) -> dict[int, str]:
    """For which others each was set up as well."""
    others = Link.objects.filter(holds_on(today()), kind=LinkKind.PARTY_ORGANISATION_OF, source__in=own)
    found: dict[int, list[str]] = defaultdict(list)
    for tie in others.exclude(target=one).select_related("target"):
        found[tie.source_id].append(str(tie.target))
    return {pk: joined(*names) for pk, names in found.items()}


def _societies(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """Of the societies led today, how many have a Party organisation, and which have none."""
    held = Placement.objects.filter(holds_on(today()), leading=one).values("organisation")
    societies = Organisation.objects.filter(pk__in=held, kind=OrganisationKind.SOCIETY, closed=None)
    covered = Link.objects.filter(holds_on(today()), kind=LinkKind.PARTY_ORGANISATION_OF).values("target")
    without = list(societies.exclude(pk__in=covered).order_by("code"))
    pages = links_to(request, without)
    return {
        "societies": societies.count(),
        "covered": societies.filter(pk__in=covered).count(),
        "uncovered": [(row.name, pages.get(row.pk, "")) for row in without],
    }
