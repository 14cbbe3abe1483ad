"""结构测算 of people who aren't elected yet: what plans demand of a body, judged as if these held its posts.

The rules, the scans and the repair are those of the body's page; only the posts they read are supposed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Fact, Sql
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.tree import today
from keqiao.plans.composition import Requirement, demands_on, short_title, verdicts_of
from keqiao.plans.engine.commitments import Commitment, Due, Scope
from keqiao.plans.engine.evaluate import Asked, Figure, ask, evaluate
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.engine.status import Status
from keqiao.plans.joint import BodyRepair, body_repair
from keqiao.plans.packages.package import Package
from keqiao.plans.repairs import repair_words
from keqiao.plans.shown import shown
from keqiao.plans.world import DjangoDatabase, Installation
from keqiao.registry.facts.posts import Supposed, rows_supposing


@dataclass(frozen=True)
class Candidate:
    """Somebody (the id of their record) who could hold a post; ``id`` is the caller's own, for what is said of them."""

    id: int
    person: int
    role: str
    part_time: bool = False
    resident: bool = False
    elected_by_unit: bool = False


@dataclass(frozen=True)
class Composed:
    """What is demanded of the body. ``verdicts`` of a requirement name candidates by their own ids.

    ``given``: the candidates whose seats the repair could give to others.
    """

    requirements: Sequence[Requirement] = ()
    repair: BodyRepair | None = None
    given: frozenset[int] = frozenset()

    @property
    def unmet(self) -> list[Requirement]:
        """What these people don't meet, or what isn't known to be met."""
        return [one for one in self.requirements if one.figure.status is not Status.MET]


def composed(organisation: int, body_kind: str, candidates: Iterable[Candidate], starts: dt.date) -> Composed:
    """Judge a list as the body's next term that begins on ``starts``; its people as they are known today."""
    supposed = [_supposed(one) for one in candidates]
    if not supposed:
        return Composed()
    fact = _posts(organisation, body_kind, supposed, starts)
    scanner = Scanner(DjangoDatabase(), {**schema.all_facts(), fact.name: fact}, [organisation])
    world = Installation()
    found = []
    for package, own in demands_on(body_kind):
        asked = ask(map(_of_today, own), package.scope, world, today(), [organisation])
        for one in asked:
            found += [_requirement(figure, one, package, scanner) for figure in evaluate([one], world, scanner)]
    repair = body_repair(organisation, body_kind, found, fact) if found else None
    given = frozenset(-number for number in repair.seats if number < 0) if repair is not None else frozenset()
    return Composed(found, repair, given)


def _supposed(one: Candidate) -> Supposed:
    """The post, under a number that is no post's own: those of candidates are below nought."""
    return Supposed(-one.id, one.person, one.role, one.part_time, one.resident, one.elected_by_unit)


def _posts(organisation: int, kind: str, supposed: Sequence[Supposed], starts: dt.date) -> Fact:
    """The fact ``posts`` as it would be; of other days as it is."""
    real = schema.get("posts")

    def rows(day: int) -> Sql:
        if day != today():
            return real.rows(day, [organisation])
        return rows_supposing(day, organisation, kind, to_int(starts), supposed)

    return replace(real, sql=rows, within=lambda day, organisations: rows(day))


def _of_today(made: Commitment) -> Commitment:
    """A demand whose last day has passed is asked of a new list all the same: it is judged as one that still stands."""
    past = made.due.day is not None and made.due.day < today()
    return replace(made, due=Due()) if past else made


def _requirement(figure: Figure, asked: Asked, package: Package, scanner: Scanner) -> Requirement:
    """A list holds to a demand or it doesn't: there is no being on the way."""
    holds = figure.result.holds if figure.result.value is not None else None
    judged = replace(figure, status={True: Status.MET, False: Status.MISSED, None: Status.NO_DATA}[holds])
    line = replace(shown(judged, package), url="", more_url="", due_text="", task=False)
    if figure.commitment.scope is Scope.OWN and figure.commitment.units is not None:
        line = replace(line, title=short_title(figure.commitment), clause_url="")
    said = verdicts_of(asked, scanner, figure.subject.id)
    verdicts = {-number: verdict for number, verdict in said.items() if number < 0}
    return Requirement(judged, line, repair_words(judged), verdicts)
