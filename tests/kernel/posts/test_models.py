"""Which posts are held on a day: a term goes on until the next of its body begins."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, PersonFactory, PostFactory, TermFactory
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Post

pytestmark = pytest.mark.django_db


def running(cast: Cast, day: dt.date) -> set[str]:
    """The names of who holds a post in the congress on a day."""
    held = Post.objects.running(to_int(day)).filter(term__body=cast.term.body)
    return set(held.values_list("person__name", flat=True))


def test_a_term_runs_until_the_next_begins_whatever_end_was_planned(cast: Cast) -> None:
    """The day before the next one its people still sit; on its first day only the new ones do."""
    first = cast.term.starts
    assert first is not None
    turn = first + dt.timedelta(days=3000)  # long after the planned end
    old, new = PersonFactory(name="覃旧", keeper=cast.liuzhou), PersonFactory(name="农新", keeper=cast.liuzhou)
    later = TermFactory(body=cast.term.body, number=cast.term.number + 1, starts=turn)
    PostFactory(term=cast.term, person=old)
    PostFactory(term=later, person=new)
    assert running(cast, first - dt.timedelta(days=1)) == set()
    assert running(cast, turn - dt.timedelta(days=1)) == {"覃旧"}
    assert running(cast, turn) == {"农新"}


def test_a_post_that_ended_is_not_held(cast: Cast) -> None:
    """Its last day is the one before its end."""
    first = cast.term.starts
    assert first is not None
    left = first + dt.timedelta(days=10)
    PostFactory(term=cast.term, person=PersonFactory(name="覃旧", keeper=cast.liuzhou), ends=left)
    assert running(cast, left - dt.timedelta(days=1)) == {"覃旧"}
    assert running(cast, left) == set()


def test_posts_of_a_person_in_many_bodies_are_one_query(cast: Cast) -> None:
    """However many bodies there are."""
    PostFactory(term=cast.term, person=cast.engineer)
    first = cast.term.starts
    assert first is not None
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(cast.engineer.posts.running(to_int(first))) == 1
    assert len(asked) == 1
