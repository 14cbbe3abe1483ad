"""Where what a figure lacks lies: units that don't meet a demand, counted by county or other place, without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keqiao.kernel.divisions.models import Division, Level
from keqiao.kernel.facts import schema
from keqiao.plans.engine.commitments import Measure, Scope
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.logic import YES
from keqiao.plans.engine.questions import MAIN
from keqiao.plans.engine.repair import Step, repair
from keqiao.plans.engine.scans import Said, Scanner
from keqiao.plans.engine.tree import Tree
from keqiao.plans.figures import Board
from keqiao.plans.records import describer
from keqiao.plans.world import DjangoDatabase

SMALL = (Level.TOWNSHIP, Level.VILLAGE)  # places told by the county above them
MOST_COUNTIES = 12  # told one by one; more are told by the city above them


@dataclass(frozen=True)
class Place:
    """How many units lack something in a place; ``own``: those of the association itself rather than of a county."""

    code: str
    name: str
    number: int
    own: bool = False


@dataclass(frozen=True)
class Gap:
    """What is lacking, places with most first, and how many units have to meet the demand."""

    needed: int
    places: tuple[Place, ...]

    @property
    def enough(self) -> tuple[Place, ...]:
        """The fewest places in which all that is needed could be made good."""
        found, total = [], 0
        for place in self.places:
            if total >= self.needed:
                break
            found.append(place)
            total += place.number
        return tuple(found)

    @property
    def decided(self) -> bool:
        """Whether no other places would do as well as those."""
        inside = len(self.enough)
        return inside == len(self.places) or self.places[inside].number < self.enough[-1].number


def gap_of(figure: Figure, board: Board) -> Gap | None:
    """Where the units are that a figure still needs; None where none are needed, or they have no places to tell."""
    made = figure.commitment
    found = repair(made, figure.result)
    if found.step is not Step.EXCHANGE or not _counts_units(figure):
        return None
    tree = board.world.tree(figure.valued_on)
    lacking = Counter(_each(figure, board, tree) if made.scope is Scope.EACH else _covered(figure, board, tree))
    own = _place_of(tree, figure.subject.id)
    lacking.pop("", None)
    if not lacking or set(lacking) == {own}:
        return None
    named = _places(lacking, own)
    return Gap(int(found.size), tuple(sorted(named, key=lambda place: (-place.number, place.code))))


def _counts_units(figure: Figure) -> bool:
    """Whether it counts units rather than persons."""
    made = figure.commitment
    if made.scope is Scope.EACH:
        return True
    return made.measure is Measure.COVERAGE and not describer(made.fact).names_persons


def _each(figure: Figure, board: Board, tree: Tree) -> Iterator[str]:
    """The place of each unit below that doesn't meet the demand, or of which that isn't known."""
    for unit, result in board.units(figure).items():
        if not result.holds:
            yield _place_of(tree, unit.id)


def _covered(figure: Figure, board: Board, tree: Tree) -> Iterator[str]:
    """The place of each unit that isn't covered: from records, and of other associations as many as they reported."""
    question = next(one for one in board.asked_for(figure).questions if one.part == MAIN)
    period = figure.result.period
    scanner = Scanner(DjangoDatabase(), schema.all_facts())
    said = scanner.listed(question, board.leaves(figure), period.key if period else 0)
    lacking = [one for one in said if one.verdict != YES]
    placed = _recorded_places(figure, lacking)
    for one in lacking:
        yield placed.get(one.id) or _place_of(tree, one.organisation)
    for unit, result in board.others(figure).items():
        number = int(result.denominator or 0) - (result.yes or 0)
        yield from [_place_of(tree, unit.id)] * number


def _recorded_places(figure: Figure, lacking: list[Said]) -> Mapping[int, str]:
    """The code of the division that each record names, where its fact has such a column."""
    fact = schema.get(figure.commitment.fact)
    if fact.column("division") is None or not lacking:
        return {}
    text, params = fact.rows(figure.valued_on, sorted({one.organisation for one in lacking}))
    wanted = {one.id for one in lacking}
    statement = f'SELECT f."id", d.code FROM ({text}) f JOIN divisions_division d ON d.id = f."division"'
    return {int(number): code for number, code in DjangoDatabase().rows(statement, params) if number in wanted}


def _place_of(tree: Tree, organisation: int) -> str:
    """The code of the place for which an organisation, or whoever leads it, stands."""
    return next((node.division for node in tree.ancestors(organisation) if node.division), "")


def _places(lacking: Counter[str], own: str) -> list[Place]:
    """The places by county, or by city where there are many: smaller ones are told with the one above them."""
    known = Division.objects.filter(code__in=set(lacking)).select_related("parent__parent__parent").order_by("starts")
    divisions = {one.code: one for one in known}  # of a code that was given twice, the latest
    found = _gathered(lacking, divisions, SMALL)
    if len(found) > MOST_COUNTIES:
        found = _gathered(lacking, divisions, (*SMALL, Level.COUNTY))
    return [Place(code, name, number, code == own) for (code, name), number in found.items()]


def _gathered(
    lacking: Counter[str], divisions: Mapping[str, Division], small: Sequence[str]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for code, number in lacking.items():
        division = divisions.get(code)
        while division is not None and division.level in small and division.parent is not None:
            division = division.parent
        found[(code, code) if division is None else (division.code, division.name)] += number
    return found
