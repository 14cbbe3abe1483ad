"""A report as plain data."""

from __future__ import annotations

import json
from dataclasses import replace

from keqiao.plans.supervision.report_content import Bar, Chart, StateCount
from plans.supervision.given import content


def test_it_is_data_that_json_can_hold_with_numbered_parts() -> None:
    told = json.loads(json.dumps(content(plans=2).plain()))
    assert told["date"] == "2026-11-30"
    assert [part["number"] for part in told["parts"]] == ["一", "二"]


def test_bars_share_one_scale() -> None:
    long, short = (
        [StateCount("met", "●", "已达标", 3), StateCount("missed", "■", "未达标", 1)],
        [StateCount("met", "●", "已达标", 2)],
    )
    chart = Chart("图", [], [Bar("甲", long, "", []), Bar("乙", short, "", [])])
    drawn = [[(piece.code, piece.x, piece.width) for piece in pieces] for _bar, pieces in chart.drawn]
    assert drawn == [[("met", "0.00%", "75.00%"), ("missed", "75.00%", "25.00%")], [("met", "0.00%", "50.00%")]]


def test_a_report_without_figures_and_tasks_is_empty() -> None:
    assert not content().empty
    assert not replace(content(), total=0).empty
    assert not content(tasks=0).empty
    assert replace(content(tasks=0), total=0).empty
