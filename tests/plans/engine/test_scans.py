"""One statement for each fact, day, grain and periods, however much hangs on it; and the day of change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keqiao.kernel.facts.schema import Fact, Sql
from keqiao.plans.engine import days, scans
from keqiao.plans.engine.commitments import With
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.given import given as over_rows
from keqiao.plans.engine.logic import answer
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.periods import complete_periods
from keqiao.plans.engine.questions import Grain, Question
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.scans import Scanner, scans_of
from plans.databases import Sqlite
from plans.facts_fixture import FACTS
from plans.strategies import DAY, POSTS, rows_of, rule_of

YEARS = tuple(complete_periods("year", 20180101, 20200101))


def question(number: int = 0, fact: str = "posts", **changes: Any) -> Question:
    return replace(Question(f"plan/{number}", "main", Grain.ROWS, fact, 20200101), **changes)


def post(number: int, organisation: int) -> dict[str, Any]:
    row: dict[str, Any] = {name: None for column in POSTS.columns for name in column.sql_names()}
    return row | {"id": number, "organisation": organisation}


def scanner(rows: Sequence[dict[str, Any]], leaves: Iterable[int] | None = None, **changes: Any) -> Scanner:
    posts = replace(over_rows(POSTS, rows), **changes)
    return Scanner(Sqlite(), FACTS | {"posts": posts}, leaves)


@pytest.mark.parametrize(("commitments", "organisations"), [(1, 1), (3, 1), (1, 30), (60, 30)])
def test_one_statement_however_many_commitments_and_organisations(commitments: int, organisations: int) -> None:
    counting = scanner([post(n, n) for n in range(organisations)])
    answers = counting.answers(question(n) for n in range(commitments))
    assert counting.statements == 1
    assert len(answers) == commitments
    assert all(len(table) == organisations for table in answers.values())


def test_facts_days_grains_and_periods_are_scans_of_their_own() -> None:
    coverage = question(5, "divisions", grain=Grain.UNITS, withs=(With("places", "division"),))
    asked = [
        question(0),
        question(1),
        question(2, day=20190101),
        question(3, "meetings"),
        question(4, "meetings", periods=YEARS),
        coverage,
        replace(coverage, commitment="plan/6", withs=(With("activities", "division"),)),
        question(7, "divisions"),
    ]
    assert [[one.commitment[-1] for one in scan] for scan in scans_of(asked)] == [
        ["0", "1"],
        ["2"],
        ["3"],
        ["4"],
        ["5", "6"],
        ["7"],
    ]


def test_a_question_asked_twice_is_answered_once() -> None:
    assert scans_of([question(), question()]) == [[question()]]


def test_a_scan_that_grows_too_wide_is_cut_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "TOGETHER", 2)
    counting = scanner([post(1, 1)])
    answers = counting.answers([question(n, where=parse(f"age(birth, as_of) <= {n}", POSTS)) for n in range(5)])
    assert counting.statements == 3
    assert len(answers) == 5


def test_what_several_plans_ask_alike_is_counted_once_and_answered_to_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "TOGETHER", 1)
    counting = scanner([post(1, 1)])
    asked = [replace(question(n), commitment=f"plan-{n}/one") for n in range(5)]
    answers = counting.answers(asked)
    assert counting.statements == 1
    assert list(answers) == asked
    assert len({str(table) for table in answers.values()}) == 1


def test_the_widest_scan_runs_on_every_engine(database: Database) -> None:
    asked = [question(n, where=parse(f"age(birth, as_of) <= {n}", POSTS)) for n in range(scans.TOGETHER)]
    counting = Scanner(database, FACTS | {"posts": over_rows(POSTS, [post(1, 1)])})
    assert {table[1, 0].unknown for table in counting.answers(asked).values()} == {1}
    assert counting.statements == 1


@pytest.mark.parametrize("named", [500, 1])
def test_only_the_leaves_asked_for_are_counted(named: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MOST_LEAVES", named)
    counting = scanner([post(n, n % 4) for n in range(8)], leaves=[1, 3])
    assert set(counting.answers([question()])[question()]) == {(1, 0), (3, 0)}


@pytest.mark.parametrize("grain", [Grain.ROWS, Grain.UNITS])
def test_no_leaves_are_nobody_s_rows(grain: Grain) -> None:
    asked = question(grain=grain, withs=(With("duties", "person"),) if grain is Grain.UNITS else ())
    duties = over_rows(FACTS["duties"], [])
    counting = scanner([post(1, 1)], leaves=[])
    counting.facts = {**counting.facts, "duties": duties}
    assert counting.answers([asked])[asked] == {}


def test_an_answer_of_a_period_s_start_stands_under_that_period() -> None:
    tagged = question(tag=2018)
    assert set(scanner([post(1, 1)]).answers([tagged])[tagged]) == {(1, 2018)}


def test_changes_take_the_rules_and_the_fact_s_own_days_together() -> None:
    def own(as_of: int) -> Sql:
        return "SELECT 1, 20200601 UNION ALL SELECT 2, 20210101", ()

    rows = [post(1, 1) | {"term_start": 20200901}, post(2, 2) | {"term_start": 20200301}, post(3, 3)]
    begun = parse("term_start <= as_of", POSTS)
    assert scanner(rows, changes=own).changes("posts", 20200101, [begun]) == {1: 20200601, 2: 20200301}
    assert scanner(rows, leaves=[2], changes=own).changes("posts", 20200101, [begun]) == {2: 20200301}
    assert scanner(rows).changes("posts", 20200901, [begun]) == {}
    assert scanner(rows).changes("posts", 20200101, []) == {}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=rows_of(POSTS), rules=st.lists(rule_of(POSTS), min_size=1, max_size=3), day=DAY)
def test_nothing_changes_before_the_announced_day(database: Database, rows: Any, rules: list[Rule], day: int) -> None:
    facts: dict[str, Fact] = FACTS | {"posts": over_rows(POSTS, rows)}
    announced = Scanner(database, facts).changes("posts", day, rules)
    for row in rows:
        last = announced.get(row["organisation"], days.shift_months(day, 1200))
        today = [answer(rule, row, day) for rule in rules]
        for later in _days_until(day, last):
            assert [answer(rule, row, later) for rule in rules] == today


def _days_until(day: int, last: int) -> list[int]:
    """The next weeks, then a day every few months, and the eve of the last day."""
    found, coming = [], days.next_day(day)
    while coming < last and len(found) < 40:
        found.append(coming)
        coming = days.next_day(coming) if len(found) < 20 else days.shift_months(coming, 7)
    eve = days.from_date(days.to_date(last).fromordinal(days.to_date(last).toordinal() - 1))
    return [*found, eve] if eve > day else found
