"""What plans demand of one body: each demand as a figure of that body, and who counts towards it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from keqiao.kernel.facts import schema
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.plans.engine.commitments import Commitment, Measure, Scope
from keqiao.plans.engine.evaluate import Asked, Figure, answers_to, ask, judge
from keqiao.plans.engine.questions import MAIN
from keqiao.plans.engine.rules import Column, Comparison, In, Literal, Named, Rule, walk
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.kept import Kept
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.repairs import repair_words
from keqiao.plans.shown import in_language, shown
from keqiao.plans.tallies import refresh
from keqiao.plans.world import DjangoDatabase, Installation


@dataclass(frozen=True)
class Requirement:
    """One demand on a body. ``verdicts``: what each counted post (its id) says: YES, NO or UNKNOWN of ``logic``."""

    figure: Figure
    shown: look.Figure
    repair: str
    verdicts: Mapping[int, int]

    @property
    def code(self) -> str:
        """Its name in addresses."""
        return self.figure.commitment.key


def requirements(organisation: int, body_kind: str) -> list[Requirement]:
    """Everything that plans in force demand of the body of that kind, today, in the plans' order."""
    refresh(today())
    world = Installation()
    scanner = Scanner(DjangoDatabase(), schema.all_facts())
    found = []
    for package, own in demands_on(body_kind):
        for asked in ask(own, package.scope, world, today(), [organisation]):
            figures = judge([asked], world, answers_to([asked], Kept([organisation])))
            found += [_requirement(figure, asked, package, scanner) for figure in figures]
    return found


def demands_on(body_kind: str) -> Iterator[tuple[Package, list[Commitment]]]:
    """What each plan in force demands of who is in a body of that kind, each demand as one on a single body."""
    for package in library().all():
        if package.state != "draft":
            yield package, [_of_one_body(made) for made in package.commitments if _is_about(made, body_kind)]


def verdicts_of(asked: Asked, scanner: Scanner, organisation: int) -> dict[int, int]:
    """By the record that is counted, what it says."""
    question = next(one for one in asked.questions if one.part == MAIN)
    return {said.id: said.verdict for said in scanner.listed(question, [organisation])}


def _requirement(figure: Figure, asked: Asked, package: Package, scanner: Scanner) -> Requirement:
    line = shown(figure, package)
    if figure.commitment.scope is Scope.OWN and figure.commitment.units is not None:
        line = replace(line, title=short_title(figure.commitment), url="", more_url="", clause_url="")
    return Requirement(figure, line, repair_words(figure), verdicts_of(asked, scanner, figure.subject.id))


def _is_about(made: Commitment, body_kind: str) -> bool:
    counted = made.measure in (Measure.SHARE, Measure.COUNT) and made.fact == "posts" and made.scope is not Scope.BELOW
    return counted and made.where is not None and body_kind in bodies_of(made.where)


def bodies_of(rule: Rule) -> set[str]:
    """The kinds of bodies that a rule names."""
    found: set[str] = set()
    for node in walk(rule):
        match node:
            case Comparison(Column("body"), _, Literal(str(code))):
                found.add(code)
            case In(Column("body"), values):
                found |= {str(one.value) for one in values}
            case _:
                pass
    return found


def _of_one_body(made: Commitment) -> Commitment:
    """A demand on each unit below, as the demand on one of them. Its tallies are the same."""
    if made.scope is not Scope.EACH or made.units is None:
        return made
    return replace(made, scope=Scope.OWN, subject=made.units, by_reference=())


def short_title(made: Commitment) -> str:
    """What a demand on each of many units is called where one unit is looked at."""
    names = [node for node in walk(made.that) if isinstance(node, Named)] if made.that is not None else []
    return _("%(name)s比例") % {"name": in_language(names[0].label)} if names else in_language(made.title)
