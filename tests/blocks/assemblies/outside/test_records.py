"""How leaders, hearings, seats and consultations behind a figure are named."""

from __future__ import annotations

import datetime as dt

from cast import OPERATES, Cast
from keqiao.blocks.assemblies.outside import consulting, records, verbs
from keqiao.plans.records import RecordLine

DAY = dt.date(2024, 3, 5)


def test_each_is_named_with_its_day_and_an_official_by_post_alone(cast: Cast) -> None:
    city = cast.liuzhou
    leader = verbs.name_leader(OPERATES, city, {"side": "party", "name": "周文斌", "post": "市委副书记", "starts": DAY})
    heard = verbs.record_hearing(
        OPERATES, city, {"kind": "hearing", "chamber": "party_committee", "date": DAY, "title": "市委常委会会议"}
    )
    seat = verbs.record_seat(OPERATES, city, {"person": cast.official.pk, "kind": "npc_deputy", "starts": DAY})
    talk = {"kind": "supervision", "chamber": "cppcc", "topic": "科普条例检查", "date": DAY}
    talked = consulting.record_consultation(OPERATES, city, talk)
    assert records.describe_leaders([leader.pk]) == {
        leader.pk: RecordLine("市委副书记", "2024年3月5日起", "党委分管领导")
    }
    assert records.describe_hearings([heard.pk]) == {
        heard.pk: RecordLine("市委常委会会议", "2024年3月5日 · 党委", "听取科协工作汇报")
    }
    assert records.describe_seats([seat.pk]) == {seat.pk: RecordLine("覃　亮", "2024年3月5日起", "人大代表")}
    assert records.describe_consultations([talked.pk]) == {
        talked.pk: RecordLine("科普条例检查", "2024年3月5日 · 政协", "民主监督")
    }
