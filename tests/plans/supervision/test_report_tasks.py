"""Tasks as they stood on a day: state, what was approved by then, what waited."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from keqiao.kernel.nouns import ledger
from keqiao.kernel.work.models import StepKind
from keqiao.plans.supervision import notes, tasks
from keqiao.plans.supervision.report_tasks import (
    Standing,
    lead_rows,
    problems_on,
    state_words,
    task_lines,
    tasks_on,
)
from plans.supervision.given import Book, task

DAY = dt.timedelta(days=1)


def standing(book: Book, title: str, day: dt.date | None = None) -> Standing:
    [found] = [one for one in tasks_on(book.city, day or timezone.localdate(), "") if one.case.title == title]
    return found


def backdate(book: Book, days: int) -> None:
    """Let everything have begun so many days earlier."""
    with ledger.exempt("given"):
        for case in (book.late, book.soon, book.coming, book.done):
            case.opened -= days * DAY
            case.save()


def test_each_state_is_told_in_words(book: Book) -> None:
    words = {one.case.title: (one.state, state_words(one)) for one in tasks_on(book.city, timezone.localdate(), "")}
    assert words["修订代表产生办法"][0] == "late"
    assert words["修订代表产生办法"][1].startswith("逾期")
    assert words["报送年度总结"][0] == "soon"
    assert words["建设科普e站"] == ("open", "办理中")
    assert words["召开动员会"] == ("done", "已办结")


def test_a_task_due_on_the_day_itself_is_not_late(book: Book) -> None:
    task(book.clerk, book.city, "当日办结", timezone.localdate())
    one = standing(book, "当日办结")
    assert (one.state, state_words(one), one.days_late) == ("soon", "当日到期", 0)


def test_a_task_without_a_day_stands_open(book: Book) -> None:
    task(book.clerk, book.city, "长期任务", None)
    [line] = task_lines([standing(book, "长期任务")], {}, names=False)
    assert (line.due, line.state) == ("长期", "办理中")


def test_a_paused_deadline_is_not_late(book: Book) -> None:
    tasks.pause(book.clerk, book.late.deadlines.get(), {"reason": "等待上级批复"})
    one = standing(book, "修订代表产生办法")
    assert (one.state, state_words(one)) == ("paused", "时限中止")


def test_before_it_was_done_a_task_was_open(book: Book) -> None:
    backdate(book, 30)
    assert standing(book, "召开动员会", timezone.localdate() - DAY).state == "open"


def test_a_dropped_task_is_left_out_from_the_day_it_was_dropped(book: Book) -> None:
    backdate(book, 30)
    tasks.drop(book.leader, book.soon, {"reason": "合并到其他任务"})
    titles = {one.case.title for one in tasks_on(book.city, timezone.localdate(), "")}
    assert "报送年度总结" not in titles
    assert standing(book, "报送年度总结", timezone.localdate() - DAY).state != "done"


def test_the_latest_approved_step_speaks(book: Book) -> None:
    book.wrote(book.late, "第一稿")
    book.wrote(book.late, "第二稿")
    book.wrote(book.late, "第三稿", approved=False)
    one = standing(book, "修订代表产生办法")
    assert (one.said(StepKind.PROGRESS), one.waiting) == ("第二稿", 1)


def test_a_revision_that_waits_leaves_the_approved_text_standing(book: Book) -> None:
    first = book.wrote(book.late, "原来的话")
    notes.revise(book.clerk, first, {"text": "修改后的话"})
    one = standing(book, "修订代表产生办法")
    assert (one.said(StepKind.PROGRESS), one.waiting) == ("原来的话", 1)


def test_an_approved_revision_takes_the_place_of_the_former(book: Book) -> None:
    first = book.wrote(book.late, "原来的话")
    revised = notes.revise(book.clerk, first, {"text": "修改后的话"})
    notes.approve_note(book.leader, revised, {})
    assert standing(book, "修订代表产生办法").said(StepKind.PROGRESS) == "修改后的话"


def test_what_was_sent_back_neither_speaks_nor_waits(book: Book) -> None:
    step = book.wrote(book.late, "写错的话", approved=False)
    notes.return_note(book.leader, step, {"reason": "数字不对"})
    one = standing(book, "修订代表产生办法")
    assert (one.said(StepKind.PROGRESS), one.waiting) == ("", 0)


def test_a_step_approved_later_waited_on_the_day(book: Book) -> None:
    backdate(book, 30)
    step = book.wrote(book.late, "昨天写的")
    with ledger.exempt("given"):
        step.written -= DAY
        step.save()
    one = standing(book, "修订代表产生办法", timezone.localdate() - DAY)
    assert (one.said(StepKind.PROGRESS), one.waiting) == ("", 1)


def test_lines_of_text_become_one(book: Book) -> None:
    book.wrote(book.late, "第一行\n第二行")
    assert standing(book, "修订代表产生办法").said(StepKind.PROGRESS) == "第一行 第二行"


def test_open_findings_and_problems_are_there_settled_ones_not(book: Book) -> None:
    today = timezone.localdate()
    assert {one.case.title for one in problems_on(book.city, today, "")} == {"台账更新不及时", "基层经费不足"}
    tasks.close(book.leader, book.problem, {"outcome": "已追加经费"})
    assert {one.case.title for one in problems_on(book.city, today, "")} == {"台账更新不及时"}


def test_units_with_a_code_come_first_whatever_they_achieved(book: Book) -> None:
    rows = lead_rows(tasks_on(book.city, timezone.localdate(), ""))
    assert [(row.unit, row.all, row.done, row.late) for row in rows] == [
        ("鹿寨县科学技术协会", 1, 0, 0),
        ("办公室", 1, 0, 0),
        ("组织部", 1, 0, 1),
        ("尚未明确", 1, 1, 0),
    ]
