"""The plans' demands on the body are shown as if the candidates, later the elected, sat in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks.assemblies.elections.stand import Stand, closed, matter, opened, prepared, stand_of, vote
from cast import Cast, EmploymentFactory, PostFactory
from keqiao.blocks.assemblies.elections.makeup import makeup_of
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.verbs import preparing

pytest_plugins = ("plans.municipal",)


@pytest.fixture
def stand(cast: Cast, only_liuzhou: Path) -> Stand:
    """The committee, under the city's plan alone."""
    return stand_of(cast)


def front_line(election: Election) -> str:
    """How many of how many are of the front line, as the first demand of the plan counts them."""
    found = makeup_of(election)
    assert found is not None
    return found.composed.requirements[0].shown.count_text


def test_where_nobody_stands_there_is_nothing_to_show(stand: Stand) -> None:
    assert makeup_of(matter(stand)) is None
    assert makeup_of(prepared(stand)) is None


def test_candidates_count_before_the_vote_and_the_elected_after_it(stand: Stand) -> None:
    PostFactory(term=stand.cast.term, person=stand.cast.engineer, role="delegate")
    for person in stand.members[:2]:
        EmploymentFactory(person=person)
    election = prepared(stand, term=stand.cast.term.pk, role="delegate")
    opened(stand, election)
    assert front_line(election) == "3/6"
    for person in stand.members:
        vote(stand, election, person, 1, 3, 4)
    closed(stand, election)
    assert front_line(election) == "2/4"


def test_nobody_is_counted_twice(stand: Stand) -> None:
    PostFactory(term=stand.cast.term, person=stand.members[0], role="delegate")
    EmploymentFactory(person=stand.members[0])
    election = prepared(stand, term=stand.cast.term.pk, role="delegate")
    preparing.nominate(stand.clerk, election, {"people": [stand.members[0].pk, stand.members[1].pk]})
    assert front_line(election) == "1/2"
