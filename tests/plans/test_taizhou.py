"""The package ``taizhou-2017``: complete, cited, exact where the document is exact, and silent where it is suspect."""

from __future__ import annotations

import re
from typing import Any

import pytest

from keqiao.plans.engine.tree import Node, Tree
from plans.package_files import PackageFiles, failing_cases, misplaced, standing_twice, unexplained, untold

TAIZHOU = PackageFiles("taizhou-2017")

# Every figure of the document that somebody owes, by its id in the register of figures.
OWED = {
    "taizhou-2017/2.3/key-populations",
    "taizhou-2017/2.3/literacy-projects",
    "taizhou-2017/3.1/delegates-frontline",
    "taizhou-2017/3.1/delegates-youth45",
    "taizhou-2017/3.1/full-committee-frontline",
    "taizhou-2017/3.1/standing-committee-frontline",
    "taizhou-2017/3.1/residence-rota",
    "taizhou-2017/4.1/leading-industries",
    "taizhou-2017/4.1/society-rating-threshold",
    "taizhou-2017/4.1/3a-up-and-down-links",
    "taizhou-2017/5.1/citizen-literacy",
    "taizhou-2017/5.1/annual-target-appraisal",
    "taizhou-2017/5.2/rural-four-in-one",
    "taizhou-2017/5.3/e-sci-pop-four-channels",
    "taizhou-2017/5.3/facility-multiplier",
    "taizhou-2017/7.1/member-growth",
    "taizhou-2017/7.1/society-delegates-mainly-frontline",
    "taizhou-2017/7.1/council-frontline",
    "taizhou-2017/7.1/standing-council-frontline",
    "taizhou-2017/7.1/young-middle-aged",
    "taizhou-2017/7.2/two-isations",
    "taizhou-2017/8.1/independent-establishment",
    "taizhou-2017/8.1/county-party-group",
    "taizhou-2017/8.1/township-association-coverage",
    "taizhou-2017/8.1/park-association-coverage",
    "taizhou-2017/8.1/npc-cppcc-seat",
    "taizhou-2017/8.2/industrial-enterprise-coverage",
    "taizhou-2017/8.2/hightech-enterprise-coverage",
    "taizhou-2017/8.2/rta-township-coverage",
    "taizhou-2017/9.1/annual-hearing",
    "taizhou-2017/9.2/council-party-group-coverage",
    "taizhou-2017/9.2/office-party-branch-coverage",
    "taizhou-2017/9.3/per-capita-funds",
    "taizhou-2017/9.3/earmarked-funds",
    "taizhou-2017/9.4/regular-progress-report",
}

SUSPECT = {
    "taizhou-2017/tail-3.1/branch-coverage",
    "taizhou-2017/tail-3.2/branch-coverage",
    "taizhou-2017/tail-3.3/branch-coverage",
}

NOTED = SUSPECT | {
    "taizhou-2017/3.1/youth-age-limit",
    "taizhou-2017/3.3/top-ten-stars",
    "taizhou-2017/5.1/plan-period",
}

BANDS = {"small": {"at_least": "10%"}, "medium": {"at_least": "8%"}, "large": {"at_least": "5%"}}

# What the document prints, spelled as the package must spell it; one figure may be measured twice.
PRINTED_TARGETS = {
    "taizhou-2017/3.1/delegates-frontline": {"at_least": "70%"},
    "taizhou-2017/3.1/delegates-youth45": {"at_least": "1/3"},
    "taizhou-2017/3.1/full-committee-frontline": {"at_least": "70%"},
    "taizhou-2017/3.1/standing-committee-frontline": {"at_least": "70%"},
    "taizhou-2017/4.1/3a-up-and-down-links": {"at_least": "100%"},
    "taizhou-2017/5.1/citizen-literacy": {"at_least": "15%"},
    "taizhou-2017/7.1/member-growth": {"by": "size_band", "bands": BANDS},
    "taizhou-2017/7.1/council-frontline": {"at_least": "3/5"},
    "taizhou-2017/7.1/standing-council-frontline": {"at_least": "2/3"},
    "taizhou-2017/7.1/young-middle-aged": {"at_least": "1/3"},
    "taizhou-2017/8.2/industrial-enterprise-coverage": {"at_least": "50%"},
    "taizhou-2017/8.2/hightech-enterprise-coverage": {"at_least": "60%"},
    "taizhou-2017/9.3/per-capita-funds": {"at_least": "3 yuan"},
    "taizhou-2017/2.3/key-populations": {"at_least": 4},
    "taizhou-2017/2.3/literacy-projects": {"at_least": 6},
    "taizhou-2017/4.1/leading-industries": {"at_least": 3},
    "taizhou-2017/5.2/rural-four-in-one": {"at_least": 4},
    "taizhou-2017/5.3/e-sci-pop-four-channels": {"at_least": 4},
    "taizhou-2017/9.3/earmarked-funds": {"at_least": 3},
}


def test_every_figure_is_a_commitment_or_a_note_and_nothing_else_is() -> None:
    assert {source for one in TAIZHOU.commitments for source in one.get("source", ())} == OWED
    assert {note["target"] for note in TAIZHOU.notes} == NOTED
    assert all(note["reason"] for note in TAIZHOU.notes)


def test_nothing_is_built_on_the_suspect_text_at_the_end() -> None:
    tail = {clause["number"] for clause in TAIZHOU.clauses if clause["number"].startswith("尾")}
    assert tail == {"尾三", "尾三.1", "尾三.2", "尾三.3"}
    assert tail.isdisjoint(one["clause"] for one in TAIZHOU.commitments)
    doubted = [note for note in TAIZHOU.notes if note["target"] in SUSPECT]
    assert {note["clause"] for note in doubted} == tail - {"尾三"}
    assert all(note["zh"].startswith("存疑") and note["en"].startswith("Suspect") for note in doubted)
    assert all("疑" in clause["summary"]["zh"] for clause in TAIZHOU.clauses if clause["number"] in tail)


def test_the_direction_without_a_number_is_measured_too() -> None:
    unnumbered = [one for one in TAIZHOU.commitments if "source" not in one]
    assert [(one["id"], one["target"], one["baseline"]) for one in unnumbered] == [
        ("small-frontier-meetings", {"rising": True}, {"year": -1})
    ]


def test_the_package_is_sound() -> None:
    assert standing_twice(TAIZHOU) == []
    assert untold(TAIZHOU) == []
    assert misplaced(TAIZHOU) == []
    assert unexplained(TAIZHOU) == []


def test_the_tree_holds_notice_preface_nine_parts_and_the_tail() -> None:
    tree = TAIZHOU.read("clauses.yaml")
    numbers = ["通知", "序言", "一", "二", "三", "四", "五", "六", "七", "八", "九", "尾三"]
    assert [clause["number"] for clause in tree] == numbers
    assert [len(clause.get("clauses", [])) for clause in tree] == [0, 0, 3, 4, 5, 3, 3, 3, 3, 3, 4, 3]
    assert next(clause for clause in TAIZHOU.clauses if clause["number"] == "三.1")["printed"] == "三、（一）"


@pytest.mark.parametrize(("source", "target"), PRINTED_TARGETS.items())
def test_targets_stand_as_printed(source: str, target: dict[str, Any]) -> None:
    assert TAIZHOU.of_source(source)
    assert [one["target"] for one in TAIZHOU.of_source(source)] == [target] * len(TAIZHOU.of_source(source))


def test_days_follow_from_the_text() -> None:
    dated = {
        one["id"]: str(one["due"]) for one in TAIZHOU.commitments if one.get("due", "next congress") != "next congress"
    }
    assert dated == {
        "societies-linked-up-and-down": "2020-03-24",  # three years from the day of issue
        "citizens-literacy": "2020-12-31",
        "industrial-enterprises-with-association": "2020-12-31",
        "high-tech-enterprises-with-association": "2020-12-31",
        "money-by-the-head": "2021-01-01",  # the first day on which the year 2020 is complete
    }


def test_force_follows_the_wording() -> None:
    assert TAIZHOU.forced("should") == {
        "society-congress-front-line",
        "society-council-front-line",
        "society-standing-council-front-line",
        "society-council-young-middle-aged",
        "society-standing-council-young-middle-aged",
        "county-associations-independent",
        "county-associations-leading-party-group",
        "townships-with-association",
        "parks-with-association",
        "party-committee-hearing",
        "government-hearing",
    }
    assert TAIZHOU.forced("strive") == {
        "new-members-by-size",
        "societies-with-professional-secretariat",
        "society-party-work-groups",
        "industrial-enterprises-with-association",
        "high-tech-enterprises-with-association",
    }
    assert TAIZHOU.forced("explore") == {"vice-chairs-in-residence", "facilities-doubled"}


def test_only_what_leaves_no_record_is_reported_by_hand() -> None:
    assert TAIZHOU.measured("returned", "attested") == {
        "literacy-projects",
        "citizens-literacy",
        "rural-demonstration-parts",
        "e-popularisation-channels",
        "facilities-doubled",
        "earmarked-funds",
        "industries-with-summits",
        "small-frontier-meetings",
    }


def test_each_level_of_government_owes_its_own_money_hearings_and_appraisal() -> None:
    following = {one["id"]: one["by_reference"] for one in TAIZHOU.commitments if "by_reference" in one}
    assert following == {
        "money-by-the-head": ["association@county"],
        "party-committee-hearing": ["association@county"],
        "government-hearing": ["association@county"],
        "literacy-in-yearly-appraisal": ["association@county"],
    }


def test_front_line_is_taizhou_s_own_list_without_rural_people_and_officials() -> None:
    rule = TAIZHOU.plan["definitions"]["front_line"]["rule"]
    assert re.findall("'([a-z_]+)'", rule) == [
        "enterprise",
        "university",
        "institute",
        "township",
        "social_organisation",
    ]
    assert rule.endswith("and not leading_official")


def test_figures_of_societies_are_those_of_municipal_societies() -> None:
    each = {one["units"] for one in TAIZHOU.commitments if "units" in one}
    assert each == {"society@municipal"}
    assert TAIZHOU.plan["definitions"]["municipal_society"]["rule"] == "kind = 'society' and level = 'municipal'"


def test_it_binds_taizhou_s_association_and_no_other_city() -> None:
    scope = TAIZHOU.package().scope
    city = Node(1, "321200", "泰州市科学技术协会", "association", "municipal", None, "321200")
    county = Node(2, "321283", "泰兴市科学技术协会", "association", "county", 1, "321283")
    elsewhere = Node(3, "450200", "柳州市科学技术协会", "association", "municipal", None, "450200")
    assert scope.roots(Tree.of([city, county, elsewhere])) == [city]


def test_every_commitment_has_a_boundary_case() -> None:
    assert {case["commitment"] for case in TAIZHOU.cases} == {one["id"] for one in TAIZHOU.commitments}


def test_every_boundary_case_comes_out() -> None:
    assert failing_cases(TAIZHOU) == []
