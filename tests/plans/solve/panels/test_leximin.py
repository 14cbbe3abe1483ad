"""The fairest draw, beside one that tries every committee and knows nothing of kinds, cuts or fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog

from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.leximin import Lottery, NoCommitteeError, leximin
from keqiao.plans.solve.panels.pool import Pool

from .pools import committees, pools


def by_person(pool: Pool, lottery: Lottery) -> dict[int, Fraction]:
    kinds = kinds_of(pool)
    return {row: chance for rows, chance in zip(kinds.rows, lottery.chances(kinds), strict=True) for row in rows}


def by_trying(pool: Pool, every: Sequence[tuple[int, ...]]) -> dict[int, float]:
    """Leximin person by person over all committees: who can't be raised above the level is found by trying."""
    rows = pool.eligible
    holds = np.array([[float(row in one) for one in every] for row in rows])
    settled: dict[int, float] = {}

    def raised(which: int | None, level: float) -> float:
        """The highest common level of those unsettled; with ``which``, how high that one gets above a level."""
        size = len(every)
        upper, ends = [], []
        for number, row in enumerate(rows):
            if row in settled:
                upper.append([*-holds[number], 0.0])
                ends.append(-settled[row] + 1e-9)
            elif which is None or number == which:
                upper.append([*-holds[number], 1.0])
                ends.append(0.0)
            if row not in settled and which is not None:
                upper.append([*-holds[number], 0.0])
                ends.append(-level + 1e-9)
        equal = np.array([[1.0] * size + [0.0]])
        bounds = [(0, None)] * size + [(0, None)]
        found = linprog([0.0] * size + [-1.0], A_ub=upper, b_ub=ends, A_eq=equal, b_eq=[1.0], bounds=bounds)
        assert found.status == 0
        return float(-found.fun)

    while len(settled) < len(rows):
        level = raised(None, 0.0)
        stuck = [row for number, row in enumerate(rows) if row not in settled and raised(number, level) < level + 1e-6]
        assert stuck
        settled |= dict.fromkeys(stuck, level)
    return settled


@settings(max_examples=150, deadline=None)
@given(pools())
def test_chances_are_those_found_by_trying_everything(pool: Pool) -> None:
    every = committees(pool)
    if not every:
        with pytest.raises(NoCommitteeError):
            leximin(kinds_of(pool))
        return
    found = leximin(kinds_of(pool))
    assert found.proven
    ours, theirs = by_person(pool, found), by_trying(pool, every)
    assert {row: pytest.approx(chance, abs=1e-6) for row, chance in theirs.items()} == {
        row: float(chance) for row, chance in ours.items()
    }
    assert float(found.bound) == pytest.approx(min(theirs.values()), abs=1e-6)
    assert all(kinds_of(pool).holds(one) for one in found.committees)
