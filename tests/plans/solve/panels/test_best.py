"""The best list, beside trying every list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keqiao.plans.solve.panels.best import best
from keqiao.plans.solve.panels.leximin import NoCommitteeError
from keqiao.plans.solve.panels.pool import Demand, Pool

from .pools import committees, fits, pools


@settings(max_examples=150, deadline=None)
@given(pools(), st.data())
def test_it_keeps_most_and_then_is_worth_most(pool: Pool, data: st.DataObject) -> None:
    size = len(pool.people)
    scores = data.draw(st.lists(st.sampled_from([0.0, 1.0, 2.5, 7.25]), min_size=size, max_size=size))
    former = data.draw(st.frozensets(st.integers(0, size - 1)))
    pool = replace(pool, scores=scores)
    every = committees(pool)
    if not every:
        with pytest.raises(NoCommitteeError):
            best(pool, former)
        return
    found = best(pool, former)
    assert fits(pool, found.rows)
    value = max((len(former.intersection(rows)), sum(scores[row] for row in rows)) for rows in every)
    assert (found.kept, pytest.approx(found.score)) == value


def test_of_people_who_are_alike_the_first_are_taken() -> None:
    pool = Pool([{"性别": "女"}] * 4, [Demand((("性别", "女"),), 0, 2)], 2)
    assert best(pool).rows == (0, 1)
