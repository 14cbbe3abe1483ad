"""The phone of whoever is invited: card, receipt, leave, papers, signing in, calendar."""

from __future__ import annotations

from pathlib import Path

from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from cast import user_with
from keqiao.blocks.assemblies.meetings import agenda, decisions, leaves, planning
from keqiao.blocks.assemblies.meetings.door import present_code
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.nouns import ledger
from keqiao.registry.verbs.files import attach
from plans.supervision.browsing import by, seen


def mine(meeting: Meeting) -> str:
    """The meeting on the phone."""
    return reverse("my_meetings:meeting", args=[meeting.public_id])


def door(meeting: Meeting) -> str:
    """Where the code on the screen leads."""
    return reverse("my_meetings:sign_in", args=[meeting.public_id, present_code(meeting)])


def reply(client: Client, meeting: Meeting, **data: str) -> str:
    """Press a button; the page after it."""
    return client.post(f"{mine(meeting)}reply/", data, follow=True).content.decode()


def test_the_home_shows_the_next_meeting_first(at: Hall) -> None:
    client = by(at.delegate)
    assert "我的会议" not in seen(client, "/home/")
    at.planned(title="还在筹备")
    at.convened(LATER, title="三次会议", place="科技馆")
    page = seen(client, "/home/")
    assert "三次会议" in page
    assert "查看通知并确认收到" in page
    assert "还在筹备" not in page
    assert page.index("我的会议") < page.index("我的职务")


def test_a_receipt_is_one_button(at: Hall) -> None:
    made, client = at.convened(), by(at.delegate)
    assert "已确认收到" in reply(client, made, reply="received")
    assert at.call(made).received is not None
    assert "您已确认收到" in seen(client, mine(made))


def test_leave_is_asked_answered_and_taken_back(at: Hall) -> None:
    made, client = at.convened(), by(at.delegate)
    assert "已提出请假，等待批准" in reply(client, made, reply="leave", reason="travel")
    leave = made.leaves.get()
    leaves.grant_leave(at.leader, leave, {"answer": "注意安全"})
    assert "已准假" in seen(client, mine(made))
    assert "已撤回请假" in reply(client, made, reply="come")
    assert "提交的内容有误" in reply(client, made, reply="leave", reason="感冒发烧")


def test_one_tap_signs_in_with_the_name_in_answer(at: Hall) -> None:
    made, client = at.convened(TODAY), by(at.delegate)
    assert 'method="post"' in seen(client, door(made))
    for _ in range(2):
        answer = client.post(door(made), follow=True)
        assert "代表2，您已签到" in answer.content.decode()
    assert made.present() == 1


def test_who_is_not_called_is_told_so_and_nothing_else(at: Hall) -> None:
    made = at.convened(TODAY, place="科技馆")
    stranger = user_with("stranger")
    with ledger.exempt("test"):
        stranger.person = at.cast.engineer
        stranger.save()
    page = seen(by(stranger), door(made))
    assert "您不在本次会议的参会名单上" in page
    assert "科技馆" not in page
    assert by(stranger).post(door(made)).status_code == 200
    assert by(stranger).get(mine(made)).status_code == 404
    assert made.present() == 0


def test_outside_the_time_the_page_says_from_when(at: Hall) -> None:
    made = at.convened(LATER)
    page = seen(by(at.delegate), door(made))
    assert "签到还没有开始" in page
    assert 'method="post"' not in page.partition("<main")[2].partition("</main")[0]
    answer = by(at.delegate).post(door(made), follow=True)
    assert "签到还没有开始" in answer.content.decode()


def test_papers_are_for_those_invited(at: Hall, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = at.convened()
    item = agenda.add_item(at.clerk, made, {"title": "报告", "minutes": 20})
    kept = attach(at.clerk, at.cast.liuzhou, {"name": "报告.pdf", "content": b"%PDF-1.4"})
    paper = agenda.add_paper(at.clerk, made, {"file": kept.pk, "item": item.pk})
    proof = agenda.add_paper(at.clerk, made, {"file": kept.pk, "kind": "delegation"})
    client = by(at.delegate)
    assert "20分钟" in seen(client, mine(made))
    assert b"".join(client.get(f"{mine(made)}papers/{paper.public_id}/").streaming_content) == b"%PDF-1.4"
    assert client.get(f"{mine(made)}papers/{proof.public_id}/").status_code == 404


def test_afterwards_the_decisions_stand_on_the_list(at: Hall) -> None:
    made = at.closed()
    decisions.decide(at.clerk, made, {"title": "建设小院", "text": "年内建成。"})
    client = by(at.delegate)
    assert "建设小院" in seen(client, "/home/meetings/")
    assert "年内建成" in seen(client, mine(made))
    assert "我参加过的会议和会议决定" in seen(client, "/home/")


def test_a_cancelled_meeting_says_why(at: Hall) -> None:
    made = at.convened()
    planning.cancel_meeting(at.leader, made, {"reason": "改期到下月"})
    assert "改期到下月" in seen(by(at.delegate), mine(made))


def test_a_meeting_goes_into_the_phone_s_calendar(at: Hall) -> None:
    made = at.convened()
    answer = by(at.delegate).get(f"{mine(made)}calendar/")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_an_account_that_is_nobody_goes_home(at: Hall) -> None:
    made = at.convened()
    assert by(at.cast.nobody).get(mine(made)).status_code == 302
