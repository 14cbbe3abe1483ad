"""Movements in words: from what to what, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import OPERATES
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.tree import today
from keqiao.plans.library import library
from keqiao.plans.models import Movement
from keqiao.plans.moved import latest_movements, movements_by, movements_of
from keqiao.plans.tallies import refresh
from keqiao.registry.verbs import posts
from plans.municipal import FRONT, Municipal, publish

NAME = "congress-delegates-front-line"


def note(municipal: Municipal, commitment: str, **movement: str) -> None:
    """A movement as an earlier refresh left it."""
    with ledger.exempt("given"):
        Movement.objects.create(commitment=commitment, organisation=municipal.city.pk, **movement)


@pytest.fixture
def elected(municipal: Municipal) -> Municipal:
    """One more delegate, after everything had been counted."""
    refresh(today())
    municipal.elect(municipal.terms["congress"], "delegate", FRONT)
    refresh(today())
    return municipal


def test_a_share_is_told_with_its_count_and_what_was_done(elected: Municipal) -> None:
    made = library().plan("liuzhou-2017").commitment(NAME)
    [moved] = movements_of(made, elected.city.pk)
    assert moved.title == "市科协代表大会代表中基层一线科技工作者比例"
    assert (moved.before, moved.after) == ("68.8%（11/16）", "70.6%（12/17）")
    assert moved.status_after == "已达标"
    assert moved.status_changed
    assert "登记了任职" in moved.because
    assert (moved.plan, moved.commitment, moved.organisation) == ("liuzhou-2017", NAME, elected.city.pk)


def test_a_number_is_told_with_its_noun_and_nothing_yet_in_words(municipal: Municipal) -> None:
    refresh(today())
    publish(municipal.city, "popular_work", "新书", dt.date(dt.date.today().year - 1, 3, 1))  # noqa: DTZ011 - the year does
    refresh(today())
    moved = next(one for one in latest_movements([municipal.city.pk]) if one.commitment == "popular-works-published")
    assert moved.after == "1种"
    assert moved.because == "登记了出版"


def test_a_value_that_was_not_there_is_said_so(municipal: Municipal) -> None:
    note(municipal, f"liuzhou-2017/{NAME}", after="1/2", status_before="no_data", status_after="at_risk")
    [moved] = latest_movements([municipal.city.pk])
    assert (moved.before, moved.after, moved.because) == ("暂无数据", "50.0%（1/2）", "时间推移")


def test_only_what_these_entries_moved_is_told(elected: Municipal) -> None:
    elected_by = Entry.objects.filter(verb="posts.elect").latest("pk").pk
    earlier = Entry.objects.filter(verb="posts.elect").earliest("pk").pk
    assert {one.commitment for one in movements_by([elected_by], [elected.city.pk])} == {
        NAME,
        "congress-delegates-young",
    }
    assert movements_by([earlier], [elected.city.pk]) == []
    assert movements_by([elected_by], [elected.cast.guilin.pk]) == []
    assert movements_by([], [elected.city.pk]) == []


def test_the_newest_comes_first_and_no_more_than_asked_for(elected: Municipal) -> None:
    for post in elected.terms["congress"].posts.order_by("-pk")[:3]:
        posts.end_post(OPERATES, post, {"ends": dt.date(2024, 1, 1)})
        refresh(today())
    made = library().plan("liuzhou-2017").commitment(NAME)
    assert movements_of(made, elected.city.pk)[0].before != "68.8%（11/16）"
    assert len(movements_of(made, elected.city.pk, most=2)) == 2
    assert len(latest_movements([elected.city.pk], most=3)) == 3


def test_movements_of_a_commitment_that_is_no_more_are_passed_over(municipal: Municipal) -> None:
    note(municipal, "gone/one", status_before="met", status_after="met")
    assert latest_movements([municipal.city.pk]) == []
