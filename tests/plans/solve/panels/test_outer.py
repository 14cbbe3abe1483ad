"""The linear program's chances, as fractions, and how cuts bring them down to what committees can reach."""

from __future__ import annotations

from fractions import Fraction

import pytest

from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.outer import Cut, fairest, solved
from keqiao.plans.solve.panels.pool import Demand, Pool

from .odd import odd

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def test_the_lowest_is_raised_first_and_then_the_others() -> None:
    # Of three women at most one, of two men the rest: women have a third each, men all there is left.
    people = [{"性别": sex} for sex in "女女女男男男男"]
    found = fairest(kinds_of(Pool(people, [Demand((("性别", "女"),), 0, 1)], 3)))
    assert found is not None
    assert found.exact == [THIRD, HALF]
    assert found.floats == pytest.approx([1 / 3, 1 / 2])


def test_parts_of_people_promise_more_until_a_cut_forbids_it() -> None:
    free, cut = fairest(odd()), fairest(odd(), [Cut({0: 1, 1: 1, 2: 1}, 1)])
    assert free is not None
    assert cut is not None
    assert free.exact == [HALF] * 4
    assert cut.exact == [THIRD, THIRD, THIRD, Fraction(1)]


def test_nothing_at_all_is_none() -> None:
    assert fairest(kinds_of(Pool([{"性别": "女"}], [Demand((("性别", "男"),), 1, 1)], 1))) is None


@pytest.mark.parametrize(
    ("equations", "answer"),
    [
        ([[1, 1, 3], [1, -1, 1]], [2, 1]),
        ([[1, 1, 3], [1, -1, 1], [2, 0, 4]], [2, 1]),
        ([[1, 1, 3], [2, 2, 6]], None),  # many
        ([[1, 1, 3], [1, -1, 1], [2, 0, 5]], None),  # none
    ],
)
def test_equations_are_solved_where_there_is_one_solution(equations: list[list[int]], answer: list[int] | None) -> None:
    assert solved([[Fraction(value) for value in row] for row in equations], 2) == answer
