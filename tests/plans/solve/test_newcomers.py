"""Descriptions of newcomers: as few traits as will do, and credited only with what everybody who fits brings."""

from __future__ import annotations

import pytest

from keqiao.plans.engine.logic import NO, YES
from keqiao.plans.solve import newcomers as module
from keqiao.plans.solve.newcomers import Trait, adds, profiles
from plans.solve.bodies import demand

FRONT = demand("share", {"at_least": "70%"}, "not leading_official")
FEW = demand("share", {"at_most": "1/3"}, "leading_official")
WOMEN = demand("share", {"at_least": "30%"}, "sex = 'female'")


def test_a_trait_that_follows_from_another_is_not_asked() -> None:
    """Whoever is of the front line is no official, so one trait says both."""
    found = profiles([(YES, NO), (NO, YES)], [FRONT, FEW])
    assert [len(one.traits) for one in found] == [0, 1]


def test_who_is_not_described_is_credited_with_the_least() -> None:
    [anybody, _front] = profiles([(YES,), (NO,)], [FRONT])
    assert anybody.traits == ()
    assert anybody.adds == adds((NO,), [FRONT])


def test_two_traits_where_one_does_not_bring_the_other() -> None:
    found = profiles([(a, b) for a in (YES, NO) for b in (YES, NO)], [FRONT, WOMEN])
    assert {one.traits for one in found} == {
        (),
        (Trait(0, frozenset({YES})),),
        (Trait(1, frozenset({YES})),),
        (Trait(0, frozenset({YES})), Trait(1, frozenset({YES}))),
    }


def test_with_very_many_demands_people_are_described_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    found = profiles([(a, b) for a in (YES, NO) for b in (YES, NO)], [FRONT, WOMEN])
    assert max(found, key=lambda one: sum(one.adds)).traits == (Trait(0, frozenset({YES})), Trait(1, frozenset({YES})))
