"""A progress report as of a day: figures and tasks in words, units in order, nothing that nobody approved."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import OPERATES, PersonFactory
from keqiao.plans.library import library
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.report import people_named, plans_of, progress_report
from keqiao.plans.supervision.report_content import ReportContent
from plans.municipal import PLAN
from plans.supervision.given import Book, task


def report_of(book: Book, *, plan: str = "", names: bool = False, ago: int = 0) -> ReportContent:
    day = timezone.localdate() - dt.timedelta(days=ago)
    packages = [library().plan(plan)] if plan else plans_of(book.city)
    return progress_report(book.city, packages, day, plan=plan, names=names)


def test_the_report_begins_with_unit_day_and_states_in_words(book: Book) -> None:
    report = report_of(book)
    assert report.title == "柳州市科学技术协会改革任务进展报告"
    assert report.overall[0].startswith(f"截至{report.day}，柳州市科学技术协会按《")
    assert f"承担任务指标{report.total}项" in report.overall[0]
    assert sum(one.count for one in report.states) == report.total > 0
    assert all(f"{one.word}{one.count}项" in report.overall[0] for one in report.states)


def test_tasks_are_counted_all_done_overdue_and_near(book: Book) -> None:
    assert report_of(book).overall[1] == (
        "列入督查台账的任务共4项，已办结1项，正在办理3项，其中逾期未办结1项、5个工作日内到期1项。"
    )


def test_nothing_late_and_nothing_near_is_said_too(book: Book) -> None:
    for case in (book.late, book.soon):
        tasks.close(book.leader, case, {"outcome": "已完成"})
    assert report_of(book).overall[1].endswith("没有逾期未办结的任务。")


def test_what_waits_for_approval_is_counted_and_left_out(book: Book) -> None:
    book.wrote(book.late, "尚未审核的话", approved=False)
    report = report_of(book)
    assert report.waiting == 1
    assert "另有1条填报待审核，未列入本报告。" in report.overall
    assert "尚未审核的话" not in str(report.plain())


def test_without_anything_waiting_nothing_is_said_of_it(book: Book) -> None:
    assert not any("待审核" in text for text in report_of(book).overall)


def test_a_plan_by_itself_leaves_tasks_of_no_plan_out(book: Book) -> None:
    book.wrote(book.soon, "已报送")
    assert [section.title for section in report_of(book).plans][-1] == "其他督查任务"
    alone = report_of(book, plan=PLAN)
    assert "其他督查任务" not in [section.title for section in alone.plans]
    assert {one.title for one in alone.tasks} == {"修订代表产生办法", "建设科普e站", "召开动员会"}


def test_yesterday_there_were_no_tasks(book: Book) -> None:
    report = report_of(book, ago=1)
    assert report.tasks == []
    assert report.overall[1] == "督查台账中没有任务。"


def test_units_stand_in_administrative_order_and_never_by_score(book: Book) -> None:
    assert [row.unit for row in report_of(book).leads] == ["鹿寨县科学技术协会", "办公室", "组织部", "尚未明确"]


def test_a_task_tells_what_its_figure_says(book: Book) -> None:
    [late] = [one for one in report_of(book).tasks if one.title == "修订代表产生办法"]
    assert late.records.endswith("暂无数据")


def test_names_of_people_only_where_they_may_be_seen(book: Book) -> None:
    person = PersonFactory(name="韦答应", keeper=book.city)
    tasks.assign(OPERATES, book.late, {"lead": "组织部", "responsible": person.pk})
    assert "韦答应" not in str(report_of(book).plain())
    assert "韦答应" in str(report_of(book, names=True).plain())
    assert people_named(book.city, "", timezone.localdate()) == [person.pk]


def test_plans_without_duties_are_not_offered(book: Book) -> None:
    assert [one.id for one in plans_of(book.city)] == [PLAN]


@pytest.mark.parametrize("more", [3])
def test_more_tasks_ask_no_more_queries(book: Book, more: int) -> None:
    report_of(book)
    with CaptureQueriesContext(
        connection,
    ) as first:
        report_of(book)
    for number in range(more):
        book.wrote(task(book.clerk, book.city, f"任务{number}", None, plan=PLAN, clause="二.1"), "有进展")
    report_of(book)
    with CaptureQueriesContext(connection) as second:
        report_of(book)
    assert len(second) == len(first)
