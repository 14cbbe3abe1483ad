"""The page of one organisation: what it must do, who runs it, what it leads, whom it is linked to, what it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import can
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    LinkKind,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Placement,
    Succession,
)
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.look.acts import acts_of
from keqiao.look.formats import enumerated
from keqiao.look.panels import panels_of
from keqiao.look.parts import Choice
from keqiao.plans.access import sees_live
from keqiao.plans.figures import figures_of
from keqiao.plans.library import library
from keqiao.plans.pages.board import tally
from keqiao.plans.shown import board_address, in_language, shown
from keqiao.registry.attributes import value_word
from keqiao.registry.facts.columns import ORGANISATION_KINDS
from keqiao.registry.wording import choice_word, day_word, joined, organisation_url, word

from .history import history, how
from .keydates import dates
from .linked import links_of
from .offices import offices, party
from .reach import NEED, trail
from .terms import bodies_of
from .ties import ties_of

SHOWN_AT_ONCE = 8


@dataclass(frozen=True)
class PlanPart:
    """What one plan asks of the organisation: its figures, how many in which state, and its scoreboard."""

    title: str
    url: str
    figures: Sequence[look.Figure]

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many figures are in each state."""
        return tally(self.figures)

    @property
    def first(self) -> Sequence[look.Figure]:
        """Those shown at once."""
        return self.figures[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> Sequence[look.Figure]:
        """Those that unfold."""
        return self.figures[SHOWN_AT_ONCE:]


def organisation_id(request: HttpRequest, code: str) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(Organisation, code=code).pk


@require_GET
@page(NEED, on=organisation_id, open_in_demo=True)
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: what is most asked for, or the part that the address names."""
    one = get_object_or_404(Organisation, code=code)
    asked = request.GET.get("part", "")
    part = asked if asked in PARTS else ""
    context = {
        "organisation": one,
        "part": part,
        "tabs": [
            Choice(str(part_of.title), _address(one, name), current=name == part) for name, part_of in PARTS.items()
        ],
        "acts": acts_of(request, one),
        "trail": trail(request, one),
        "kicker": joined(choice_word(OrganisationKind(one.kind)), choice_word(Level(one.level))),
        "heirs": [(item, how(item), _page(request, item.successor)) for item in _after(one)],
        **PARTS[part].shows(request, one),
    }
    return render(request, "registry/organisation.html", context)


def overview(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """What it must do, who runs it, what holds of it today, and what other floors have to say."""
    placements = list(one.placements.select_related("division"))
    return {
        "facts": _facts(one, placements, list(one.attributes.all()), list(one.names.all())),
        "plans": plan_parts(one.pk) if sees_live(actor_of(request), one.pk) else [],
        "bodies": bodies_of(one.pk),
        "led": led_by(one),
        "links": links_of(request, one),
        "panels": panels_of("organisation", request, one),
    }


def network(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """How it was founded, whom it covers and leads, and what it came out of."""
    origins = Succession.objects.filter(successor=one).select_related("predecessor")
    return {
        "founding": _(one.get_founding_display()) if one.founding else "",
        "coverage": ties_of(request, one, (LinkKind.HOST, LinkKind.COVERS)),
        "led": led_by(one),
        "origins": [(item, how(item), _page(request, item.predecessor)) for item in origins],
        "panels": panels_of("organisation_network", request, one),
    }


def linked(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """Every tie with its dates."""
    return {"ties": ties_of(request, one)}


def past(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    """What it was."""
    return {"history": history(one), "panels": panels_of("organisation_history", request, one)}


@dataclass(frozen=True)
class Part:
    """A part of the page, with an address of its own."""

    title: Promise
    shows: Callable[[HttpRequest, Organisation], dict[str, Any]]


PARTS: dict[str, Part] = {
    "": Part(gettext_lazy("概况"), overview),
    "network": Part(gettext_lazy("组建与覆盖"), network),
    "links": Part(gettext_lazy("单位联系"), linked),
    "offices": Part(gettext_lazy("部门编制"), offices),
    "party": Part(gettext_lazy("党组织"), party),
    "dates": Part(gettext_lazy("要事"), dates),
    "history": Part(gettext_lazy("沿革"), past),
}


def _address(one: Organisation, part: str) -> str:
    return organisation_url(one) + (f"?part={part}" if part else "")


def _after(one: Organisation) -> QuerySet[Succession]:
    return Succession.objects.filter(predecessor=one).select_related("successor")


def _page(request: HttpRequest, other: Organisation) -> str:
    """The page of one that may be closed, which no list of what is visible holds."""
    return organisation_url(other) if settings.DEMO or can(actor_of(request), NEED, other.pk) else ""


def plan_parts(organisation: int) -> list[PlanPart]:
    """What each plan in force asks of the organisation, in the plans' order."""
    by_plan = defaultdict(list)
    for figure in figures_of(organisation):
        by_plan[figure.commitment.plan].append(figure)
    packages = library()
    return [
        PlanPart(
            in_language(packages.plan(plan).title),
            board_address(figures[0]),
            [shown(figure, packages.plan(plan)) for figure in figures],
        )
        for plan, figures in by_plan.items()
    ]


def led_by(one: Organisation) -> list[tuple[str, int, str]]:
    """How many of each kind are led directly, with the list of them."""
    existing = holds_on(today(), starts="organisation__founded", ends="organisation__closed")
    led = Placement.objects.filter(holds_on(today()), existing, leading=one).order_by()
    counts = dict(led.values_list("organisation__kind").annotate(Count("organisation", distinct=True)))
    address = reverse("organisations")
    return [
        (
            word(ORGANISATION_KINDS, kind.value),
            counts[kind.value],
            f"{address}?{urlencode({'leading': one.code, 'kind': kind.value})}",
        )
        for kind in OrganisationKind
        if kind.value in counts
    ]


def _facts(
    one: Organisation, placements: Iterable[Placement], said: Iterable[Attribute], names: Iterable[OrganisationName]
) -> list[tuple[str, str]]:
    """What holds of it today; what isn't known is left out."""
    division = next((item.division for item in placements if _holds(item)), None)
    rows = [
        (_("机构代码"), one.code),
        (_("曾用名"), formerly(one, names)),
        (_("行政区划"), str(division or "")),
        (_("统一社会信用代码"), one.uscc),
        (_("组建方式"), _(one.get_founding_display()) if one.founding else ""),
        (_("成立日期"), day_word(one.founded)),
        (_("撤销日期"), day_word(one.closed)),
        *(
            (choice_word(AttributeKind(item.kind)), value_word(AttributeKind(item.kind), item.value))
            for item in said
            if _holds(item)
        ),
    ]
    return [(str(label), value) for label, value in rows if value]


def formerly(one: Organisation, names: Iterable[OrganisationName]) -> str:
    """What it was called before, the latest first; empty text when it always had its name."""
    other = dict.fromkeys(item.name for item in reversed(list(names)) if item.name != one.name)
    return enumerated(other) if other else ""


def _holds(item: Placement | Attribute) -> bool:
    """Whether something dated holds today."""
    begun = item.starts is None or to_int(item.starts) <= today()
    return begun and (item.ends is None or to_int(item.ends) > today())
