"""People are shared out whole, and Liuzhou is the richest whatever the size."""

from __future__ import annotations

import pytest

from keqiao.cli.demo.shares import CITY, HUNAN, LEAST, NATION, REPORTING, SMALL, WEIGHTS, shares


@pytest.mark.parametrize("size", [200, 201, 599, 600, 9_999, 10_000, 100_000])
def test_everybody_belongs_somewhere(size: int) -> None:
    found = shares(size)
    assert sum(found.values()) == size
    assert found[CITY] == max(found.values())
    assert {people for people in found.values() if people < LEAST} <= {1}, "who leads where nobody else is"
    assert {NATION, HUNAN} < found.keys()


def test_a_small_demo_gives_liuzhou_what_its_figures_need() -> None:
    assert shares(600)[CITY] >= SMALL
    assert shares(200)[CITY] >= 133


def test_a_large_one_gives_everybody_their_share() -> None:
    found = shares(10_000)
    assert found.keys() == {CITY, *WEIGHTS, *REPORTING}
    assert found[NATION] == 1_591
    assert found[CITY] == 3_214
