"""In random worlds: no change goes unsaid, and nothing changes by itself before the day announced."""

from __future__ import annotations

import datetime as dt
import os
from random import Random

import pytest

from keqiao.kernel.facts import schema
from keqiao.kernel.nouns.fields import from_int, to_int
from keqiao.registry.apps import FACTS
from registry.facts.reading import by_organisation, next_days
from registry.facts.world import DAYS, YEARS, happen, populate

SEEDS = range(int(os.environ.get("KEQIAO_TEST_WORLDS", "3")))
LOOKS = (20190101, 20210101, 20230801, 20260101)
NEW_YEARS = [year * 10000 + 101 for year in YEARS]
A_YEAR_ON = [to_int(from_int(day) + dt.timedelta(366)) for day in DAYS]
# Each day on which anything can turn, and those around it.
NEAR = sorted(
    to_int(from_int(turn) + dt.timedelta(days)) for turn in {*DAYS, *NEW_YEARS, *A_YEAR_ON} for days in range(-2, 2)
)
OURS = [schema.get(name) for name in FACTS]
Seen = dict[tuple[str, int], dict[int, list[tuple[object, ...]]]]


def seen() -> Seen:
    return {(fact.name, look): by_organisation(fact, look) for fact in OURS for look in LOOKS}


def differing(before: Seen, after: Seen) -> set[tuple[str, int]]:
    return {
        (fact, leaf)
        for fact, look in before
        for leaf in before[fact, look].keys() | after[fact, look].keys()
        if before[fact, look].get(leaf) != after[fact, look].get(leaf)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_changes_an_organisations_rows_is_said_to_touch_it(seed: int) -> None:
    random = Random(seed)
    populate(random)
    changed: set[str] = set()
    before = seen()
    for step in range(60):
        touched = happen(random)
        after = seen()
        unsaid = differing(before, after) - touched
        assert not unsaid, f"seed {seed}, step {step}"
        changed |= {fact for fact, _ in differing(before, after)}
        before = after
    assert len(changed) > len(FACTS) / 2  # or else the world was too quiet to tell anything


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("fact", OURS, ids=FACTS)
def test_until_the_day_announced_an_organisations_rows_stay_as_they_are(fact: schema.Fact, seed: int) -> None:
    random = Random(seed)
    populate(random)
    on = {day: by_organisation(fact, day) for day in {*LOOKS, *NEAR}}
    turned = 0
    for look in LOOKS:
        announced = next_days(fact, look)
        assert all(from_int(day) > from_int(look) for day in announced.values())  # and each is a day that exists
        for day in NEAR:
            for leaf in on[look].keys() | on[day].keys() if day > look else ():
                same = on[look].get(leaf) == on[day].get(leaf)
                assert same or day >= announced.get(leaf, 99999999), f"seed {seed}: {leaf} from {look} to {day}"
                turned += not same
    assert turned


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("fact", [one for one in OURS if one.within is not None], ids=lambda fact: fact.name)
def test_what_is_asked_for_some_organisations_is_what_stands_in_the_whole(fact: schema.Fact, seed: int) -> None:
    populate(Random(seed))
    everywhere = {look: by_organisation(fact, look) for look in LOOKS}
    assert any(len(whole) > 1 for whole in everywhere.values())  # or else nothing could be left out
    for look, whole in everywhere.items():
        for leaf in whole:
            assert by_organisation(fact, look, [leaf]) == {leaf: whole[leaf]}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("fact", OURS, ids=FACTS)
def test_a_fact_among_some_organisations_is_theirs_and_nobody_elses(fact: schema.Fact, seed: int) -> None:
    populate(Random(seed))
    for look in LOOKS:
        whole, announced = by_organisation(fact, look), next_days(fact, look)
        for some in ([leaf] for leaf in whole.keys() | announced.keys()):
            theirs = fact.among(some)
            assert by_organisation(theirs, look) == {leaf: whole[leaf] for leaf in some if leaf in whole}
            assert next_days(theirs, look) == {leaf: announced[leaf] for leaf in some if leaf in announced}
