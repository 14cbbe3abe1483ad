"""Choosing from the people at hand: trying every list finds no better, and what conflicts can't be left out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES
from keqiao.plans.solve.body import Outcome
from keqiao.plans.solve.choice import Choice, Fits, Person
from keqiao.plans.solve.demands import Demand
from plans.solve.bodies import demand

DEMANDS = [
    demand("share", {"at_least": "70%"}, "sex = 'female'", None),
    demand("share", {"at_most": "1/3"}, "leading_official", None),
    demand("count", {"at_least": 2}, None, "minority"),
]
VERDICT = st.sampled_from([YES, NO, UNKNOWN, OUT])


def _chosen(demands: int) -> st.SearchStrategy[list[Person]]:
    return st.lists(st.builds(Person, st.tuples(*[VERDICT] * demands), st.booleans()), min_size=1, max_size=7)


@settings(max_examples=80, deadline=None)
@given(_chosen(3), st.integers(1, 4), st.lists(st.tuples(VERDICT, VERDICT, VERDICT), max_size=2))
def test_as_few_changes_as_trying_every_list_finds(
    people: list[Person], seats: int, others: list[tuple[int, int, int]]
) -> None:
    found = Choice(DEMANDS, people, seats, others).fits()
    ways = [_changes(one) for one in combinations(people, seats) if _hold(DEMANDS, one, others)]
    if not ways:
        assert found.outcome is Outcome.CONFLICT
        _check_conflict(found, people, seats, others)
    else:
        assert found == Fits(Outcome.EXCHANGE if min(ways) else Outcome.HOLDS, min(ways))


def _check_conflict(found: Fits, people: list[Person], seats: int, others: list[tuple[int, int, int]]) -> None:
    lists = list(combinations(people, seats))
    if not lists:
        assert found.conflict == ()
        return

    def possible(numbers: tuple[int, ...]) -> bool:
        return any(_hold(DEMANDS, one, others, numbers) for one in lists)

    assert not possible(found.conflict)
    assert all(possible(tuple(one for one in found.conflict if one != gone)) for gone in found.conflict)


def _changes(chosen: tuple[Person, ...]) -> int:
    return sum(not one.listed for one in chosen)


def _hold(
    demands: list[Demand],
    chosen: tuple[Person, ...],
    others: list[tuple[int, int, int]],
    numbers: tuple[int, ...] = (0, 1, 2),
) -> bool:
    said = [*(one.said for one in chosen), *others]
    return all(demands[number].holds(one[number] for one in said) for number in numbers)


def test_too_few_people_for_the_seats_conflict_with_no_demand() -> None:
    assert Choice(DEMANDS, [Person((YES, NO, YES), listed=True)], 2).fits() == Fits(Outcome.CONFLICT)
