"""Where elections appear on other pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.elections.stand import Stand, closed, counters, met, opened, prepared, stand_of, vote
from cast import Cast, PersonFactory
from keqiao.blocks.assemblies.elections.pages import panels
from keqiao.blocks.assemblies.elections.verbs import settling, voting
from keqiao.kernel.access.models import User

MOST_ASKED = 6  # queries of the large screen, which asks again and again


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def drawn(render: Any, subject: object, user: User) -> str:
    """A panel as somebody sees it."""
    request = RequestFactory().get("/desk/")
    request.user = user
    return str(render(request, subject))


def test_the_hub_has_what_goes_on(stand: Stand) -> None:
    reader, clerk = stand.cast.reader, stand.cast.clerk
    assert drawn(panels.hub_panel, stand.cast.liuzhou, reader) == ""
    assert "准备选举（表决），查看全部" in drawn(panels.hub_panel, stand.cast.liuzhou, clerk)
    prepared(stand)
    assert "选举副主席" in drawn(panels.hub_panel, stand.cast.liuzhou, reader)


def test_a_meeting_has_its_elections_and_a_new_one(stand: Stand) -> None:
    meeting = met(stand)
    assert drawn(panels.meeting_panel, meeting, stand.cast.reader) == ""
    assert f"date={meeting.date}" in drawn(panels.meeting_panel, meeting, stand.cast.clerk)
    prepared(stand)
    assert "选举副主席" in drawn(panels.meeting_panel, meeting, stand.cast.reader)


def test_the_large_screen_counts_votes_and_shows_the_result(stand: Stand) -> None:
    meeting = met(stand)
    assert drawn(panels.screen_panel, meeting, stand.cast.reader) == ""
    election = opened(stand)
    vote(stand, election, stand.members[0], 1)
    assert "已投1票，应投9票" in drawn(panels.screen_panel, meeting, stand.cast.reader)
    for person in stand.members[1:]:
        vote(stand, election, person, 1, 2, 3)
    voting.close_voting(stand.clerk, election)
    assert "正在计票" in drawn(panels.screen_panel, meeting, stand.cast.reader)
    settling.count_votes(stand.clerk, election)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert "赞成9 · 反对0 · 弃权0" in drawn(panels.screen_panel, meeting, stand.cast.reader)
    assert len(asked) <= MOST_ASKED


def test_the_phone_has_ballots_and_sheets_that_wait(stand: Stand) -> None:
    person = stand.members[0]
    user = stand.act_of(person).actor.user
    assert user is not None
    assert drawn(panels.home_panel, person, user) == ""
    election = opened(stand)
    assert "请投票" in drawn(panels.home_panel, person, user)
    vote(stand, election, person, 1)
    assert drawn(panels.home_panel, person, user) == ""
    closed(stand, election)
    assert "我的投票和结果" in drawn(panels.home_panel, person, user)
    paper = voting.close_voting(stand.clerk, opened(stand, prepared(stand, title="纸质", manner="paper")))
    assert "录入计票单" in drawn(panels.home_panel, counters(paper)[0].person, user)
    assert drawn(panels.home_panel, PersonFactory(), user) == ""


def test_the_desk_has_what_waits_for_whom(stand: Stand) -> None:
    prepared(stand)
    assert drawn(panels.desk_panel, None, stand.cast.clerk) == ""
    assert "选举副主席" in drawn(panels.desk_panel, None, stand.cast.leader)
    assert drawn(panels.desk_panel, None, stand.cast.reader) == ""
    opened(stand, prepared(stand, title="选举秘书长"))
    assert "选举秘书长" in drawn(panels.desk_panel, None, stand.cast.clerk)
