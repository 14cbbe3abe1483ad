"""各单位进展: what the units below reported under a plan, in administrative order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.look.parts import Choice
from keqiao.plans.access import NEED, Reader, chain_in, viewer
from keqiao.plans.engine.commitments import Commitment, Scope
from keqiao.plans.engine.tree import Node, Tree
from keqiao.plans.figures import board, owing
from keqiao.plans.models import Report
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.contributed import Contribution
from keqiao.plans.reports.frozen import shown_frozen
from keqiao.plans.reports.given import said
from keqiao.plans.reports.latest import given_by, given_counts, latest_reports, reported_values, tallies_of
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.shown import in_language

from .asked import organisation_id, organisation_of, plan_of
from .board import IN_ORDER
from .parts import trail

UNITS_SHOWN = 100  # on a page
Group = tuple[str, str]  # level and kind


@dataclass(frozen=True)
class UnitRow:
    """A unit with what it reported last; ``hidden``: it did, but not for this reader. ``value``: of one commitment.

    ``given``: to how many figures above the report gives a number; ``said``: that number, of one commitment.
    """

    unit: Node
    report: Report | None
    hidden: bool
    url: str
    live_url: str
    tally: Sequence[tuple[str, int]]
    value: look.Figure | None
    given: int
    said: str


@require_safe
@page(NEED, on=organisation_id, open_in_demo=True)
def units(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """The units below that owe something under the plan, by level, with what each reported last."""
    package, organisation = plan_of(plan), organisation_of(code)
    world = Reporting()
    tree = world.tree(today())
    found = _units(package, organisation.pk, world)
    groups = _groups(found)
    group = _chosen(groups, request.GET.get("group", ""))
    query = request.GET.get("q", "").strip()
    listed = [node for node in found if (node.level, node.kind) == group and query in node.name]
    shown_page = Paginator(listed, UNITS_SHOWN).get_page(request.GET.get("page"))
    made = _commitment(package, request.GET.get("commitment", ""))
    rows = _rows(viewer(actor_of(request)), package, tree, shown_page, made)
    context = _frame(package, organisation, groups, group, made) | {
        "page": shown_page,
        "rows": rows,
        "query": query,
        "choices": [(one.id, in_language(one.title)) for one in _choices(package, group, organisation)],
        "demo": settings.DEMO,
    }
    return render(request, "plans/units.html", context)


def _units(package: Package, organisation: int, world: Reporting) -> list[Node]:
    """Who below owes something under the plan itself, or gives to a figure of the organisation."""
    below = [node for node in world.tree(today()).subtree(organisation) if node.id != organisation]
    owed = {node.id for node in owing(package, [one.id for one in below if _may_owe(package, one)], world)}
    giving = board([package], organisations=[organisation], world=world).giving()
    return sorted((node for node in below if node.id in owed | giving), key=lambda node: node.code)


def _may_owe(package: Package, node: Node) -> bool:
    return any(made.owed_by(node.kind, node.level) for made in package.commitments)


def _groups(found: Sequence[Node]) -> dict[Group, int]:
    """How many there are of each level and kind, associations first, from the top down."""
    kinds, levels = OrganisationKind.values, Level.values
    keys = sorted(
        {(node.level, node.kind) for node in found}, key=lambda one: (kinds.index(one[1]), levels.index(one[0]))
    )
    return {key: sum((node.level, node.kind) == key for node in found) for key in keys}


def _chosen(groups: Mapping[Group, int], written: str) -> Group:
    level, _dot, kind = written.partition(".")
    return (level, kind) if (level, kind) in groups else next(iter(groups), ("", ""))


def _owed(package: Package, group: Group) -> list[Commitment]:
    level, kind = group
    return [made for made in package.commitments if made.owed_by(kind, level)]


def _choices(package: Package, group: Group, organisation: Organisation) -> list[Commitment]:
    """What the units of the group owe themselves, and the organisation's own figures to which units give."""
    owed = _owed(package, group)
    taking = [
        made
        for made in package.commitments
        if made.scope is not Scope.OWN and made.owed_by(organisation.kind, organisation.level) and made not in owed
    ]
    return [*owed, *taking]


def _commitment(package: Package, name: str) -> Commitment | None:
    return next((made for made in package.commitments if made.id == name), None)


def _rows(reader: Reader, package: Package, tree: Tree, listed: Page[Node], made: Commitment | None) -> list[UnitRow]:
    reports = latest_reports(package.id, [node.id for node in listed])
    seen = {
        unit: report
        for unit, report in reports.items()
        if reader.report(report, chain_in(tree, unit), chain_in(tree, report.sent_to_id or 0))
    }
    tallies = tallies_of(seen.values())
    values = reported_values(seen.values(), made.id) if made is not None else {}
    given = given_by(seen.values())
    counts_of = given_counts(seen.values(), made.key) if made is not None else {}
    found = []
    for node in listed:
        report = seen.get(node.id)
        counts = tallies.get(report.pk, {}) if report is not None else {}
        value = values.get(report.pk) if report is not None else None
        found.append(
            UnitRow(
                unit=node,
                report=report,
                hidden=report is None and node.id in reports,
                url=reverse("report", args=[package.id, node.code, report.public_id]) if report is not None else "",
                live_url=_live_url(package, node) if reader.live(chain_in(tree, node.id)) else "",
                tally=[(one.value, counts[one.value]) for one in IN_ORDER if one.value in counts],
                value=shown_frozen(value, package, node) if value is not None else None,
                given=given.get(report.pk, 0) if report is not None else 0,
                said=_said(made, package, report, counts_of),
            )
        )
    return found


def _live_url(package: Package, node: Node) -> str:
    """A unit's scoreboard, or of one that only gives to figures above, what it would report now."""
    return reverse("scoreboard" if _may_owe(package, node) else "reports", args=[package.id, node.code])


def _said(
    made: Commitment | None, package: Package, report: Report | None, counts: Mapping[int, Sequence[Contribution]]
) -> str:
    if made is None or report is None or report.pk not in counts:
        return ""
    return said(made, package, counts[report.pk], report.as_of)


def _frame(
    package: Package, organisation: Organisation, groups: Mapping[Group, int], group: Group, made: Commitment | None
) -> dict[str, Any]:
    return {
        "package": package,
        "organisation": organisation,
        "title": in_language(package.title),
        "tabs": [
            Choice(group_word(*key), f"?{urlencode({'group': '.'.join(key)})}", current=key == group, count=count)
            for key, count in groups.items()
        ],
        "group": ".".join(group),
        "made": made,
        "made_title": in_language(made.title) if made is not None else "",
        "trail": trail(package, organisation, _("各单位进展")),
    }


def group_word(level: str, kind: str) -> str:
    """市级科协."""
    return _("%(level)s%(kind)s") % {
        "level": _(str(Level(level).label)),
        "kind": _(str(OrganisationKind(kind).label)),
    }
