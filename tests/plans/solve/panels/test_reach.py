"""Committees that reach given chances, or a cut that all committees keep and the chances break."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from keqiao.plans.solve.panels.highs import Committees
from keqiao.plans.solve.panels.leximin import leximin
from keqiao.plans.solve.panels.reach import Budget, Cut, Known, Spent, highest, reach

from .odd import odd


def test_what_can_be_reached_gets_its_weights() -> None:
    known = Known()
    weights = reach(Committees(odd()), [1 / 3, 1 / 3, 1 / 3, 1.0], known, Budget(50))
    assert isinstance(weights, list)
    assert sum(weights) == pytest.approx(1)
    assert sorted(weights)[-3:] == pytest.approx([1 / 3] * 3)


def test_what_cannot_breaks_a_cut_that_every_committee_keeps() -> None:
    kinds, target = odd(), [0.5] * 4
    cut = reach(Committees(kinds), target, Known(), Budget(50))
    assert isinstance(cut, Cut)
    assert sum(weight * target[one] for one, weight in cut.weights.items()) > cut.most
    for counts in product((0, 1), repeat=4):
        if kinds.holds(counts):
            assert sum(weight * counts[one] for one, weight in cut.weights.items()) <= cut.most


def test_rounds_that_are_used_up_are_said() -> None:
    with pytest.raises(Spent):
        reach(Committees(odd()), [0.5] * 4, Known(), Budget(0))


def test_so_is_effort_that_is_used_up() -> None:
    model = Committees(odd())
    model.effort = 8
    with pytest.raises(Spent):
        reach(model, [0.5] * 4, Known(), Budget(50, effort=7))
    assert isinstance(reach(model, [0.5] * 4, Known(), Budget(50)), Cut)


def test_of_known_committees_the_lowest_chance_is_made_highest() -> None:
    known = Known()
    for committee in ([1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]):
        assert known.add(committee)
    assert not known.add([1, 0, 0, 1])
    assert highest([1, 1, 1, 1], known, [0.5] * 4) == pytest.approx([1 / 3] * 3)


def test_leximin_goes_by_cuts_where_it_has_to() -> None:
    found = leximin(odd())
    assert found.chances(odd()) == [Fraction(1, 3)] * 3 + [Fraction(1)]
    assert (found.proven, found.exact, found.bound) == (True, True, Fraction(1, 3))


def test_when_the_rounds_are_used_up_the_bound_is_still_told() -> None:
    found = leximin(odd(), rounds=0)
    assert not found.proven
    assert found.bound == Fraction(1, 2)
    assert min(found.chances(odd())) <= Fraction(1, 3)
    assert all(odd().holds(committee) for committee in found.committees)
