"""The pairs of the work list follow the records, and what was decided stays decided."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, EmploymentFactory, PersonFactory, acts, user_with
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Pair, PairDecision, Person
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.registry.alike.pairs import follow, refresh, refresh_all, waiting
from keqiao.registry.verbs.duplicates import merge
from keqiao.registry.verbs.people import enrol

BORN = {"birth_from": dt.date(1975, 6, 1), "birth_to": dt.date(1975, 6, 30)}


@pytest.fixture
def twin(cast: Cast) -> Person:
    """A second record of the engineer, kept by the county."""
    made = PersonFactory(name="韦晓", keeper=cast.luzhai, **BORN)
    EmploymentFactory(person=made)
    return made


def test_pairs_are_found_for_whoever_changed_and_for_all_alike(cast: Cast, twin: Person) -> None:
    follow({"people": [twin.pk]})
    some = list(Pair.objects.values_list("first", "second", "points"))
    assert [(first, second) for first, second, _points in some] == [(cast.engineer.pk, twin.pk)]
    assert refresh_all() == 1
    assert list(Pair.objects.values_list("first", "second", "points")) == some
    with ledger.exempt("given"):
        twin.name = "覃亮亮"
        twin.save()
    assert refresh([twin.pk]) == 0


def test_only_whoever_keeps_both_has_the_pair_on_the_list(cast: Cast, twin: Person) -> None:
    refresh_all()
    assert [pair.second for pair in waiting(Actor(cast.clerk))] == [twin]
    for user in (cast.county_clerk, cast.outsider, cast.leader, user_with("city-only", "clerk", cast.liuzhou)):
        assert not waiting(Actor(user))


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_decided_is_not_listed_again(cast: Cast, twin: Person, turned: bool) -> None:
    refresh_all()
    first, second = (twin, cast.engineer) if turned else (cast.engineer, twin)
    with ledger.exempt("given"):
        decided = PairDecision(first=first, second=second, choice="later", until=dt.date(2999, 1, 1))
        decided.save()
        assert not waiting(Actor(cast.clerk))
        decided.until = dt.date(2020, 1, 1)
        decided.save()
        assert waiting(Actor(cast.clerk))
        decided.choice, decided.until = "different", None
        decided.save()
    assert not waiting(Actor(cast.clerk))


@pytest.mark.django_db(transaction=True)
def test_enrolling_and_merging_at_the_desk_keep_the_list_up(cast: Cast) -> None:
    web = Act(acts(cast.clerk).actor, "web")
    given = {"name": "韦曉", "birth": "1975.06", "unit_name": "龙城重工机械股份有限公司", "despite_namesake": True}
    made = enrol(web, cast.liuzhou, given)
    deliver_pending()
    assert [pair.second for pair in waiting(Actor(cast.clerk))] == [made]
    merge(web, cast.engineer, {"duplicate": made.pk})
    deliver_pending()
    assert not Pair.objects.exists()
