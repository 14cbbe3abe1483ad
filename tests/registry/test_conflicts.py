"""Posts that exclude each other: found where held, told before somebody is elected."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import Cast, Made, PersonFactory, PostFactory, TermFactory
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.registry.conflicts import PAIRS, WATCHED, conflicts_if, conflicts_in, held_posts

pytestmark = pytest.mark.django_db


class BodyFactory(Made[Body]):
    """A body; organisation, kind and name are asked for."""

    class Meta:
        model = Body


def body(cast: Cast, kind: str, **term: object) -> Term:
    made: Term = TermFactory(body=BodyFactory(organisation=cast.society, kind=kind, name=kind), **term)
    return made


def holds(term: Term, role: str, person: Person | None = None, **rest: object) -> Post:
    made: Post = PostFactory(term=term, role=role, person=person or PersonFactory(), **rest)
    return made


def test_a_director_who_is_a_supervisor_is_found_once(cast: Cast) -> None:
    both = PersonFactory()
    holds(body(cast, "council"), "director", both)
    holds(body(cast, "standing_council"), "standing_director", both)
    seat = holds(body(cast, "supervisory_board"), "supervisor", both)
    (found,) = conflicts_in(cast.society.pk)
    assert (found.pair.code, found.person_id, found.second) == ("director_supervisor", both.pk, seat)


def test_whoever_holds_one_post_conflicts_with_nobody(cast: Cast) -> None:
    holds(body(cast, "council"), "director")
    holds(body(cast, "supervisory_board"), "supervisor")
    assert conflicts_in(cast.society.pk) == []


def test_a_post_that_ended_and_a_term_that_gave_way_no_longer_conflict(cast: Cast) -> None:
    left, former = PersonFactory(), PersonFactory()
    council = body(cast, "council")
    holds(council, "director", left, ends=dt.date(2024, 1, 1))
    board = body(cast, "supervisory_board")
    holds(board, "supervisor", left)
    holds(body(cast, "secretariat"), "secretary_general", former)
    holds(board, "supervisor", former)
    TermFactory(body=board.body, number=10, starts=dt.date(2025, 1, 1))
    assert conflicts_in(cast.society.pk) == []
    assert [one.person_id for one in conflicts_in(cast.society.pk, day=20231231)] == [left.pk, former.pk, former.pk]


def test_a_term_past_its_planned_end_still_counts(cast: Cast) -> None:
    both = PersonFactory()
    holds(body(cast, "council", ends=dt.date(2025, 1, 1)), "director", both)
    holds(body(cast, "supervisory_board"), "supervisor", both)
    assert len(conflicts_in(cast.society.pk)) == 1


def test_only_the_pairs_asked_for_are_looked_at(cast: Cast) -> None:
    both, council = PersonFactory(), body(cast, "council")
    holds(council, "chair", both)
    holds(council, "secretary_general", both)
    assert "chair_secretary" not in WATCHED
    assert conflicts_in(cast.society.pk) == []
    assert [one.pair.code for one in conflicts_in(cast.society.pk, ["chair_secretary"])] == ["chair_secretary"]


def test_somebody_proposed_is_told_of_the_post_in_the_way(cast: Cast) -> None:
    director, stranger = PersonFactory(), PersonFactory()
    seat = holds(body(cast, "council"), "director", director)
    told = conflicts_if(cast.society.pk, [director.pk, stranger.pk], "supervisory_board", "supervisor")
    assert {person: [one.first for one in found] for person, found in told.items()} == {director.pk: [seat]}
    assert told[director.pk][0].second is None


def test_a_seat_in_the_same_body_is_no_obstacle_to_the_next(cast: Cast) -> None:
    director = PersonFactory()
    holds(body(cast, "council"), "director", director)
    assert conflicts_if(cast.society.pk, [director.pk], "council", "director") == {}


def test_nobody_proposed_asks_the_database_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert conflicts_if(cast.society.pk, [], "council", "director") == {}
        assert conflicts_if(cast.society.pk, [1], "delegation", "delegate") == {}


def test_other_organisations_posts_are_none_of_its_business(cast: Cast) -> None:
    assert list(held_posts(cast.society.pk)) == []
    assert {pair.code for pair in PAIRS.values()} == set(PAIRS)
