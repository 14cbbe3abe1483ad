"""Committees as one integer program, asked again and again; nothing is printed."""

from __future__ import annotations

import numpy as np
import pytest

from keqiao.plans.solve.panels.highs import Committees
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.pool import Demand, Pool

PEOPLE = [{"性别": sex} for sex in "女女女男男"]
KINDS = kinds_of(Pool(PEOPLE, [Demand((("性别", "女"),), 1, 2)], 3))


def test_some_committee_is_found_or_none_is_there() -> None:
    found = Committees(KINDS).any()
    assert found is not None
    assert KINDS.holds(found)
    assert Committees(kinds_of(Pool(PEOPLE, [Demand((("性别", "男"),), 3, 3)], 3))).any() is None


def test_the_dearest_is_found_after_closer_ends_were_asked(capfd: pytest.CaptureFixture[str]) -> None:
    model = Committees(KINDS)
    assert model.rounded([1, 1], [1, 2], [(3, 3), (1, 1)], np.array([5.0, 1.0])) == [1, 2]
    assert model.rounded([3, 0], [3, 0], [(3, 3), (1, 2)], np.array([0.0, 0.0])) is None
    assert model.dearest(np.array([5.0, 1.0])) == ([2, 1], pytest.approx(11))
    assert capfd.readouterr() == ("", "")
