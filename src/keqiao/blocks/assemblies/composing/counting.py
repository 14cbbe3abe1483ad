"""Who stands on the lists, and what of them counts towards what was demanded of a unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.queries import Came, outcomes_of
from keqiao.kernel.facts import schema
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Term
from keqiao.plans.engine.given import physical_types
from keqiao.plans.engine.logic import NO, UNKNOWN, YES, answer
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.rules import Rule
from keqiao.plans.library import library
from keqiao.plans.world import DjangoDatabase, Installation
from keqiao.registry.facts.posts import Supposed, rows_supposing

from .models import Allotment, Demand, ListStatus, Making, MakingStatus, Nominee, NomineeList, NomineeStatus, Trait
from .seats import needed

Row = Mapping[str, Any]
VOTED = (MakingStatus.APPROVED, MakingStatus.SEATED)  # a list is voted on once it is approved
# Without a plan that says who is at the front line. Leading officials never are.
FRONT_LINE = (
    "source_class in ('enterprise', 'university', 'institute', 'rural', 'township', 'school', 'medical')"
    " and not leading_official"
)
RULES: dict[str, str] = {
    Trait.YOUNG: "age(birth, term_start) <= 45",
    Trait.WOMEN: "sex = 'female'",
    Trait.MINORITY: "minority",
    Trait.NON_PARTY: "not party_member",
}


def standing(making: Making) -> list[Nominee]:
    """Those on the lists as the organisers see them: of each list what was reported last, substitutes included.

    Each bears what votes on record made of them.
    """
    found = Nominee.objects.filter(slate__allotment__making=making, since__gte=1)
    found = found.select_related("person", "slate__allotment").order_by("slate__allotment", "pk")
    people = [one for one in found if in_round(one, one.slate.round)]
    if making.status in VOTED and (term := term_of(making)) is not None:
        told = outcomes_of(term)
        for one in people:
            one.outcome = told.get((one.person_id, one.role))
    return people


def seated(nominees: Iterable[Nominee]) -> list[Nominee]:
    """Those for whom there is a seat: who was elected, and as long as no vote decided whoever is no substitute.

    Nobody who left after the approval has one.
    """
    return [one for one in nominees if _has_seat(one)]


def _has_seat(one: Nominee) -> bool:
    if one.status == NomineeStatus.LEFT:
        return False
    if one.outcome is not None and one.outcome.came is not Came.OPEN:
        return one.outcome.came is Came.ELECTED
    return not one.substitute and one.status != NomineeStatus.LOST


def open_votes(people: Iterable[Nominee]) -> list[str]:
    """The titles of elections that these stand in and that aren't settled."""
    open_ones = (one.outcome for one in people if one.outcome is not None and one.outcome.came is Came.OPEN)
    return list(dict.fromkeys(one.title for one in open_ones))


def term_of(making: Making) -> Term | None:
    """The term that is made: the one that was opened or begun here, or opened by hand under the same number."""
    return making.term or making.body.terms.filter(number=making.number).first()


def in_round(one: Nominee, round_: int) -> bool:
    """Whether somebody stood on the list as it was reported for the so-manieth time."""
    return 1 <= one.since <= round_ and (one.until is None or one.until >= round_)


def on_draft(slate: NomineeList) -> list[Nominee]:
    """Those on a list as its own unit sees it now."""
    return list(slate.nominees.filter(status=NomineeStatus.NOMINATED).select_related("person").order_by("pk"))


def rows(making: Making, nominees: Sequence[Nominee]) -> dict[int, Row]:
    """By nominee (their id) what is known of them, as the fact ``posts`` would tell it of the new term."""
    if not nominees:
        return {}
    supposed = [Supposed(-one.pk, one.person_id, one.role) for one in nominees]
    text, params = rows_supposing(today(), making.organisation_id, making.body.kind, to_int(making.day), supposed)
    names = ["id", *physical_types(schema.get("posts"))]
    columns = ", ".join(f'f."{name}"' for name in dict.fromkeys(names))
    found = DjangoDatabase().rows(f'SELECT {columns} FROM ({text}) f WHERE f."id" < 0', tuple(params))
    told = [dict(zip(dict.fromkeys(names), row, strict=True)) for row in found]
    return {-row["id"]: row for row in told}


def front_line(organisation: int) -> Rule:
    """Who is at the front line, as the nearest plan over an organisation defines it."""
    posts, tree = schema.get("posts"), Installation().tree(today())
    packages = [one for one in library().all() if one.state != "draft" and "front_line" in one.definitions]
    for node in tree.ancestors(organisation):
        for package in packages:
            if any(root.id == node.id for root in package.scope.roots(tree)):
                return parse("front_line", posts, package.definitions)
    return parse(FRONT_LINE, posts)


@dataclass(frozen=True)
class Reader:
    """Says of a nominee's row whether a trait holds: YES, NO or UNKNOWN."""

    organisation: int

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every trait that people are told by."""
        posts = schema.get("posts")
        return {Trait.FRONT_LINE: front_line(self.organisation)} | {
            trait: parse(text, posts) for trait, text in RULES.items()
        }

    def says(self, trait: str, row: Row) -> int:
        """What the row says of the trait."""
        found = answer(self.rules[trait], row, today())
        return UNKNOWN if found is None else YES if found else NO


@dataclass(frozen=True)
class Gap:
    """A demand on a unit's list: how many it asks for, how many there are, and how many of whom it isn't known."""

    demand: Demand
    wanted: int
    there: int
    unknown: int = 0

    @property
    def short(self) -> int:
        """How many are lacking for certain, or may be lacking."""
        return max(self.wanted - self.there, 0)

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.short == 0

    @property
    def words(self) -> str:
        """女性2人，要求3人，还差1人."""
        what = self.demand.sector or _(self.demand.label)
        told = {"what": what, "there": self.there, "wanted": self.wanted, "short": self.short, "unknown": self.unknown}
        if self.met:
            return _("%(what)s%(there)s人，要求%(wanted)s人") % told
        if self.unknown:
            return _("%(what)s%(there)s人，要求%(wanted)s人，还差%(short)s人（%(unknown)s人待核实）") % told
        return _("%(what)s%(there)s人，要求%(wanted)s人，还差%(short)s人") % told


@dataclass(frozen=True)
class UnitLine:
    """A unit's allotment and how far its list is."""

    allotment: Allotment
    slate: NomineeList
    nominees: Sequence[Nominee]
    gaps: Sequence[Gap]

    @property
    def number(self) -> int:
        """How many it has for its seats."""
        return len(seated(self.nominees))

    @property
    def rest(self) -> int:
        """How many seats nobody is named for."""
        return max(self.allotment.seats - self.number, 0)

    @property
    def short(self) -> Sequence[Gap]:
        """The demands that it doesn't meet."""
        return [one for one in self.gaps if not one.met]

    @property
    def to_settle(self) -> bool:
        """Whether it waits for the organisers."""
        return self.slate.status == ListStatus.REPORTED


def gaps(allotment: Allotment, nominees: Sequence[Nominee], known: Mapping[int, Row], reader: Reader) -> list[Gap]:
    """Each demand on a unit, counted over those it has for its seats."""
    people = seated(nominees)
    found = []
    for demand in allotment.demands.all():
        wanted = needed(demand.least, allotment.seats)
        if demand.trait == Trait.SECTOR:
            found.append(Gap(demand, wanted, sum(one.sector == demand.sector for one in people)))
            continue
        said = [reader.says(demand.trait, known[one.pk]) for one in people if one.pk in known]
        found.append(Gap(demand, wanted, said.count(YES), said.count(UNKNOWN)))
    return found


def unit_lines(making: Making) -> list[UnitLine]:
    """Every unit with its list as reported and what is lacking, in a fixed number of queries."""
    people = standing(making)
    known, reader = rows(making, people), Reader(making.organisation_id)
    by_slate: dict[int, list[Nominee]] = defaultdict(list)
    for one in people:
        by_slate[one.slate_id].append(one)
    found = []
    for allotment in making.allotments.select_related("unit", "slate", "making__body").prefetch_related("demands"):
        there = by_slate.get(allotment.slate.pk, [])
        found.append(UnitLine(allotment, allotment.slate, there, gaps(allotment, there, known, reader)))
    return found


def waiting_lists(making: Making) -> int:
    """How many lists haven't been reported."""
    if making.status != MakingStatus.NOMINATING:
        return 0
    open_ones = (ListStatus.DRAFT, ListStatus.RETURNED)
    return NomineeList.objects.filter(allotment__making=making, status__in=open_ones).count()
