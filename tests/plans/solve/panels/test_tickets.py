"""The list of tickets gives everybody exactly the chance of their kind, and each of its lines is a committee."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from keqiao.plans.solve.panels.draw import chances, meets
from keqiao.plans.solve.panels.kinds import Kinds, Rule, kinds_of
from keqiao.plans.solve.panels.leximin import Lottery, NoCommitteeError, leximin
from keqiao.plans.solve.panels.pool import Pool
from keqiao.plans.solve.panels.tickets import lines

from .pools import pools


@settings(max_examples=150, deadline=None)
@given(pools())
def test_everybody_has_the_chance_of_their_kind(pool: Pool) -> None:
    kinds = kinds_of(pool)
    try:
        lottery = leximin(kinds)
    except NoCommitteeError:
        return
    listed = lines(kinds, lottery)
    held = chances(listed, len(pool.people))
    for rows, chance in zip(kinds.rows, lottery.chances(kinds), strict=True):
        assert {held[row] for row in rows} == {chance}
    assert all(meets(pool, line.members) for line in listed)
    assert all(held[row] == 0 for row in pool.barred)


def test_who_is_alike_takes_turns_however_uneven_the_committees() -> None:
    # One in ten times one of the five, one in ten times all five: each must be in the second and a fifth of the first.
    kinds = Kinds([(0, 1, 2, 3, 4), (5, 6, 7, 8, 9)], [0, 0], [Rule((0,), 0, 5)], 5)
    lottery = Lottery([[0, 5], [1, 4], [5, 0]], [8, 1, 1], Fraction(0), proven=True, exact=True)
    held = chances(lines(kinds, lottery), 10)
    assert held == [Fraction(6, 50)] * 5 + [Fraction(44, 50)] * 5


def test_a_long_row_of_equals_makes_few_lines() -> None:
    kinds = Kinds([tuple(range(1000))], [0], [], 100)
    lottery = Lottery([[100]], [1], Fraction(1, 10), proven=True, exact=True)
    listed = lines(kinds, lottery)
    assert len(listed) == 10
    assert {len(line.members) for line in listed} == {100}
