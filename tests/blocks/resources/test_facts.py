"""What plans count of publications."""

from __future__ import annotations

import datetime as dt

from blocks.counting import check_days_of_change, rows
from cast import OPERATES, Cast
from keqiao.blocks.resources import verbs


def test_what_came_out_by_the_day(cast: Cast) -> None:
    title = verbs.register_title(OPERATES, cast.society, {"kind": "theory_result", "name": "桥的优化"})
    assert rows("publications", 20990101) == []
    made = verbs.publish(OPERATES, title, {"date": dt.date(2024, 3, 12)})
    assert rows("publications", 20240311) == []
    assert rows("publications", 20240312) == [
        {
            "id": made.pk,
            "organisation": cast.society.pk,
            "title": title.pk,
            "kind": "theory_result",
            "date": 20240312,
            "year": 2024,
        }
    ]


def test_days_of_change_are_foretold(cast: Cast) -> None:
    for organisation, days in ((cast.society, (12, 20)), (cast.liuzhou, (14,))):
        title = verbs.register_title(OPERATES, organisation, {"kind": "periodical_issue", "name": "龙城科技"})
        for day in days:
            verbs.publish(OPERATES, title, {"date": dt.date(2024, 3, day)})
    assert check_days_of_change("publications")
