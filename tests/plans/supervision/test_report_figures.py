"""Parts of a plan and the sentence of each figure."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.supervision.report_content import FigureLine
from keqiao.plans.supervision.report_figures import (
    ended,
    figure_line,
    other_section,
    plan_section,
    progress_notes,
    record_words,
    told,
)
from keqiao.plans.supervision.report_tasks import tasks_on
from plans.municipal import PLAN, Municipal
from plans.supervision.given import Book


def line(municipal: Municipal, name: str, as_of: int = 20240715) -> FigureLine:
    return figure_line(municipal.figure(name, as_of=as_of), library().plan(PLAN))


def test_a_sentence_says_value_change_demand_state_due_proof_and_day(municipal: Municipal) -> None:
    one = line(municipal, "congress-delegates-front-line")
    assert one.sentence == (
        "市科协代表大会代表中基层一线科技工作者比例：68.8%（11/16），较原比例提高10.8个百分点，要求70%以上，"
        f"{one.state}，时限2027年换届（依据任职记录自动计算，截至2024年7月15日）。"
    )
    assert record_words(one) == f"68.8%（11/16），{one.state}"


def test_a_figure_past_its_day_says_that_day(municipal: Municipal) -> None:
    plan = library().plan(PLAN)
    figures = board([plan], as_of=20240715, organisations=[municipal.city.pk]).figures
    final = [figure_line(one, plan) for one in figures if one.final]
    assert final
    assert all("截至2022年9月29日" in one.sentence for one in final)


def test_a_figure_of_periods_names_the_period_beside_its_proof_and_not_as_time_limit(book: Book) -> None:
    plan = library().plan(PLAN)
    figures = told(board([plan], organisations=[book.city.pk]).figures, {PLAN: plan})
    yearly = [one.line for one in figures if one.line.due.endswith("年度")]
    assert yearly
    assert all(f"时限{one.due}" not in one.sentence and f"{one.due}，截至" in one.sentence for one in yearly)


def test_no_data_is_said_once(book: Book) -> None:
    plan = library().plan(PLAN)
    figures = told(board([plan], organisations=[book.city.pk]).figures, {PLAN: plan})
    silent = [one.line for one in figures if one.line.value == "暂无数据" and one.line.state == "暂无数据"]
    assert silent
    assert all(one.sentence.count("暂无数据") == 1 for one in silent)


def test_a_part_has_its_figures_and_the_progress_of_its_tasks(book: Book) -> None:
    book.wrote(book.late, "已完成初稿")
    plan = library().plan(PLAN)
    figures = told(board([plan], organisations=[book.city.pk]).figures, {PLAN: plan})
    section = plan_section(plan, figures, tasks_on(book.city, timezone.localdate(), PLAN))
    part = section.parts[0]
    assert part.title.startswith("第二部分　")
    assert part.summary.startswith(f"本部分任务指标{len(part.figures)}项，")
    assert part.notes == ["“修订代表产生办法”（牵头单位：组织部）：已完成初稿。"]
    assert sum(len(one.figures) for one in section.parts) == len(figures)


def test_parts_with_nothing_to_say_are_left_out(book: Book) -> None:
    assert plan_section(library().plan(PLAN), [], []).parts == []


def test_tasks_of_no_plan_have_a_section_when_something_was_approved(book: Book) -> None:
    today = timezone.localdate()
    assert other_section(tasks_on(book.city, today, "")) is None
    book.wrote(book.soon, "已报送")
    section = other_section(tasks_on(book.city, today, ""))
    assert section is not None
    assert section.parts[0].notes == ["“报送年度总结”（牵头单位：办公室）：已报送。"]


def test_nothing_approved_gives_no_notes(book: Book) -> None:
    book.wrote(book.late, "等待审核", approved=False)
    assert progress_notes(tasks_on(book.city, timezone.localdate() + dt.timedelta(days=0), "")) == []


def test_a_text_gets_a_stop_only_where_it_has_none() -> None:
    assert (ended("已完成"), ended("已完成。"), ended("可以吗？")) == ("已完成。", "已完成。", "可以吗？")
