"""Integer programs: the cheapest whole numbers within limits, or the word that there are none."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keqiao.plans.solve import program as module
from keqiao.plans.solve.program import Limit, UndecidedError, cheapest

SMALL = st.integers(-3, 3)


@st.composite
def programs(draw: st.DrawFn) -> tuple[list[int], list[int], list[Limit]]:
    size = draw(st.integers(1, 4))
    costs = draw(st.lists(SMALL, min_size=size, max_size=size))
    most = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    limits = draw(
        st.lists(
            st.builds(
                lambda weights, low, room: Limit(dict(enumerate(weights)), low, None if room is None else low + room),
                st.lists(SMALL, min_size=size, max_size=size),
                st.integers(-4, 4),
                st.none() | st.integers(0, 3),
            ),
            max_size=3,
        )
    )
    return costs, most, limits


@settings(max_examples=200, deadline=None)
@given(programs())
def test_it_is_the_cheapest_of_all(one: tuple[list[int], list[int], list[Limit]]) -> None:
    costs, most, limits = one
    choices = product(*(range(top + 1) for top in most))
    prices = [
        sum(cost * value for cost, value in zip(costs, values, strict=True))
        for values in choices
        if all(limit.holds(values) for limit in limits)
    ]
    found = cheapest(costs, most, limits)
    if found is None:
        assert not prices
    else:
        assert all(limit.holds(found) for limit in limits)
        assert sum(cost * value for cost, value in zip(costs, found, strict=True)) == min(prices)


def test_without_variables_only_the_limits_are_asked() -> None:
    assert cheapest([], [], [Limit({}, 0, 0)]) == []
    assert cheapest([], [], [Limit({}, 1)]) is None


def test_what_takes_too_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.0)
    weights = {number: 2 * number + 3 for number in range(40)}
    with pytest.raises(UndecidedError):
        cheapest(
            [1] * 40, [9] * 40, [Limit(weights, 777, 777), Limit({n: w * w for n, w in weights.items()}, 9999, 9999)]
        )


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """A command's JSON must be nothing but JSON."""
    assert cheapest([1], [3], [Limit({0: 2}, 3)]) == [2]
    assert capfd.readouterr() == ("", "")
