"""What plans count of activities."""

from __future__ import annotations

import datetime as dt

from blocks.counting import check_days_of_change, rows
from cast import OPERATES, Cast
from keqiao.blocks.activities import verbs

GUIDANCE = {"title": "下乡指导", "kind": "guidance", "date": dt.date(2024, 3, 12)}


def test_activities_held_by_the_day(cast: Cast) -> None:
    whole = GUIDANCE | {"audience": "farmers", "themed": True, "division": "450223", "served": cast.society.code}
    full = verbs.record_activity(OPERATES, cast.liuzhou, whole)
    bare = verbs.record_activity(OPERATES, cast.luzhai, GUIDANCE)
    assert rows("activities", 20240311) == []
    common = {"place": None, "kind": "guidance", "date": 20240312, "year": 2024}
    assert rows("activities", 20240312) == [
        common
        | {"id": full.pk, "organisation": cast.liuzhou.pk, "division": full.division_id, "served": cast.society.pk}
        | {"audience": "farmers", "themed": 1},
        common
        | {"id": bare.pk, "organisation": cast.luzhai.pk, "division": None, "served": None}
        | {"audience": None, "themed": 0},
    ]


def test_days_of_change_are_foretold(cast: Cast) -> None:
    verbs.record_activity(OPERATES, cast.liuzhou, GUIDANCE)
    verbs.record_activity(OPERATES, cast.liuzhou, GUIDANCE | {"date": dt.date(2024, 3, 20)})
    verbs.record_activity(OPERATES, cast.luzhai, GUIDANCE | {"date": dt.date(2024, 3, 14)})
    assert check_days_of_change("activities")
