"""Small bodies with demands, and the same question answered by trying everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, combinations_with_replacement, product
from typing import Any

from keqiao.plans.solve.body import Body, Seat
from keqiao.plans.solve.demands import Demand
from keqiao.plans.solve.newcomers import Trait, Verdicts
from plans.facts_fixture import FACTS
from plans.written import compiled

AS_OF = 20261130
FIXED = frozenset({"organisation", "body", "role", "term", "term_start"})
ARRANGED = frozenset({"part_time", "resident", "seconded"})
POSTS = FACTS["posts"]
DEFINITIONS: dict[str, Any] = {}


def demand(measure: str, target: dict[str, Any], that: str | None = None, where: str = "term = 'current'") -> Demand:
    """A demand as a package writes it."""
    made = compiled(measure, of="posts", where=where, that=that, target=target)
    return Demand.of(made, made.target.interval)


def person(**changes: Any) -> dict[str, Any]:
    """A delegate of whom everything is known: a man of 60 from an enterprise."""
    row = {name: None for column in POSTS.columns for name in column.sql_names()}
    row |= {"id": 0, "organisation": 1, "person": 1, "body": "congress", "role": "delegate", "term": "current"}
    row |= {"term_start": 20260101, "birth_from": 19660101, "birth_to": 19660101, "sex": "male", "minority": 0}
    row |= {"source_class": "enterprise", "leading_official": 0, "party_member": 0, "elected_by_unit": 0}
    return {**row, "part_time": 0, "resident": 0, "seconded": 0, **changes}


def body(rows: Iterable[dict[str, Any]], *demands: Demand) -> Body:
    """A body of these people."""
    seats = [Seat(number, {**row, "id": number}) for number, row in enumerate(rows)]
    return Body(POSTS, AS_OF, seats, demands, FIXED, ARRANGED)


def people(one: Body, seat: Seat, *, arranged: bool = False) -> list[Verdicts]:
    """Everybody who could take a seat, by what they say of the demands."""
    stays = one.fixed if arranged else one.fixed | one.arranged
    free = [column for column in one.rulebook.columns if column.name not in stays]
    return list(dict.fromkeys(one.said(row) for row in one.rulebook.rows(seat.row, free, anew=True)))


def fits(said: Verdicts, traits: Iterable[Trait]) -> bool:
    """Whether somebody has these traits."""
    return all(said[trait.demand] in trait.says for trait in traits)


def holds(one: Body, gone: Iterable[int], coming: Iterable[Verdicts]) -> bool:
    """Whether all demands hold after an exchange."""
    left = [said for number, said in enumerate(one.verdicts) if number not in set(gone)]
    after = [*left, *coming]
    return all(demand.holds(said[number] for said in after) for number, demand in enumerate(one.demands))


def fewest(one: Body) -> int | None:
    """The fewest seats that have to be given, by trying everything; None where nothing helps."""
    for size in range(len(one.seats) + 1):
        for gone in combinations(range(len(one.seats)), size):
            choices = product(*(people(one, one.seats[number]) for number in gone))
            if any(holds(one, gone, coming) for coming in choices):
                return size
    return None


def least_asked(one: Body, size: int) -> int:
    """The fewest traits that so many newcomers must have, by trying every description of them."""
    kind = people(one, one.seats[0])  # of bodies with seats of one kind
    described = [(traits, [said for said in kind if fits(said, traits)]) for traits in _descriptions(one)]
    worth = [(traits, fitting) for traits, fitting in described if fitting]
    costs = []
    for asked in combinations_with_replacement(worth, size):
        cost = sum(len(traits) for traits, _fitting in asked)
        for gone in combinations(range(len(one.seats)), size):
            if all(holds(one, gone, coming) for coming in product(*(fitting for _traits, fitting in asked))):
                costs.append(cost)
                break
    return min(costs)


def _descriptions(one: Body) -> Iterator[Sequence[Trait]]:
    options = [
        [None, *(Trait(number, frozenset(says)) for says in ({0}, {1}, {-1}, {0, -1}))]
        for number in range(len(one.demands))
    ]
    for choice in product(*options):
        yield [trait for trait in choice if trait is not None]
