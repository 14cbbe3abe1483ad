"""Who holds a post and where they worked when the term was looked at."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory, TermFactory
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Post
from keqiao.registry.holders import Holder, holders


def the_holder(post: Post) -> Holder:
    """The one holder of a post."""
    (found,) = holders(Post.objects.filter(pk=post.pk))
    return found


def test_a_holder_has_a_padded_name_and_the_confirmed_class_of_today(cast: Cast) -> None:
    found = the_holder(PostFactory(term=cast.term, person=cast.engineer))
    assert (found.listed_name, found.source_class, found.holds) == ("韦　晓", "enterprise", True)


def test_a_class_that_nobody_confirmed_is_none(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    EmploymentFactory(person=person, confirmed=False)
    assert the_holder(PostFactory(term=cast.term, person=person)).source_class == ""
    assert the_holder(PostFactory(term=cast.term)).work is None


def test_of_two_employments_the_one_that_began_last_counts_and_none_that_is_over(cast: Cast) -> None:
    now = from_int(today())
    EmploymentFactory(person=cast.engineer, unit_name="广西科技大学", starts=now)
    EmploymentFactory(person=cast.engineer, unit_name="明天的单位", starts=now + dt.timedelta(days=1))
    EmploymentFactory(person=cast.engineer, unit_name="昨天的单位", starts=dt.date(2020, 1, 1), ends=now)
    found = the_holder(PostFactory(term=cast.term, person=cast.engineer))
    assert found.work is not None
    assert found.work.unit_name == "广西科技大学"


def test_a_term_that_gave_way_is_looked_at_right_before_the_next(cast: Cast) -> None:
    former = TermFactory(body=cast.congress, number=8, starts=dt.date(2016, 11, 22), ends=dt.date(2021, 11, 22))
    moved = cast.term.starts
    EmploymentFactory(person=cast.engineer, unit_name="广西科技大学", starts=moved)
    stayed = the_holder(PostFactory(term=former, person=cast.engineer))
    left = the_holder(PostFactory(term=former, ends=dt.date(2021, 11, 21)))
    to_the_end = the_holder(PostFactory(term=former, ends=moved))
    assert stayed.work is not None
    assert stayed.work.unit_name == "龙城重工机械有限公司"
    assert (stayed.before, stayed.holds, left.holds, to_the_end.holds) == (20211122, True, False, True)


def test_a_term_that_is_to_come_changes_nothing_yet(cast: Cast) -> None:
    TermFactory(body=cast.congress, number=10, starts=dt.date(2099, 11, 22))
    assert the_holder(PostFactory(term=cast.term)).before == today() + 1


@pytest.mark.parametrize("many", [1, 3])
def test_it_takes_two_queries_however_many(cast: Cast, many: int) -> None:
    PostFactory.create_batch(many, term=cast.term)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(holders(cast.term.posts.all())) == many
    assert len(queries) == 2
