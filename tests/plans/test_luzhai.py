"""The package ``luzhai-fictional``: invented and saying so everywhere, with its duties ahead."""

from __future__ import annotations

import re

from plans.package_files import PackageFiles, failing_cases, misplaced, standing_twice, unexplained, untold

LUZHAI = PackageFiles("luzhai-fictional")

# What lies ahead, and when.
DUE = {
    "township-associations": "2026-12-31",
    "contact-rules": "2026-12-31",
    "e-stations": "2027-06-30",
    "congress-delegates-front-line": "2027-12-31",
    "congress-delegates-young": "2027-12-31",
    "full-committee-front-line": "2027-12-31",
    "enterprise-associations": "2027-12-31",
    "bases-themed-activity": "2027-12-31",
    "money-by-the-head": "2027-12-31",
    "training-in-villages": "2028-06-30",
    "science-hall-floor-area": "2028-12-31",
    "citizens-literacy": "2028-12-31",
}


def test_every_text_that_introduces_it_says_that_it_is_invented() -> None:
    assert LUZHAI.package().state == "fictional"
    for key in ("title", "issuer", "distribution"):
        assert "虚构" in LUZHAI.plan[key]["zh"]
        assert "fictional" in LUZHAI.plan[key]["en"]
    for clause in LUZHAI.clauses:
        assert clause["summary"]["zh"].startswith("（虚构）")
        assert clause["summary"]["en"].startswith("(Fictional)")


def test_no_document_stands_behind_it() -> None:
    assert "sha256" not in LUZHAI.plan["source"]
    assert "虚构" in LUZHAI.plan["source"]["name"]
    assert LUZHAI.notes == []
    assert [one["id"] for one in LUZHAI.commitments if "source" in one] == []


def test_it_binds_the_county_s_association_under_the_city_s_plan() -> None:
    package = LUZHAI.package()
    assert (package.jurisdiction, str(package.subject)) == ("450223", "association@county")
    assert package.follows == ("liuzhou-2017",)
    assert {made.subject for made in package.commitments} == {package.subject}


def test_all_but_the_meetings_are_due_between_2026_and_2028() -> None:
    assert {one["id"]: str(one["due"]) for one in LUZHAI.commitments if "due" in one} == DUE
    assert [one["id"] for one in LUZHAI.commitments if "due" not in one] == ["full-committee-each-half-year"]


def test_straight_lines_lead_from_a_value_below_the_target_to_the_day() -> None:
    lines = [made for made in LUZHAI.package().commitments if made.baseline is not None]
    assert len(lines) == 8
    for made in lines:
        assert made.due.day is not None
        assert made.baseline is not None
        assert made.baseline.value is not None
        assert made.target.goal is not None
        assert made.baseline.value.number < made.target.goal


def test_the_package_is_sound() -> None:
    assert standing_twice(LUZHAI) == []
    assert untold(LUZHAI) == []
    assert misplaced(LUZHAI) == []
    assert unexplained(LUZHAI) == []


def test_its_front_line_is_the_county_s_own_list() -> None:
    rule = LUZHAI.plan["definitions"]["front_line"]["rule"]
    own = re.findall("'([a-z_]+)'", rule)
    city = re.findall("'([a-z_]+)'", PackageFiles("liuzhou-2017").plan["definitions"]["front_line"]["rule"])
    assert set(own) - set(city) == {"township", "school", "medical"}
    assert "not leading_official" in rule


def test_every_commitment_has_a_boundary_case_and_all_come_out() -> None:
    assert {case["commitment"] for case in LUZHAI.cases} == {one["id"] for one in LUZHAI.commitments}
    assert failing_cases(LUZHAI) == []
    assert {case["expect"].get("status") for case in LUZHAI.cases} == {
        "met",
        "on_track",
        "at_risk",
        "missed",
        "no_data",
        "needs_human",
    }
