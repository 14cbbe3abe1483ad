"""The package ``chuzhou-draft``: a draft that says so, complete, with its contradictions left in sight."""

from __future__ import annotations

from typing import Any

import pytest

from plans.package_files import PackageFiles, failing_cases, misplaced, standing_twice, unexplained, untold

CHUZHOU = PackageFiles("chuzhou-draft")

# Every figure of the document, by its id in the register of figures.
REGISTER = {
    "chuzhou/2.1/visits-by-higher-societies",
    "chuzhou/2.1/stations-total",
    "chuzhou/2.1/academician-station-coverage",
    "chuzhou/2.1/campaign-experts",
    "chuzhou/2.1/campaign-enterprises",
    "chuzhou/2.2/heifer-villages",
    "chuzhou/2.2/agri-experts",
    "chuzhou/2.2/agri-villages",
    "chuzhou/2.2/expert-no-shows",
    "chuzhou/2.2/caravan-schools",
    "chuzhou/2.4/science-literacy",
    "chuzhou/2.4/science-halls",
    "chuzhou/3.2/society-party-groups-count",
    "chuzhou/3.2/society-party-coverage",
    "chuzhou/3.2/six-in-one",
    "chuzhou/3.3/forum-established",
    "chuzhou/3.3/forum-frequency",
    "chuzhou/3.3/art-troupe",
    "chuzhou/3.3/tour-length",
    "chuzhou/3.3/camp-base",
    "chuzhou/3.3/site-meetings",
    "chuzhou/4.2/party-leader-in-charge",
    "chuzhou/4.2/government-liaison",
    "chuzhou/4.2/county-independent",
    "chuzhou/4.2/county-staffing",
    "chuzhou/4.2/cppcc-seat",
    "chuzhou/4.2/county-reelection-on-time",
    "chuzhou/4.4/five-good",
}

# Numbers that are part of a name, or of something whose parts are listed nowhere.
NOTED = {
    "chuzhou/2.1/campaign-experts",
    "chuzhou/2.1/campaign-enterprises",
    "chuzhou/2.2/agri-experts",
    "chuzhou/2.2/agri-villages",
    "chuzhou/3.2/six-in-one",
    "chuzhou/3.3/tour-length",
    "chuzhou/4.4/five-good",
}

PRINTED_TARGETS = {
    "chuzhou/2.1/visits-by-higher-societies": {"between": [1, 2]},
    "chuzhou/2.1/stations-total": {"at_least": 20},
    "chuzhou/2.2/heifer-villages": {"at_least": "50%"},
    "chuzhou/2.2/caravan-schools": {"at_least": "100%"},
    "chuzhou/2.4/science-literacy": {"more_than": "10%"},
    "chuzhou/2.4/science-halls": {"at_least": "1/2"},
    "chuzhou/3.2/society-party-groups-count": {"at_least": 30},
    "chuzhou/3.3/forum-frequency": {"at_least": "100%"},
    "chuzhou/3.3/art-troupe": {"at_least": 1},
    "chuzhou/3.3/camp-base": {"at_least": 1},
    "chuzhou/3.3/site-meetings": {"between": [1, 2]},
    "chuzhou/4.2/party-leader-in-charge": {"exactly": 1},
    "chuzhou/4.2/government-liaison": {"exactly": 1},
}

FIVE_YEARS = "2020-12-31"
THREE_YEARS = "2018-12-31"


def test_every_figure_is_a_commitment_or_a_note_and_nothing_else_is() -> None:
    measured = {source for one in CHUZHOU.commitments for source in one.get("source", ())}
    noted = {note["target"] for note in CHUZHOU.notes if "target" in note}
    assert measured == REGISTER - NOTED
    assert noted == NOTED


def test_both_contradictions_stand_as_notes() -> None:
    contradictions = {note["clause"]: note for note in CHUZHOU.notes if "target" not in note}
    assert set(contradictions) == {"二.②", "三.②"}
    for note in contradictions.values():
        assert note["zh"].startswith("前后不一")
        assert note["en"].startswith("Contradiction")
        assert note["reason"]


def test_both_sides_of_the_party_groups_are_measured_and_point_to_the_note() -> None:
    sides = {one["id"]: one for one in CHUZHOU.commitments if one["clause"] == "三.②"}
    assert set(sides) == {"society-party-work-groups-number", "society-party-work-groups-all"}
    assert all("见说明" in one["remark"]["zh"] for one in sides.values())
    (heifer,) = CHUZHOU.of_source("chuzhou/2.2/heifer-villages")
    assert "见说明" in heifer["remark"]["zh"]


def test_it_says_that_it_is_a_draft() -> None:
    assert CHUZHOU.package().state == "draft"
    assert CHUZHOU.plan["title"]["zh"].endswith("（征求意见稿）")
    assert CHUZHOU.plan["title"]["en"].endswith("(draft for comment)")
    assert "征求意见" in CHUZHOU.clauses[0]["summary"]["zh"]


def test_the_package_is_sound() -> None:
    assert standing_twice(CHUZHOU) == []
    assert untold(CHUZHOU) == []
    assert misplaced(CHUZHOU) == []
    assert unexplained(CHUZHOU) == []


def test_the_tree_holds_the_preface_and_the_four_parts() -> None:
    tree = CHUZHOU.read("clauses.yaml")
    assert [clause["number"] for clause in tree] == ["前言", "一", "二", "三", "四"]
    assert [len(clause.get("clauses", [])) for clause in tree] == [0, 3, 5, 3, 4]


@pytest.mark.parametrize(("source", "target"), PRINTED_TARGETS.items())
def test_targets_stand_as_printed(source: str, target: dict[str, Any]) -> None:
    assert [one["target"] for one in CHUZHOU.of_source(source)] == [target]


def test_spans_of_years_end_with_the_third_and_the_fifth() -> None:
    dated = {one["id"]: str(one["due"]) for one in CHUZHOU.commitments if "due" in one}
    assert dated.pop("regional-forum-established") == THREE_YEARS
    assert {name for name, due in dated.items() if due == FIVE_YEARS} == {
        "stations-twenty",
        "academician-station-in-every-county",
        "heifer-villages",
        "caravan-schools",
        "citizens-literacy",
        "science-halls-in-counties",
        "art-troupe",
        "camp-base",
        "society-party-work-groups-number",
    }
    assert {due for due in dated.values() if due != FIVE_YEARS} == {"next congress"}


def test_force_follows_the_wording() -> None:
    assert CHUZHOU.forced("strive") == {
        "visits-by-higher-societies",
        "stations-twenty",
        "academician-station-in-every-county",
        "heifer-villages",
        "caravan-schools",
        "science-halls-in-counties",
        "regional-forum-established",
        "regional-forum-yearly",
        "art-troupe",
        "camp-base",
        "society-party-work-groups-number",
    }
    assert CHUZHOU.forced("should") | CHUZHOU.forced("explore") == set()


def test_the_front_line_is_to_rise_in_all_three_bodies() -> None:
    rising = {one["topic"]: one for one in CHUZHOU.commitments if one.get("target") == {"rising": True}}
    assert set(rising) == {
        "congress.delegates.front-line",
        "full-committee.members.front-line",
        "standing-committee.members.front-line",
    }
    assert all(one["baseline"] == {"term": "previous"} for one in rising.values())
    assert all("source" not in one for one in rising.values())


def test_only_what_leaves_no_record_is_reported_or_attested_by_hand() -> None:
    assert CHUZHOU.measured("returned") == {
        "visits-by-higher-societies",
        "heifer-villages",
        "expert-no-shows",
        "citizens-literacy",
        "site-meetings",
    }
    assert CHUZHOU.measured("attested") == {
        "regional-forum-established",
        "art-troupe",
        "camp-base",
        "county-party-leader-in-charge",
        "county-government-liaison",
        "county-heads-in-consultative-conference",
    }


def test_every_commitment_has_a_boundary_case() -> None:
    assert {case["commitment"] for case in CHUZHOU.cases} == {one["id"] for one in CHUZHOU.commitments}


def test_every_boundary_case_comes_out() -> None:
    assert failing_cases(CHUZHOU) == []
