"""The package ``hunan``: the provincial plan, complete, cited, and exact where the document is exact."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from keqiao.plans.engine.tree import Node, Tree
from plans.package_files import PackageFiles, failing_cases, misplaced, standing_twice, unexplained, untold

HUNAN = PackageFiles("hunan")

# Every figure of the document that somebody owes, by its id in the register of figures.
OWED = {
    "hunan/2.1/delegates-frontline",
    "hunan/2.1/delegates-young-share",
    "hunan/2.1/plenary-frontline",
    "hunan/2.1/standing-frontline",
    "hunan/2.1/vice-chairs-frontline",
    "hunan/2.2/delegate-annual-output",
    "hunan/2.2/member-annual-report",
    "hunan/2.2/member-absence-resign",
    "hunan/2.2/standing-absence-resign",
    "hunan/2.2/congress-interval",
    "hunan/2.2/plenary-per-year",
    "hunan/2.2/standing-per-half-year",
    "hunan/2.3/seconded-cadres",
    "hunan/2.3/abolished-units",
    "hunan/2.3/converted-units",
    "hunan/2.4/county-independent",
    "hunan/2.4/county-party-group",
    "hunan/3.3/council-frontline",
    "hunan/3.3/standing-council-frontline",
    "hunan/3.3/society-delegates-frontline",
    "hunan/3.3/society-reelection-on-time",
    "hunan/4.2/science-literacy",
    "hunan/5.1/young-talent-years",
    "hunan/5.1/academician-reserve-cohort",
    "hunan/5.1/academician-reserve-years",
    "hunan/6.1/council-party-groups",
    "hunan/6.1/office-party-organisations",
    "hunan/6.1/party-work-coverage",
    "hunan/7.1/party-standing-committee-hearing",
    "hunan/7.1/party-deputy-secretary",
    "hunan/7.1/deputy-government-leader",
    "hunan/7.1/leaders-attend-plenary",
    "hunan/7.1/ast-head-sits-in",
    "hunan/7.2/budget-line",
    "hunan/7.3/local-measures",
}

# Numbers of slogans and lists, names' years, and ages that only say whom something is for.
NOTED = {
    "hunan/1.3/four-services",
    "hunan/1.4/one-action",
    "hunan/1.4/two-priorities",
    "hunan/1.4/two-corps",
    "hunan/1.4/two-capacities",
    "hunan/1.4/three-systems",
    "hunan/1.4/three-platforms",
    "hunan/1.4/three-types",
    "hunan/1.4/four-projects",
    "hunan/1.4/four-brands",
    "hunan/2.1/delegates-young-age",
    "hunan/2.5/four-link",
    "hunan/4.2/plan-period",
    "hunan/4.4/think-tank-tiers",
    "hunan/5.1/young-talent-age",
    "hunan/5.1/academician-reserve-age",
}

# What the document prints, spelled as the package must spell it.
PRINTED_TARGETS = {
    "hunan/2.1/delegates-frontline": {"about": "70%"},
    "hunan/2.1/delegates-young-share": {"at_least": "30%"},
    "hunan/2.1/plenary-frontline": {"about": "70%"},
    "hunan/2.1/standing-frontline": {"about": "75%"},
    "hunan/2.3/seconded-cadres": {"at_least": "30%"},
    "hunan/2.3/abolished-units": {"exactly": 3},
    "hunan/2.3/converted-units": {"exactly": 2},
    "hunan/2.4/county-independent": {"at_least": "100%"},
    "hunan/3.3/council-frontline": {"at_least": "3/4"},
    "hunan/3.3/standing-council-frontline": {"at_least": "2/3"},
    "hunan/4.2/science-literacy": {"at_least": "10%"},
    "hunan/5.1/young-talent-years": {"exactly": 3},
    "hunan/5.1/academician-reserve-cohort": {"at_least": 30},
    "hunan/5.1/academician-reserve-years": {"exactly": 3},
    "hunan/7.1/deputy-government-leader": {"exactly": 1},
}

PRINTED_RHYTHMS = {
    "hunan/2.2/congress-interval": {"gap_at_most": "5 years"},
    "hunan/2.2/plenary-per-year": {"per": "year", "at_least": 1},
    "hunan/2.2/standing-per-half-year": {"per": "half_year", "at_least": 1},
    "hunan/7.1/party-standing-committee-hearing": {"per": "year", "at_least": 1},
}

PRINTED_BASELINES = {
    "hunan/2.1/delegates-frontline": "53%",
    "hunan/2.1/plenary-frontline": "57%",
    "hunan/2.1/standing-frontline": "64%",
}

# What the plan asks for without a number: directions, and somebody always in residence.
UNNUMBERED = {
    "congress-delegates-officials": {"falling": True},
    "vice-chairs-in-residence": {"at_least": 1},
    "society-council-young-middle-aged": {"rising": True},
    "society-standing-council-young-middle-aged": {"rising": True},
}


def test_every_figure_is_a_commitment_or_a_note_and_nothing_else_is() -> None:
    assert {source for one in HUNAN.commitments for source in one.get("source", ())} == OWED
    assert {note["target"] for note in HUNAN.notes} == NOTED
    assert all(note["reason"] for note in HUNAN.notes)


def test_what_has_no_number_is_measured_too() -> None:
    assert {one["id"]: one["target"] for one in HUNAN.commitments if "source" not in one} == UNNUMBERED
    directed = [one for one in HUNAN.commitments if set(one.get("target", ())) & {"rising", "falling"}]
    assert [one["baseline"] for one in directed] == [{"term": "previous"}] * 3


def test_the_package_is_sound() -> None:
    assert standing_twice(HUNAN) == []
    assert untold(HUNAN) == []
    assert misplaced(HUNAN) == []
    assert unexplained(HUNAN) == []


def test_the_tree_holds_the_preface_and_the_seven_parts() -> None:
    tree = HUNAN.read("clauses.yaml")
    assert [clause["number"] for clause in tree] == ["前言", "一", "二", "三", "四", "五", "六", "七"]
    assert [len(clause.get("clauses", [])) for clause in tree] == [0, 4, 5, 4, 4, 2, 3, 3]
    principles = next(clause for clause in HUNAN.clauses if clause["number"] == "一.2")
    assert len(principles["clauses"]) == 6


@pytest.mark.parametrize(("source", "target"), PRINTED_TARGETS.items())
def test_targets_stand_as_printed(source: str, target: dict[str, Any]) -> None:
    assert [one["target"] for one in HUNAN.of_source(source)] == [target]


@pytest.mark.parametrize(("source", "rhythm"), PRINTED_RHYTHMS.items())
def test_rhythms_stand_as_printed(source: str, rhythm: dict[str, Any]) -> None:
    assert [one["rhythm"] for one in HUNAN.of_source(source)] == [rhythm]


def test_two_absences_of_members_and_three_of_standing_members_make_a_run() -> None:
    lengths = {one["id"]: one["streak"]["length"] for one in HUNAN.commitments if one["measure"] == "streak"}
    assert lengths == {"members-absent-twice": 2, "standing-members-absent-three-times": 3}


def test_baselines_stand_as_printed_and_nowhere_else() -> None:
    found = {
        source: one["baseline"]["value"]
        for one in HUNAN.commitments
        if "value" in one.get("baseline", {})
        for source in one["source"]
    }
    assert found == PRINTED_BASELINES


def test_only_science_literacy_has_a_day_of_the_calendar() -> None:
    dated = {
        one["id"]: str(one["due"]) for one in HUNAN.commitments if one.get("due", "next congress") != "next congress"
    }
    assert dated == {"citizens-literacy": "2020-12-31"}


@pytest.mark.parametrize(
    ("commitment", "low", "high"),
    [
        ("congress-delegates-front-line", Fraction(665, 1000), Fraction(735, 1000)),
        ("full-committee-front-line", Fraction(665, 1000), Fraction(735, 1000)),
        ("standing-committee-front-line", Fraction(7125, 10000), Fraction(7875, 10000)),
    ],
)
def test_about_reaches_a_twentieth_either_way(commitment: str, low: Fraction, high: Fraction) -> None:
    interval = HUNAN.package().commitment(commitment).target.interval
    assert (interval.low, interval.high) == (low, high)
    assert interval.holds(low)
    assert interval.holds(high)
    assert not interval.holds(low - Fraction(1, 10**6))
    assert not interval.holds(high + Fraction(1, 10**6))


def test_force_follows_the_wording() -> None:
    assert HUNAN.forced("should") == {
        "members-absent-twice",
        "standing-members-absent-three-times",
        "society-congress-front-line",
        "society-council-front-line",
        "society-standing-council-front-line",
        "leaders-attend-full-committee",
        "association-heads-sit-in",
    }
    assert HUNAN.forced("strive") == {"institutions-made-enterprises", "society-party-work-groups"}
    assert HUNAN.forced("explore") == {"popularisation-budget-lines"}


def test_only_what_leaves_no_record_is_reported_or_attested_by_hand() -> None:
    assert HUNAN.measured("returned", "attested") == {
        "headquarters-seconded-officials",
        "institutions-dissolved",
        "institutions-made-enterprises",
        "citizens-literacy",
        "young-talent-support-years",
        "academician-reserve-support-years",
        "deputy-secretary-in-charge",
        "deputy-head-of-government",
        "leaders-attend-full-committee",
        "association-heads-sit-in",
    }


def test_cities_and_counties_follow_what_the_plan_extends_to_them() -> None:
    following = {one["clause"] for one in HUNAN.commitments if "by_reference" in one}
    assert following == {"二.1", "二.2", "七.1"}
    for one in HUNAN.commitments:
        lower = ["association@municipal", "association@county"] if one["clause"] in following else None
        assert one.get("by_reference") == lower


def test_front_line_is_the_plan_s_own_list_without_officials() -> None:
    rule = HUNAN.plan["definitions"]["front_line"]["rule"]
    assert re.findall("'([a-z_]+)'", rule) == ["enterprise", "university", "institute", "rural"]
    assert rule.endswith("and not leading_official")


def test_it_binds_the_provincial_association_and_no_other_province() -> None:
    scope = HUNAN.package().scope
    province = Node(1, "430000", "湖南省科学技术协会", "association", "provincial", None, "430000")
    city = Node(2, "430100", "长沙市科学技术协会", "association", "municipal", 1, "430100")
    elsewhere = Node(3, "450000", "广西壮族自治区科学技术协会", "association", "provincial", None, "450000")
    assert scope.roots(Tree.of([province, city, elsewhere])) == [province]


def test_every_commitment_has_a_boundary_case() -> None:
    assert {case["commitment"] for case in HUNAN.cases} == {one["id"] for one in HUNAN.commitments}


def test_every_boundary_case_comes_out() -> None:
    assert failing_cases(HUNAN) == []
