"""The page of one organisation: what it must do, who runs it, what it leads, whom it is linked to, what it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import (
    Attribute,
    AttributeKind,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Placement,
)
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.look.acts import acts_of
from keqiao.look.formats import enumerated
from keqiao.look.panels import panels_of
from keqiao.plans.access import sees_live
from keqiao.plans.figures import figures_of
from keqiao.plans.library import library
from keqiao.plans.pages.board import tally
from keqiao.plans.shown import board_address, in_language, shown
from keqiao.registry.facts.columns import ORGANISATION_KINDS, SIZE_BANDS
from keqiao.registry.facts.organisations import RATINGS
from keqiao.registry.wording import choice_word, day_word, joined, span, word

from .linked import links_of
from .reach import NEED, trail
from .terms import bodies_of

SHOWN_AT_ONCE = 8
Dated = Placement | Attribute | OrganisationName


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


@dataclass(frozen=True)
class Past:
    """A line of the history: when, what."""

    time: str
    said: str


def organisation_id(request: HttpRequest, code: str) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(Organisation, code=code).pk


@require_GET
@page(NEED, on=organisation_id, open_in_demo=True)
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation."""
    one = get_object_or_404(Organisation, code=code)
    placements = list(one.placements.select_related("leading", "division"))
    said = list(one.attributes.all())
    names = list(one.names.all())
    context = {
        "organisation": one,
        "facts": _facts(one, placements, said, names),
        "plans": plan_parts(one.pk) if sees_live(actor_of(request), one.pk) else [],
        "bodies": bodies_of(one.pk),
        "led": led_by(one),
        "links": links_of(request, one),
        "history": history(placements, said, names),
        "panels": panels_of("organisation", request, one),
        "acts": acts_of(request, one),
        "trail": trail(request, one),
        "kicker": joined(choice_word(OrganisationKind(one.kind)), choice_word(Level(one.level))),
    }
    return render(request, "registry/organisation.html", context)


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


def history(
    placements: Iterable[Placement], said: Iterable[Attribute], names: Sequence[OrganisationName] = ()
) -> list[Past]:
    """What it was called, where it stood and what was said of it, as far as that is dated, the latest first."""
    lines: list[tuple[Dated, str]] = [(item, _place_words(item)) for item in placements]
    lines += [(item, attribute_words(item)) for item in said]
    lines += [(item, _("名称：%(name)s") % {"name": item.name}) for item in names if len(names) > 1]
    dated = [(item, words) for item, words in lines if item.starts is not None or item.ends is not None]
    return [Past(span(item.starts, item.ends), words) for item, words in sorted(dated, key=_begun, reverse=True)]


def _begun(line: tuple[Dated, str]) -> int:
    return to_int(line[0].starts) if line[0].starts is not None else 0


def attribute_words(item: Attribute) -> str:
    """What is said of the organisation: 社会组织评估等级：3A级."""
    return _("%(matter)s：%(value)s") % {
        "matter": choice_word(AttributeKind(item.kind)),
        "value": attribute_value(item),
    }


def attribute_value(item: Attribute) -> str:
    """The value of a statement: 3A级, 是."""
    labels = {AttributeKind.RATING: RATINGS, AttributeKind.SIZE_BAND: SIZE_BANDS}
    flags = {"1": _("是"), "0": _("否")}
    kind = AttributeKind(item.kind)
    return word(labels[kind], item.value) if kind in labels else flags.get(item.value, item.value)


def _place_words(item: Placement) -> str:
    leading = _("由%(name)s领导") % {"name": item.leading} if item.leading is not None else _("没有上级单位")
    return joined(leading, str(item.division or ""))


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
        (_("成立日期"), day_word(one.founded)),
        (_("撤销日期"), day_word(one.closed)),
        *((choice_word(AttributeKind(item.kind)), attribute_value(item)) for item in said if _holds(item)),
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
