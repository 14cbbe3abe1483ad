"""The tree of organisations, branch by branch: a page holds what stands open, however large the tree is.

A branch of many is divided by kind, and a kind of many comes in portions; so nothing ever shows thousands of
lines at once, and what is asked of the database depends on what stands open alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement, Reach
from keqiao.kernel.organisations.tree import ancestors, today
from keqiao.registry.wording import choice_word, organisation_url

TOGETHER = 40  # so many stand in one row of a branch; of more, each kind is a branch of its own
PORTION = 100  # of one kind that are shown at once

KINDS = {kind.value: place for place, kind in enumerate(OrganisationKind)}


@dataclass(frozen=True)
class Branch:
    """A line of the tree: an organisation, or all of one kind that another leads. ``count``: those below that match."""

    key: str
    label: str
    note: str
    url: str
    count: int
    ask: str = ""  # the address of what hangs under it
    plain: str = ""  # the page on which it stands open, for readers without scripts
    current: bool = False
    opened: bool = False
    inside: Portion | None = None


@dataclass(frozen=True)
class Portion:
    """Some lines of a branch, in administrative order; ``rest`` the address of those that follow."""

    branches: Sequence[Branch]
    before: str = ""
    rest: str = ""
    left: int = 0


@dataclass(frozen=True)
class Wanted:
    """Which organisations a tree is about: those the reader may see, narrowed by kind and division."""

    visible: QuerySet[Organisation]
    kind: str = ""
    division: str = ""
    bounded: bool = True  # whether there are any that the reader may not see

    @property
    def inside(self) -> QuerySet[Placement, int]:
        """The organisations (their ids) that stand in the division or below it."""
        held = Placement.objects.filter(holds_on(today()), division__code__startswith=stem(self.division))
        return held.values_list("organisation", flat=True)

    @property
    def matching(self) -> QuerySet[Organisation]:
        """Those that are counted."""
        found = self.visible.filter(holds_on(today(), starts="founded", ends="closed"))
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.division:
            found = found.filter(pk__in=self.inside)
        return found

    @property
    def shown(self) -> QuerySet[Organisation]:
        """Those that have a line: they match, or lead to one that does."""
        found = self.visible.filter(holds_on(today(), starts="founded", ends="closed"))
        if not self.kind and not self.division:
            return found
        return found.filter(pk__in=_reach().filter(organisation__in=self.matching.values("pk")).values("ancestor"))

    @property
    def places(self) -> QuerySet[Placement]:
        """Where those that have a line stand today."""
        held = Placement.objects.filter(holds_on(today()))
        if self.kind or self.division:
            return held.filter(organisation__in=self.shown)
        held = held.filter(holds_on(today(), starts="organisation__founded", ends="organisation__closed"))
        return held.filter(organisation__in=self.visible.values("pk")) if self.bounded else held

    @property
    def asked(self) -> dict[str, str]:
        """The filters in force, as they stand in an address."""
        return {name: value for name, value in (("kind", self.kind), ("division", self.division)) if value}


def stem(code: str) -> str:
    """How the codes of a division and all below it begin: 4502 for 450200."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def divisions_named(words: str) -> str:
    """The code of the division that somebody means by its name or code; empty when there is none."""
    held = Division.objects.filter(holds_on(today()))
    found = held.filter(Q(code=words) | Q(name=words)).first() or held.filter(name__startswith=words).first()
    return found.code if found is not None else ""


@dataclass
class Grown:
    """What stands open on a page, read in a few queries."""

    wanted: Wanted
    path: Sequence[int] = ()
    current: int = 0
    counts: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    lines: dict[tuple[int, str], list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    below: dict[int, int] = field(default_factory=dict)
    since: dict[tuple[int, str], str] = field(default_factory=dict)

    def read(self, leading: Sequence[int], kind: str = "", after: str = "", roots: Sequence[int] = ()) -> Grown:
        """What hangs under these; with ``kind`` (and those after a code) under the only one.

        ``roots``: the uppermost, of which it is counted as well what stands below them.
        """
        placed = self.wanted.places.filter(leading__in=leading)
        by_kind = placed.order_by().values_list("leading", "organisation__kind").annotate(Count("pk"))
        for above, its, number in by_kind:
            self.counts[above][its] = number
        if kind:
            self._take(placed.filter(organisation__kind=kind), kind, after)
        else:
            small = [one for one in leading if sum(self.counts[one].values()) <= TOGETHER]
            for item in sorted(_ordered(placed.filter(leading__in=small)), key=_by_kind):
                self.lines[item.leading_id or 0, ""].append(item.organisation)
            for above, its in self._ways(set(leading) - set(small)):
                self._take(placed.filter(leading=above, organisation__kind=its), its, "", above)
        shown = {*roots, *(one.pk for lines in self.lines.values() for one in lines)}
        self.below |= below_of(sorted(shown), self.wanted)
        return self

    def _ways(self, large: set[int]) -> list[tuple[int, str]]:
        """The kinds through which the path goes, where it leads through a branch of many."""
        kinds = dict(Organisation.objects.filter(pk__in=self.path).values_list("pk", "kind"))
        return [(above, kinds[one]) for above, one in zip(self.path, self.path[1:], strict=False) if above in large]

    def _take(self, placed: QuerySet[Placement], kind: str, after: str, above: int = 0) -> None:
        """One portion of a kind; where the path leads beyond the first, that which begins with its organisation."""
        on_path = Organisation.objects.filter(pk__in=self.path, kind=kind).values_list("code", flat=True).last()
        first = list(_ordered(placed.filter(organisation__code__gt=after))[:PORTION])
        if above and on_path and on_path not in {item.organisation.code for item in first}:
            first = list(_ordered(placed.filter(organisation__code__gte=on_path))[:PORTION])
            self.since[above, kind] = on_path
        for item in first:
            self.lines[item.leading_id or 0, kind].append(item.organisation)

    def portion(self, above: Organisation, kind: str = "", after: str = "") -> Portion:
        """What hangs under an organisation as it is shown."""
        counts = self.counts[above.pk]
        if not kind and sum(counts.values()) > TOGETHER:
            return Portion([self._group(above, its) for its in sorted(counts, key=lambda its: KINDS.get(its, 99))])
        lines = self.lines[above.pk, kind]
        left = counts.get(kind, 0) - len(lines) if kind else 0
        rest = self._address(above, kind, lines[-1].code) if kind and left > 0 and len(lines) == PORTION else ""
        skipped = self._address(above, kind) if (above.pk, kind) in self.since else ""
        return Portion([self._line(one, said=not kind) for one in lines], skipped, rest, left)

    def _group(self, above: Organisation, kind: str) -> Branch:
        opened = bool(self.lines.get((above.pk, kind)))
        return Branch(
            f"{above.code}-{kind}",
            choice_word(OrganisationKind(kind)),
            "",
            "",
            self.counts[above.pk][kind],
            self._address(above, kind),
            self._page(above.code),
            opened=opened,
            inside=self.portion(above, kind) if opened else None,
        )

    def _line(self, one: Organisation, *, said: bool = True) -> Branch:
        """``said``: whether its kind is said beside it; in a branch of one kind it needn't be."""
        opened = one.pk in self.path and one.pk in self.counts
        return Branch(
            one.code,
            one.name,
            choice_word(OrganisationKind(one.kind)) if said else "",
            organisation_url(one),
            self.below.get(one.pk, 0),
            self._address(one),
            self._page(one.code),
            one.pk == self.current,
            opened,
            self.portion(one) if opened else None,
        )

    def roots(self, found: Iterable[Organisation]) -> Portion:
        """The uppermost lines."""
        return Portion([self._line(one) for one in found])

    def _address(self, one: Organisation, kind: str = "", after: str = "") -> str:
        asked: dict[str, Any] = {**self.wanted.asked}
        if kind:
            asked["of"] = kind
        if after:
            asked["after"] = after
        return f"{reverse('organisation_branch', args=[one.code])}?{urlencode(asked)}"

    def _page(self, code: str) -> str:
        return f"{reverse('organisation_tree')}?{urlencode({**self.wanted.asked, 'open': code})}#o-{code}"


def below_of(organisations: Sequence[int], wanted: Wanted) -> dict[int, int]:
    """How many that match stand below each of these: one query."""
    below = _reach().filter(ancestor__in=organisations).exclude(organisation=F("ancestor"))
    below = below.filter(holds_on(today(), starts="organisation__founded", ends="organisation__closed"))
    if wanted.kind:
        below = below.filter(organisation__kind=wanted.kind)
    if wanted.division:
        below = below.filter(organisation__in=wanted.inside)
    if wanted.bounded:
        below = below.filter(organisation__in=wanted.visible.values("pk"))
    return dict(below.order_by().values_list("ancestor").annotate(Count("pk")))


def roots_of(wanted: Wanted) -> QuerySet[Organisation]:
    """The uppermost organisations that the reader may see."""
    above = Placement.objects.filter(
        holds_on(today()), organisation=OuterRef("pk"), leading__in=wanted.visible.values("pk")
    )
    return wanted.shown.exclude(Exists(above)).order_by("code")


def path_to(one: Organisation | None, wanted: Wanted) -> list[int]:
    """From the uppermost that the reader may see down to an organisation."""
    if one is None:
        return []
    line = ancestors(one.pk)[::-1]
    seen = set(wanted.visible.filter(pk__in=line).values_list("pk", flat=True))
    return [pk for pk in line if pk in seen]


def _reach() -> QuerySet[Reach]:
    return Reach.objects.filter(starts__lte=today(), ends__gt=today())


def _ordered(placed: QuerySet[Placement]) -> QuerySet[Placement]:
    return placed.select_related("organisation").order_by("organisation__code")


def _by_kind(placed: Placement) -> int:
    return KINDS.get(placed.organisation.kind, len(KINDS))
