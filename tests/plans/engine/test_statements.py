"""Statements count on every engine what a slow walk over the rows counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keqiao.plans.engine.commitments import Streak, With
from keqiao.plans.engine.counts import NOTHING, Counts, Place
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.given import given as over_rows
from keqiao.plans.engine.periods import complete_periods
from keqiao.plans.engine.questions import Grain, Question
from keqiao.plans.engine.scans import Scanner
from plans import slow
from plans.facts_fixture import FACTS
from plans.strategies import DAY, rows_of, rule_of
from plans.written import compiled

RANDOM = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
YEARS = tuple(complete_periods("year", 20190101, 20220101))
HALVES = tuple(complete_periods("half_year", 20200101, 20220101))
RECENT = st.sampled_from([20191231, 20200101, 20200630, 20200701, 20201231, 20210101, 20211231])


def scanned(database: Database, rows: dict[str, list[dict[str, Any]]], asked: list[Question]) -> list[Any]:
    """What the statements count, beside what the slow walk counts."""
    facts = FACTS | {name: over_rows(FACTS[name], found) for name, found in rows.items()}
    answers = Scanner(database, facts).answers(asked)
    return [(dict(answers[one]), slow.count(one, FACTS, rows)) for one in asked]


def agree(database: Database, rows: dict[str, list[dict[str, Any]]], *asked: Question) -> None:
    for found, expected in scanned(database, rows, list(asked)):
        assert found == expected


def dated(fact: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows on days beside the bounds of periods, with the year that follows."""
    on = st.lists(RECENT, min_size=8, max_size=8)
    return st.builds(
        lambda rows, days: [{**row, "date": day, "year": day // 10000} for row, day in zip(rows, days, strict=False)],
        rows_of(FACTS[fact], 8),
        on,
    )


@RANDOM
@given(
    rows=rows_of(FACTS["posts"], 8), where=st.none() | rule_of(FACTS["posts"]), that=rule_of(FACTS["posts"]), day=DAY
)
def test_rows_are_counted_as_row_by_row(database: Database, rows: Any, where: Any, that: Any, day: int) -> None:
    share = Question("a", "main", Grain.ROWS, "posts", day, where, that, band="sex")
    plain = Question("b", "main", Grain.ROWS, "posts", day, that)
    people = Question("c", "main", Grain.ROWS, "posts", day, that, distinct="source_class", band="sex")
    agree(database, {"posts": rows}, share, plain, people)


@RANDOM
@given(rows=rows_of(FACTS["places"], 8), where=st.none() | rule_of(FACTS["places"]), day=DAY)
def test_sums_are_added_as_row_by_row(database: Database, rows: Any, where: Any, day: int) -> None:
    area = Question("a", "main", Grain.ROWS, "places", day, where, needed="floor_area", add="floor_area")
    days = Question(
        "b", "main", Grain.ROWS, "places", day, where, needed="weekend_days", add="weekend_days", band="level"
    )
    agree(database, {"places": rows}, area, days)


@RANDOM
@given(rows=dated("meetings"), where=st.none() | rule_of(FACTS["meetings"]), day=DAY)
def test_periods_and_latest_days_are_found_as_row_by_row(database: Database, rows: Any, where: Any, day: int) -> None:
    yearly = Question("a", "main", Grain.ROWS, "meetings", day, where, periods=YEARS)
    halves = Question("b", "main", Grain.ROWS, "meetings", day, where, periods=HALVES)
    gap = Question("c", "main", Grain.ROWS, "meetings", day, where, latest="date")
    agree(database, {"meetings": rows}, yearly, halves, gap)


@RANDOM
@given(rows=rows_of(FACTS["funding"], 8), where=st.none() | rule_of(FACTS["funding"]), years=st.data())
def test_money_falls_into_its_year(database: Database, rows: Any, where: Any, years: Any) -> None:
    rows = [{**row, "year": years.draw(st.integers(2018, 2022))} for row in rows]
    yearly = Question("a", "main", Grain.ROWS, "funding", 20220101, where, add="amount", periods=YEARS)
    agree(database, {"funding": rows}, yearly)


@RANDOM
@given(
    divisions=rows_of(FACTS["divisions"]),
    places=rows_of(FACTS["places"], 8),
    where=st.none() | rule_of(FACTS["divisions"]),
    first=st.none() | rule_of(FACTS["places"]),
    second=st.none() | rule_of(FACTS["places"]),
    least=st.integers(1, 2),
)
def test_units_are_counted_as_unit_by_unit(
    database: Database, divisions: Any, places: Any, where: Any, first: Any, second: Any, least: int
) -> None:
    rows = {"divisions": divisions, "places": places}
    one, two = With("places", "division", first, least), With("places", "division", second)
    kinds = With("places", "division", first, 2, distinct="site")
    both = Question("a", "main", Grain.UNITS, "divisions", 20200101, where, withs=(one, two), band="level")
    many = Question("b", "main", Grain.UNITS, "divisions", 20200101, where, withs=(kinds, one))
    agree(database, rows, both, many)


@RANDOM
@given(
    posts=rows_of(FACTS["posts"]),
    duties=dated("duties"),
    where=st.none() | rule_of(FACTS["posts"]),
    asked=st.none() | rule_of(FACTS["duties"]),
)
def test_units_are_counted_by_period(database: Database, posts: Any, duties: Any, where: Any, asked: Any) -> None:
    withs = (With("duties", "person", asked),)
    yearly = Question("a", "main", Grain.UNITS, "posts", 20220101, where, withs=withs, periods=YEARS)
    agree(database, {"posts": posts, "duties": duties}, yearly)


@RANDOM
@given(rows=dated("attendance"), where=st.none() | rule_of(FACTS["attendance"]), that=rule_of(FACTS["attendance"]))
def test_runs_are_found_as_by_walking_back(database: Database, rows: Any, where: Any, that: Any) -> None:
    people, bodies = Streak(("person",), "date", 2), Streak(("person", "body"), "date", 1)
    twice = Question("a", "main", Grain.RUNS, "attendance", 20220101, where, that, streak=people)
    longer = Question("b", "main", Grain.RUNS, "attendance", 20220101, that, where or that, streak=people)
    once = Question("c", "main", Grain.RUNS, "attendance", 20220101, where, that, streak=bodies)
    agree(database, {"attendance": rows}, twice, longer, once)


def one_place(database: Database, fact: str, rows: list[dict[str, Any]], asked: Question) -> Counts:
    """The counters at the only organisation there is; nothing where nothing counts."""
    full = [{"id": number, "organisation": 1} | row for number, row in enumerate(rows)]
    full = [{name: row.get(name) for name in _names(fact)} for row in full]
    facts = FACTS | {fact: over_rows(FACTS[fact], full)}
    found: dict[Place, Counts] = dict(Scanner(database, facts).answers([asked])[asked])
    return next(iter(found.values()), NOTHING)


def _names(fact: str) -> list[str]:
    return ["id", *(name for column in FACTS[fact].columns for name in column.sql_names())]


def test_a_value_that_is_sure_somewhere_isn_t_unknown_elsewhere(database: Database) -> None:
    made = compiled("count", where="site = 'campus'", distinct="kind")
    asked = Question("a", "main", Grain.ROWS, "places", 20200101, made.where, distinct="kind")
    hall, station = {"kind": "science_hall", "site": "campus"}, {"kind": "e_station", "site": None}
    assert one_place(database, "places", [hall, {**hall, "site": None}], asked) == Counts(1, 0, 0)
    assert one_place(database, "places", [hall, station], asked) == Counts(1, 0, 1)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["absent", "absent"], (1, 0, 0)),
        (["absent", "excused", "absent"], (1, 0, 0)),
        (["absent", "present", "absent"], (0, 1, 0)),
        (["absent", "absent", "present"], (0, 1, 0)),
        (["present", "absent", "absent"], (1, 0, 0)),
        (["absent", "absent", "excused"], (1, 0, 0)),
        (["absent"], (0, 1, 0)),
        (["excused", "excused"], (0, 0, 0)),
        (["absent", None], (0, 0, 1)),
        ([None, "absent", "absent"], (1, 0, 0)),
        (["absent", None, "absent"], (0, 0, 1)),
        (["present", None], (0, 1, 0)),
    ],
)
def test_a_run_of_two_absences(database: Database, states: list[str | None], expected: tuple[int, ...]) -> None:
    made = compiled("streak")
    asked = Question("a", "main", Grain.RUNS, "attendance", 20200101, made.where, made.that, streak=made.streak)
    rows = [{"person": 1, "body": "congress", "date": 20190101 + n, "state": state} for n, state in enumerate(states)]
    assert one_place(database, "attendance", rows, asked) == Counts(*expected)


def test_on_one_day_the_row_that_breaks_a_run_comes_last(database: Database) -> None:
    made = compiled("streak", streak={"by": ["person"], "order": "date", "length": 1})
    asked = Question("a", "main", Grain.RUNS, "attendance", 20200101, made.where, made.that, streak=made.streak)
    row = {"person": 1, "body": "congress", "date": 20190101}
    rows = [{**row, "state": "present"}, {**row, "state": "absent"}]
    assert one_place(database, "attendance", rows, asked) == Counts(0, 1, 0)


def test_a_unit_that_nothing_reaches_says_no(database: Database) -> None:
    asked = Question("a", "main", Grain.UNITS, "divisions", 20200101, withs=(With("places", "division"),))
    rows = {"divisions": [{"id": 1, "organisation": 1, "division": 7, "level": "county", "poor": None}], "places": []}
    agree(database, rows, asked)
    ((found, _),) = scanned(database, rows, [asked])
    assert found == {(1, 0): Counts(0, 1, 0)}
