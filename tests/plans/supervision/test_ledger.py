"""The ledger: what each task shows, how it stands against its day, and totals by who leads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import Cast, acts
from keqiao.kernel.work.models import Case, StepKind
from keqiao.plans.supervision import notes, tasks
from keqiao.plans.supervision.ledger import ledger, line_of, overview, part_in

MONDAY = dt.date(2026, 11, 2)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    monkeypatch.setattr(timezone, "localdate", lambda *rest: MONDAY)
    return MONDAY


def opened(cast: Cast, due: dt.date | None, **more: str) -> Case:
    return tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "任务一", "due": due, **more})


@pytest.mark.parametrize(
    ("away", "state", "word"),
    [
        (-1, "late", "逾期1个工作日"),  # Sunday before
        (-3, "late", "逾期1个工作日"),
        (0, "soon", "今天到期"),
        (7, "soon", "还有5个工作日"),
        (8, "open", "办理中"),
    ],
)
def test_a_task_stands_against_its_day_in_working_days(
    cast: Cast, today: dt.date, away: int, state: str, word: str
) -> None:
    line = line_of(opened(cast, today + dt.timedelta(days=away)))
    assert (line.state, line.state_word) == (state, word)


def test_without_a_day_paused_and_ended(cast: Cast, today: dt.date) -> None:
    standing = opened(cast, None)
    assert line_of(standing).state == "open"
    paused = opened(cast, today)
    tasks.pause(acts(cast.clerk), paused.deadlines.get(), {"reason": "等待批复"})
    assert (line_of(paused).state, line_of(paused).state_word) == ("paused", "时限中止")
    tasks.drop(acts(cast.clerk), standing, {"reason": "取消"})
    assert (line_of(standing).state, line_of(standing).state_word) == ("dropped", "已撤项")


def test_the_latest_of_each_kind_stands(cast: Cast, today: dt.date) -> None:
    task = opened(cast, None)
    act = acts(cast.clerk)
    first = notes.note(act, task, {"text": "第一次"})
    notes.revise(act, first, {"text": "改过的"})
    notes.note(act, task, {"kind": StepKind.PROBLEM, "text": "缺经费"})
    sent_back = notes.note(act, task, {"text": "写错的"})
    notes.return_note(acts(cast.leader), sent_back, {"reason": "不实"})
    line = line_of(task)
    assert (line.progress, line.problem, line.next, line.waiting) == ("改过的", "缺经费", "", 2)


def test_a_task_out_of_a_plan_shows_what_the_records_say(cast: Cast, only_liuzhou: Path) -> None:
    tasks.open_from_plan(acts(cast.clerk), cast.liuzhou, {"plan": "liuzhou-2017"})
    found = {line.case.about: line for line in ledger(cast.liuzhou, plan="liuzhou-2017")}
    line = found["commitment/congress-delegates-front-line"]
    assert line.clause == "第二部分第1条"
    assert line.figure is not None
    assert "要求70%以上" in line.records
    assert ledger(cast.liuzhou, plan="nowhere") == []


def test_the_ledger_asks_as_many_queries_for_one_task_as_for_three(cast: Cast, only_liuzhou: Path) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ledger(cast.liuzhou)
        return len(queries)

    opened(cast, None, lead="科普部")
    one = asked()
    opened(cast, MONDAY, lead="办公室")
    opened(cast, None)
    assert asked() == one


def test_totals_by_who_leads_in_the_order_of_codes_and_never_by_score(cast: Cast, today: dt.date) -> None:
    act = acts(cast.clerk)
    opened(cast, today - dt.timedelta(days=10), lead="自治区", lead_unit=cast.region.code, clause="二.1")
    opened(cast, None, lead="鹿寨", lead_unit=cast.luzhai.code, clause="二.2")
    done = opened(cast, None, lead="鹿寨", lead_unit=cast.luzhai.code, clause="三")
    tasks.close(act, done, {"outcome": "办好了"})
    opened(cast, None, clause="三")
    assert overview(ledger(cast.liuzhou)) == [
        ("自治区", {"二": (1, 0, 1)}),
        ("鹿寨", {"二": (1, 0, 0), "三": (1, 1, 0)}),
        ("", {"三": (1, 0, 0)}),
    ]


def test_units_find_the_tasks_on_others_books(cast: Cast) -> None:
    mine = opened(cast, None, lead="鹿寨", lead_unit=cast.luzhai.code)
    opened(cast, None)
    assert list(part_in([cast.luzhai.pk])) == [mine]
    assert list(part_in([cast.liuzhou.pk])) == []
