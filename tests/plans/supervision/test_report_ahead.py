"""Problems and next steps: whole sentences on what is overdue, written, found, logged, and on what falls due."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from keqiao.look.formats import long_date
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.report_ahead import next_steps, numbered, problem_words
from keqiao.plans.supervision.report_tasks import problems_on, tasks_on
from plans.supervision.given import Book

DAY = dt.timedelta(days=1)


def problems(book: Book) -> list[str]:
    today = timezone.localdate()
    return problem_words(tasks_on(book.city, today, ""), problems_on(book.city, today, ""), today)


def ahead(book: Book) -> list[str]:
    today = timezone.localdate()
    return next_steps([*tasks_on(book.city, today, ""), *problems_on(book.city, today, "")], today)


def test_the_summary_counts_each_kind(book: Book) -> None:
    book.wrote(book.late, "部分县区反馈较慢", "problem")
    assert problems(book)[0] == (
        f"截至{long_date(timezone.localdate())}，共有逾期未办结任务1项、反映问题的任务1项、"
        "检查发现尚未整改的问题1项、问题清单中尚未解决的问题1项。"
    )


def test_an_overdue_task_names_its_lead_its_day_and_how_many_days(book: Book) -> None:
    due = long_date(timezone.localdate() - 10 * DAY)
    [late] = [text for text in problems(book) if "已逾期" in text]
    assert late.startswith(f"1. “修订代表产生办法”（牵头单位：组织部），时限为{due}，已逾期")
    assert late.endswith("个工作日。")


def test_a_problem_nobody_approved_is_not_told(book: Book) -> None:
    book.wrote(book.late, "未经审核的问题", "problem", approved=False)
    assert not any("未经审核的问题" in text for text in problems(book))


def test_findings_tell_their_approved_progress(book: Book) -> None:
    book.wrote(book.finding, "已更新大部分")
    [found] = [text for text in problems(book) if "检查发现“" in text]
    assert found.endswith("。已更新大部分。")


def test_no_problems_are_said_in_a_sentence(book: Book) -> None:
    for case in (book.late, book.finding, book.problem):
        tasks.drop(book.leader, case, {"reason": "不再需要"})
    [text] = problems(book)
    assert "没有逾期未办结的任务" in text


def test_next_steps_are_numbered_and_end_with_a_stop(book: Book) -> None:
    book.wrote(book.late, "月底前提请审议", "next")
    assert ahead(book)[0] == "1. “修订代表产生办法”（牵头单位：组织部）：月底前提请审议。"


def test_deadlines_of_three_months_come_in_order_of_days(book: Book) -> None:
    tasks.add_milestone(book.clerk, book.coming, {"title": "选址", "due": timezone.localdate() + 5 * DAY})
    told = ahead(book)
    assert "到期的任务和节点共5项：" in told[0]
    titles = ("报送年度总结", "建设科普e站", "台账更新不及时", "基层经费不足", "建设科普e站")
    assert [next(title for title in titles if title in text) for text in told[1:]] == list(titles)
    assert told[2].endswith("节点“选址”。")


def test_what_is_overdue_met_or_paused_is_not_coming(book: Book) -> None:
    made = tasks.add_milestone(book.clerk, book.coming, {"title": "选址", "due": timezone.localdate()})
    tasks.meet(book.clerk, made, {})
    tasks.pause(book.clerk, book.soon.deadlines.get(), {"reason": "等待批复"})
    told = "".join(ahead(book))
    assert "选址" not in told
    assert "报送年度总结" not in told
    assert "修订代表产生办法" not in told


def test_nothing_ahead_is_said_in_a_sentence() -> None:
    assert next_steps([], dt.date(2026, 11, 30)) == ["尚无经审核的下步措施，今后三个月内没有到期的任务和节点。"]


def test_texts_are_numbered_from_one() -> None:
    assert numbered(["甲", "乙"]) == ["1. 甲", "2. 乙"]
