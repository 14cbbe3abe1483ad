"""All ties of an organisation with their dates and agreements, those that hold and those that are over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.look.acts import act_url
from keqiao.registry.verbs.links import unlink
from keqiao.registry.wording import day_word, joined, span

from .linked import HEADINGS
from .reach import links_to

SHOWN_AT_ONCE = 12


@dataclass(frozen=True)
class Tie:
    """A tie seen from one end: the other organisation and its page, since when, on which agreement."""

    other: Organisation
    url: str
    time: str
    agreement: str
    over: bool
    end_url: str  # where it is ended, for those who may

    @property
    def order(self) -> tuple[bool, str]:
        """Those that hold first, in administrative order."""
        return self.over, self.other.code


@dataclass(frozen=True)
class TiePart:
    """The ties under one heading."""

    title: str
    ties: Sequence[Tie]

    @property
    def holding(self) -> int:
        """How many hold today."""
        return sum(1 for tie in self.ties if not tie.over)

    @property
    def first(self) -> Sequence[Tie]:
        """Those shown at once."""
        return self.ties[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> Sequence[Tie]:
        """Those that unfold."""
        return self.ties[SHOWN_AT_ONCE:]


def ties_of(request: HttpRequest, one: Organisation, kinds: Collection[LinkKind] = tuple(LinkKind)) -> list[TiePart]:
    """The ties of these kinds in both directions by heading, in a handful of queries however many they are."""
    held = Link.objects.filter(Q(source=one) | Q(target=one), kind__in=kinds).select_related("source", "target")
    found: dict[str, list[Tie]] = {str(heading): [] for pair in HEADINGS.values() for heading in pair}
    links = list(held)
    pages = links_to(request, [_other(link, one) for link in links])
    may = can(actor_of(request), "organisations.manage", one.pk)
    for link in links:
        heading = HEADINGS[LinkKind(link.kind)][0 if link.source_id == one.pk else 1]
        found[str(heading)].append(_tie(link, one, pages, may=may and link.source_id == one.pk))
    return [TiePart(title, sorted(ties, key=lambda tie: tie.order)) for title, ties in found.items() if ties]


def _other(link: Link, one: Organisation) -> Organisation:
    return link.target if link.source_id == one.pk else link.source


def _tie(link: Link, one: Organisation, pages: dict[int, str], *, may: bool) -> Tie:
    other, over = _other(link, one), link.ends is not None and to_int(link.ends) <= today()
    return Tie(
        other,
        pages.get(other.pk, ""),
        span(link.starts, link.ends),
        joined(link.title, day_word(link.signed)),
        over,
        act_url(unlink, link) if may and link.ends is None else "",
    )
