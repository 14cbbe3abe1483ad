"""Meetings chosen by name: of the actor's own bodies, and none that was cancelled."""

from __future__ import annotations

from django.utils import timezone

from cast import Cast, acts
from keqiao.blocks.assemblies.forms import find_meetings
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.access.rules import OPERATOR, Actor
from keqiao.kernel.nouns import ledger


def test_meetings_are_found_by_title_and_number(cast: Cast) -> None:
    data = {"date": timezone.localdate(), "title": "第三次会议"}
    one = record_meeting(acts(cast.clerk), cast.congress, data)
    clerk = Actor(cast.clerk)
    assert [found.key for found in find_meetings(clerk, "第三次")] == [str(one.pk)]
    assert find_meetings(OPERATOR, str(one.pk))[0].said.endswith(f"第三次会议（{one.pk}）")
    assert find_meetings(Actor(cast.reader), "第三次") == []
    with ledger.exempt("given"):
        one.status = "cancelled"
        one.save()
    assert find_meetings(clerk, "第三次") == []
