"""The charts of a report: parts by state, tasks by month, each with its numbers."""

from __future__ import annotations

import datetime as dt
from typing import cast as typed

from keqiao.plans.supervision.report_charts import MARKS, MOST_MONTHS, charts, figure_states, said
from keqiao.plans.supervision.report_content import Part, PlanSection
from keqiao.plans.supervision.report_tasks import Standing


class Due:
    """As much of a task as a chart looks at."""

    def __init__(self, due: dt.date | None, state: str = "open") -> None:
        self.due, self.state = due, state


def tasks(*found: Due) -> list[Standing]:
    return typed("list[Standing]", list(found))


def section(title: str, *states: str) -> PlanSection:
    return PlanSection(title, [Part("第一部分", "", figure_states(states), [], [])])


def test_states_stand_in_reading_order_and_empty_ones_are_left_out() -> None:
    found = figure_states(["missed", "met", "met"])
    assert [(one.word, one.count) for one in found] == [("已达标", 2), ("未达标", 1)]
    assert said(found) == "已达标2项、未达标1项"


def test_every_state_has_a_shape_of_its_own_so_that_black_and_white_will_do() -> None:
    for states in (
        ("met", "on_track", "at_risk", "missed", "needs_human", "no_data"),
        ("done", "open", "soon", "late"),
    ):
        assert len({MARKS[state][0] for state in states}) == len(states)


def test_each_bar_has_a_number_for_each_state_of_its_chart() -> None:
    plan = PlanSection(
        "《甲》",
        [Part("一", "", figure_states(["met"]), [], []), Part("二", "", figure_states(["missed", "missed"]), [], [])],
    )
    [chart] = charts([plan], [])
    assert chart.headings == ["方案部分", "任务指标", "●\n已达标", "■\n未达标"]
    assert [(bar.label, bar.numbers) for bar in chart.bars] == [("一", ["1", "0"]), ("二", ["0", "2"])]


def test_several_plans_have_a_chart_each_that_names_its_plan() -> None:
    found = charts([section("《甲》", "met"), section("《乙》", "met")], [])
    assert [one.title for one in found] == ["《甲》各部分任务指标状态", "《乙》各部分任务指标状态"]


def test_tasks_stand_by_month_and_those_without_a_day_last() -> None:
    due = [Due(None), Due(dt.date(2027, 1, 5), "late"), Due(dt.date(2026, 12, 1)), Due(dt.date(2027, 1, 9))]
    [chart] = charts([], tasks(*due))
    assert [(bar.label, bar.words) for bar in chart.bars] == [
        ("2026年12月", "办理中1项"),
        ("2027年1月", "办理中1项、逾期1项"),
        ("长期", "办理中1项"),
    ]


def test_a_paused_task_counts_as_under_way() -> None:
    [chart] = charts([], tasks(Due(dt.date(2026, 12, 1), "paused")))
    assert chart.bars[0].words == "办理中1项"


def test_with_many_months_a_bar_is_a_year() -> None:
    due = [Due(dt.date(2026 + month // 12, month % 12 + 1, 1)) for month in range(MOST_MONTHS + 1)]
    [chart] = charts([], tasks(*due))
    assert [bar.label for bar in chart.bars] == ["2026年", "2027年"]


def test_nothing_to_draw_gives_no_chart() -> None:
    assert charts([PlanSection("《甲》", [Part("一", "", [], [], ["进展"])])], []) == []
