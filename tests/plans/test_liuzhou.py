"""The package ``liuzhou-2017``: complete, cited, and exact where the document is exact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

PACKAGE = Path(__file__).resolve().parents[2] / "plans" / "liuzhou-2017"

# Every figure of the document, by its id in the register of figures.
REGISTER = [
    "liuzhou-2017/2.1/delegates-frontline",
    "liuzhou-2017/2.1/delegates-youth45",
    "liuzhou-2017/2.1/youth-age-limit",
    "liuzhou-2017/2.1/full-committee-frontline",
    "liuzhou-2017/2.1/standing-committee-frontline",
    "liuzhou-2017/3.1/support-posts-cut",
    "liuzhou-2017/3.1/county-party-organisation",
    "liuzhou-2017/3.3/secondment-min-years",
    "liuzhou-2017/4.3/society-delegates-mainly-frontline",
    "liuzhou-2017/4.3/council-frontline",
    "liuzhou-2017/4.3/standing-council-frontline",
    "liuzhou-2017/4.3/young-middle-aged",
    "liuzhou-2017/4.3/term-on-schedule",
    "liuzhou-2017/5/outline-period",
    "liuzhou-2017/5/key-populations",
    "liuzhou-2017/5/base-themed-activity",
    "liuzhou-2017/5/writers-publications",
    "liuzhou-2017/6/poverty-seven-batches",
    "liuzhou-2017/6/key-projects-per-year",
    "liuzhou-2017/6/guidance-poor-counties",
    "liuzhou-2017/6/training-poor-villages",
    "liuzhou-2017/7.1/museum-floor-area",
    "liuzhou-2017/7.1/exhibition-investment",
    "liuzhou-2017/7.2/earthquake-hall",
    "liuzhou-2017/7.2/youth-traffic-base",
    "liuzhou-2017/7.2/co-built-venues",
    "liuzhou-2017/7.7/weekend-opening",
    "liuzhou-2017/8/e-stations-per-county",
    "liuzhou-2017/9.1/periodicals",
    "liuzhou-2017/9.1/regular-results-publication",
    "liuzhou-2017/9.4/discipline-associations-horizon",
    "liuzhou-2017/9.4/municipal-survey-station",
]

# What the document prints, spelled as the package must spell it; one figure may be measured twice.
PRINTED_TARGETS = {
    "liuzhou-2017/2.1/delegates-frontline": {"at_least": "70%"},
    "liuzhou-2017/2.1/delegates-youth45": {"at_least": "1/3"},
    "liuzhou-2017/2.1/full-committee-frontline": {"at_least": "70%"},
    "liuzhou-2017/2.1/standing-committee-frontline": {"at_least": "75%"},
    "liuzhou-2017/3.1/support-posts-cut": {"exactly": 1},
    "liuzhou-2017/4.3/society-delegates-mainly-frontline": {"more_than": "50%"},
    "liuzhou-2017/4.3/council-frontline": {"at_least": "3/4"},
    "liuzhou-2017/4.3/standing-council-frontline": {"at_least": "2/3"},
    "liuzhou-2017/4.3/young-middle-aged": {"at_least": "1/3"},
    "liuzhou-2017/6/key-projects-per-year": {"between": [2, 3]},
    "liuzhou-2017/7.1/museum-floor-area": {"more_than": "30000 m2"},
    "liuzhou-2017/7.1/exhibition-investment": {"about": "300000000 yuan"},
    "liuzhou-2017/7.7/weekend-opening": {"exactly": 2},
}

PRINTED_BASELINES = {
    "liuzhou-2017/2.1/delegates-frontline": "58%",
    "liuzhou-2017/2.1/full-committee-frontline": "60%",
    "liuzhou-2017/2.1/standing-committee-frontline": "60%",
    "liuzhou-2017/7.7/weekend-opening": 1,
}


def read(path: Path) -> Any:
    """The YAML file's contents."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def walk_clauses(clauses: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every clause of the tree, parents first."""
    for clause in clauses:
        yield clause
        yield from walk_clauses(clause.get("clauses", []))


PLAN = read(PACKAGE / "plan.yaml")
CLAUSES = list(walk_clauses(read(PACKAGE / "clauses.yaml")))
COMMITMENTS = [entry for path in sorted((PACKAGE / "commitments").glob("*.yaml")) for entry in read(path)]
NOTES = read(PACKAGE / "notes.yaml")
CASES = [case for path in sorted((PACKAGE / "cases").glob("*.yaml")) for case in read(path)]


def of_source(source: str) -> list[dict[str, Any]]:
    """The commitments that measure a figure of the register."""
    return [commitment for commitment in COMMITMENTS if source in commitment["source"]]


def test_every_figure_is_a_commitment_or_a_note_and_nothing_else_is() -> None:
    measured = {source for commitment in COMMITMENTS for source in commitment["source"]}
    noted = {note["target"] for note in NOTES}
    assert measured | noted == set(REGISTER)
    assert measured & noted == set()


def test_only_the_age_limit_and_the_period_of_the_outline_are_notes() -> None:
    assert {note["target"] for note in NOTES} == {
        "liuzhou-2017/2.1/youth-age-limit",
        "liuzhou-2017/5/outline-period",
    }
    assert all(note["zh"] and note["en"] and note["reason"] for note in NOTES)


def test_no_id_or_number_stands_twice() -> None:
    ids = Counter([commitment["id"] for commitment in COMMITMENTS] + [note["id"] for note in NOTES])
    numbers = Counter(clause["number"] for clause in CLAUSES)
    printed = Counter(clause["printed"] for clause in CLAUSES)
    topics = Counter(commitment["topic"] for commitment in COMMITMENTS)
    for counter in (ids, numbers, printed, topics):
        assert [name for name, times in counter.items() if times > 1] == []


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause["number"])
def test_a_clause_has_a_title_and_a_summary_in_both_languages(clause: dict[str, Any]) -> None:
    for key in ("title", "summary"):
        assert re.search("[\u4e00-\u9fff]", clause[key]["zh"])
        assert re.search("[A-Za-z]", clause[key]["en"])
        assert not re.search("[\u4e00-\u9fff]", clause[key]["en"])


def test_the_tree_nests_by_number_and_holds_the_eleven_parts() -> None:
    tree = read(PACKAGE / "clauses.yaml")
    parts = ["通知", "序言", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]
    assert [clause["number"] for clause in tree] == parts
    for clause in CLAUSES:
        for child in clause.get("clauses", []):
            assert child["number"].startswith(clause["number"] + ".")
            assert child["printed"].startswith(clause["printed"])


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=lambda commitment: commitment["id"])
def test_a_commitment_cites_its_clause_and_is_named_in_both_languages(commitment: dict[str, Any]) -> None:
    assert commitment["clause"] in {clause["number"] for clause in CLAUSES}
    assert commitment["title"]["zh"]
    assert commitment["title"]["en"]
    assert commitment["source"]
    if commitment["basis"] != "printed":
        assert commitment["remark"]["zh"]
        assert commitment["remark"]["en"]


@pytest.mark.parametrize(("source", "target"), PRINTED_TARGETS.items())
def test_targets_stand_as_printed(source: str, target: dict[str, Any]) -> None:
    assert of_source(source)
    assert [commitment["target"] for commitment in of_source(source)] == [target] * len(of_source(source))


def test_thirds_and_quarters_stay_exact() -> None:
    fractions = {
        Fraction(bound)
        for commitment in COMMITMENTS
        for bound in commitment["target"].values()
        if isinstance(bound, str) and "/" in bound
    }
    assert fractions == {Fraction(1, 3), Fraction(2, 3), Fraction(3, 4)}


def test_baselines_stand_as_printed_and_nowhere_else() -> None:
    found = {
        source: commitment["baseline"]["value"]
        for commitment in COMMITMENTS
        if "baseline" in commitment
        for source in commitment["source"]
    }
    assert found == PRINTED_BASELINES


def test_force_follows_the_wording() -> None:
    striving = {c["id"] for c in COMMITMENTS if c["force"] == "strive"}
    assert striving == {
        "society-standing-council-front-line",
        "bases-themed-activity",
        "guidance-in-poor-counties",
        "training-in-poor-villages",
        "new-science-hall-floor-area",
    }
    assert {c["id"] for c in COMMITMENTS if c["force"] == "explore"} == {"periodicals-kept-running"}
    assert {c["force"] for c in COMMITMENTS} == {"must", "should", "strive", "explore"}


def test_only_numbers_without_records_are_reported_by_hand() -> None:
    by_hand = {c["id"] for c in COMMITMENTS if c["measure"] in ("returned", "attested")}
    assert by_hand == {"headquarters-support-posts-cut", "poverty-seven-batches"}


def test_every_commitment_has_a_boundary_case() -> None:
    assert {case["commitment"] for case in CASES} == {commitment["id"] for commitment in COMMITMENTS}


def test_front_line_is_liuzhou_s_own_list_without_officials() -> None:
    rule = PLAN["definitions"]["front_line"]["rule"]
    assert re.findall("'([a-z_]+)'", rule) == ["enterprise", "university", "institute", "rural"]
    assert rule.endswith("and not leading_official")
