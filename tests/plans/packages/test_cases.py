"""Boundary cases: those of both packages pass on every engine, and a wrong one is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from keqiao.plans.engine.commitments import Measure
from keqiao.plans.engine.database import Database
from keqiao.plans.packages.cases import run_cases
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.read import read_package
from plans.databases import Sqlite
from plans.facts_fixture import FACTS
from plans.folder import Folder
from plans.written import written

PLANS = Path(__file__).resolve().parents[3] / "plans"
NAMES = ["liuzhou-2017", "_template"]


def package(name: str) -> Package:
    return read_package(PLANS / name, FACTS)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_comes_out_as_the_package_says(database: Database, name: str) -> None:
    results = run_cases(package(name), FACTS, database)
    assert results
    assert [result for result in results if result.differences] == []


def test_the_worked_examples_show_every_measure_and_every_status() -> None:
    template = package("_template")
    assert {made.measure for made in template.commitments} == set(Measure)
    assert {case["commitment"] for case in template.cases} == {made.id for made in template.commitments}
    shown = {case["expect"].get("status") for case in template.cases}
    assert shown == {"met", "on_track", "at_risk", "missed", "no_data", "needs_human"}


def test_the_worked_examples_can_bind_nobody() -> None:
    assert package("_template").state == "fictional"
    assert package("_template").jurisdiction.startswith("99")


def differences(folder: Folder) -> dict[str, Any]:
    (result,) = run_cases(folder.read(), FACTS, Sqlite())
    assert (result.commitment, result.line) == ("one", 1)
    return dict(result.differences)


def test_a_case_that_comes_out_otherwise_is_told_with_both_answers(folder: Folder) -> None:
    assert differences(folder) == {}
    folder.cases[0]["expect"] = {"yes": 2, "no": 0, "unknown": 0, "value": "1/2", "status": "missed"}
    assert differences(folder) == {"yes": (2, 1), "value": (Fraction(1, 2), 1), "status": ("missed", "met")}


def test_keys_that_aren_t_expected_aren_t_compared(folder: Folder) -> None:
    folder.cases[0]["expect"] = {"unknown": 0}
    assert differences(folder) == {}


def test_no_value_can_be_expected(folder: Folder) -> None:
    folder.cases[0] |= {"rows": {}, "expect": {"value": None, "status": "no_data"}}
    assert differences(folder) == {}


def test_a_column_left_out_is_unknown(folder: Folder) -> None:
    folder.cases[0] |= {"rows": {"posts": [{"term": "current"}]}, "expect": {"yes": 0, "no": 0, "unknown": 1}}
    assert differences(folder) == {}


def test_a_row_of_another_organisation_isn_t_the_subject_s_own(folder: Folder) -> None:
    rows = {"posts": [{"organisation": 7, "term": "current", "minority": 1}]}
    folder.cases[0] |= {"rows": rows, "expect": {"value": None}}
    assert differences(folder) == {}
    folder.one["scope"] = "below"
    folder.cases[0]["expect"] = {"value": 1}
    assert differences(folder) == {}


def test_the_year_follows_from_the_date(folder: Folder) -> None:
    folder.commitments = [written("count", of="meetings", where="year = 2018", target={"at_least": 1})]
    folder.cases[0] |= {"rows": {"meetings": [{"date": 20180301}]}, "expect": {"value": 1}}
    assert differences(folder) == {}


def test_the_end_of_the_congress_term_is_given_by_the_case(folder: Folder) -> None:
    folder.one["due"] = "next congress"
    rows = {"posts": [{"term": "current", "minority": 0}]}
    folder.cases[0] |= {"rows": rows, "congress_ends": "2018-06-30", "expect": {"status": "at_risk"}}
    assert differences(folder) == {}
    folder.cases[0] |= {"congress_ends": "2018-06-29", "expect": {"status": "missed"}}
    assert differences(folder) == {}
