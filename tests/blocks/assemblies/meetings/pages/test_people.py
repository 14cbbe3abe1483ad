"""The roll at the desk: search, let in by ticking, and the door with somebody's own code."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from keqiao.blocks.assemblies.meetings import planning
from keqiao.blocks.assemblies.meetings.offered import people_url
from keqiao.blocks.assemblies.meetings.pages.people import entrance_url
from plans.supervision.browsing import by, seen


def test_people_are_found_and_ticked(at: Hall) -> None:
    made = at.convened(TODAY)
    client = by(at.cast.clerk)
    assert "代表1" not in seen(client, f"{people_url(made)}?q=代表3")
    ids = list(made.invitations.values_list("pk", flat=True)[:2])
    answer = client.post(people_url(made), {"invitation": ids}, follow=True)
    assert "已登记2人到会" in answer.content.decode()
    assert made.present() == 2
    assert "没有选择人员" in client.post(people_url(made), {}, follow=True).content.decode()
    assert "没有符合条件的人员" in seen(client, f"{people_url(made)}?q=没有这个人")


def test_before_the_day_nobody_is_ticked(at: Hall) -> None:
    made = at.convened(LATER)
    client = by(at.cast.clerk)
    assert 'type="checkbox"' not in seen(client, people_url(made))
    answer = client.post(people_url(made), {"invitation": [at.call(made).pk]}, follow=True)
    assert "签到还没有开始" in answer.content.decode()


def test_the_own_code_opens_the_door_once(at: Hall) -> None:
    made = at.convened(TODAY)
    door = entrance_url(made, at.call(made).code)
    client = by(at.cast.clerk)
    assert "登记到会" in seen(client, door)
    answer = client.post(door, follow=True)
    assert "已经签到，可以入场" in answer.content.decode()
    assert made.present() == 1
    assert client.get(entrance_url(made, "没有的码")).status_code == 404
    assert by(at.cast.reader).get(door).status_code == 403
    later = at.convened(LATER)
    assert "签到还没有开始" in seen(client, entrance_url(later, at.call(later).code))


def test_guests_are_taken_off_from_the_list(at: Hall) -> None:
    made = at.convened()
    guest = planning.invite(at.clerk, made, {"name": "桂生"})
    assert f"assemblies.uninvite/{guest.public_id}" in seen(by(at.cast.clerk), people_url(made))


def test_a_longer_list_takes_no_more_queries(at: Hall) -> None:
    small, large = at.convened(title="甲"), at.convened(title="乙")
    for number in range(12):
        planning.invite(at.clerk, large, {"name": f"来宾{number}"})
    client = by(at.cast.reader)
    assert client.get(people_url(small)).status_code == 403  # a reader sees no names
    counts = []
    for made in (small, large):
        with CaptureQueriesContext(connection) as captured:
            seen(by(at.cast.clerk), people_url(made))
        counts.append(len(captured))
    assert counts[1] == counts[0]


def test_the_roll_is_a_word_file_once_people_are_called(at: Hall) -> None:
    client, made = by(at.cast.clerk), at.convened(TODAY, title="三次会议")
    assert "下载签到表（Word）" in seen(client, people_url(made))
    answer = client.get(f"{people_url(made)}sheet/")
    assert "wordprocessingml" in answer["Content-Type"]
    assert client.get(f"{people_url(at.planned(title='筹备中的会'))}sheet/").status_code == 404
