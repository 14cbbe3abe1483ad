"""Counters add up, and keep a band only where all share it."""

from __future__ import annotations

from keqiao.plans.engine.counts import NOTHING, Counts, added


def test_counters_add_up() -> None:
    total = Counts(1, 2, 3, 40, "small") + Counts(10, 20, 30, 400, "small")
    assert total == Counts(11, 22, 33, 440, "small")
    assert total.total == 66


def test_different_bands_are_none() -> None:
    assert (Counts(1, band="small") + Counts(1, band="large")).band == ""


def test_of_days_the_later_is_kept() -> None:
    found = [Counts(20180101, 0, 20190101), Counts(20180501, 0, 0)]
    assert added(found, latest=True) == Counts(20180501, 0, 20190101)


def test_nothing_added_is_nothing_and_one_alone_keeps_its_band() -> None:
    assert added([], latest=False) == NOTHING
    assert added([Counts(1, band="small")], latest=False) == Counts(1, band="small")
