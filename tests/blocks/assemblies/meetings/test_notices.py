"""Everybody invited is told once, by a verified address where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from blocks.assemblies.meetings.given import TODAY, Hall
from keqiao.blocks.assemblies.meetings import notices, planning
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused


@pytest.fixture
def outbox(at: Hall, settings: Any, tmp_path: Path) -> Path:
    """Where messages go; one of the delegates has a verified number."""
    settings.HOME = tmp_path
    with ledger.exempt("test"):
        known = Identity(person=at.people[1], kind="mobile", verified=timezone.now())
        known.set_value("13800138000")
        known.save()
    return tmp_path / "outbox"


def test_whoever_has_a_verified_number_gets_one_message(at: Hall, outbox: Path) -> None:
    made = at.convened(place="科技馆", begins="9:00")
    assert notices.tell_all() == 1
    assert notices.tell_all() == 0
    [file] = outbox.glob("*.txt")
    written = file.read_text()
    assert written.startswith("13800138000\n柳州市科协：代表大会会议定于")
    assert "09:00召开，地点：科技馆" in written
    reached = dict(made.invitations.values_list("person__name", "reached"))
    assert [name for name, there in reached.items() if there] == ["代表2"]
    assert not made.invitations.filter(told=None).exists()


def test_a_change_is_told_again_and_what_is_not_convened_never(at: Hall, outbox: Path) -> None:
    at.planned(title="筹备中的会")
    made = at.convened(place="科技馆")
    notices.tell_all()
    assert made.date is not None
    planning.change_meeting(at.clerk, made, {"date": made.date, "title": made.title, "place": "会议中心"})
    assert notices.tell_all() == 1
    planning.cancel_meeting(at.leader, made, {"reason": "改期"})
    assert notices.tell_all() == 0


def test_guests_by_name_are_told_by_people(at: Hall, outbox: Path) -> None:
    made = at.convened()
    guest = planning.invite(at.clerk, made, {"name": "桂生"})
    notices.tell_all()
    guest.refresh_from_db()
    assert guest.told is None
    assert "线上" in notices.words_of(made, "call")[0]


def test_what_was_told_is_noted_by_whoever_may(at: Hall) -> None:
    made = at.convened(TODAY)
    ids = list(made.invitations.values_list("pk", flat=True))
    with pytest.raises(Refused):
        notices.note_told(at.own, made, {"tried": ids, "reached": []})
    assert notices.note_told(at.clerk, made, {"tried": ids, "reached": ids[:1]}) == 6


def test_the_subject_of_a_mail_names_the_meeting(at: Hall) -> None:
    made = at.convened(TODAY, title="三次会议")
    subjects = [notices.words_of(made, what)[1] for what in ("call", "early", "late", "called_off")]
    assert subjects == ["会议通知：三次会议", "会议提醒：三次会议", "会议即将开始：三次会议", "会议取消：三次会议"]
