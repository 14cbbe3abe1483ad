"""The package ``cast-2016``: the national plan, complete, cited, and exact where the document is exact."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from keqiao.plans.engine.days import parse
from keqiao.plans.engine.tree import Node, Tree
from plans.package_files import PackageFiles, failing_cases, misplaced, standing_twice, unexplained, untold

CAST = PackageFiles("cast-2016")

# Every figure of the document, by its id in the register of figures.
REGISTER = {
    "cast-2016/2.1/delegates-frontline",
    "cast-2016/2.1/delegates-youth45",
    "cast-2016/2.1/youth-age-limit",
    "cast-2016/2.1/full-committee-frontline",
    "cast-2016/2.1/standing-committee-frontline",
    "cast-2016/2.1/resident-secretary",
    "cast-2016/2.1/resident-secretary-term",
    "cast-2016/2.1/residence-rota",
    "cast-2016/2.2/institutions",
    "cast-2016/2.2/posts",
    "cast-2016/2.2/six-centres",
    "cast-2016/2.3/secondment-min-years",
    "cast-2016/2.3/reserved-posts",
    "cast-2016/2.3/secondee-rotation",
    "cast-2016/3.3/society-delegates-mainly-frontline",
    "cast-2016/3.3/council-frontline",
    "cast-2016/3.3/standing-council-frontline",
    "cast-2016/3.3/term-on-schedule",
    "cast-2016/5.1/office-party-coverage",
    "cast-2016/5.2/party-work-coverage",
    "cast-2016/5.2/society-party-committee-levels",
    "cast-2016/5.2/three-majors-one-large",
    "cast-2016/5.2/democratic-life-meeting",
    "cast-2016/5.2/party-building-classes",
}

# What the document prints, spelled as the package must spell it.
PRINTED_TARGETS = {
    "cast-2016/2.1/delegates-frontline": {"about": "65%"},
    "cast-2016/2.1/delegates-youth45": {"at_least": "1/3"},
    "cast-2016/2.1/full-committee-frontline": {"about": "70%"},
    "cast-2016/2.1/standing-committee-frontline": {"about": "75%"},
    "cast-2016/2.1/resident-secretary": {"exactly": 1},
    "cast-2016/2.1/resident-secretary-term": {"at_least": 1},
    "cast-2016/2.2/institutions": {"at_most": 13},
    "cast-2016/2.2/posts": {"about": 1120},
    "cast-2016/2.2/six-centres": {"at_least": 6},
    "cast-2016/2.3/secondment-min-years": {"at_least": "100%"},
    "cast-2016/2.3/reserved-posts": {"between": ["10%", "15%"]},
    "cast-2016/3.3/council-frontline": {"at_least": "3/4"},
    "cast-2016/3.3/standing-council-frontline": {"at_least": "2/3"},
}

PRINTED_BASELINES = {
    "cast-2016/2.1/delegates-frontline": "58%",
    "cast-2016/2.1/full-committee-frontline": "58%",
    "cast-2016/2.1/standing-committee-frontline": "56%",
}

# What the plan asks for without a number: directions, and "mainly".
UNNUMBERED = {
    "congress-delegates-officials": {"falling": True},
    "part-time-vice-chairs-front-line": {"more_than": "50%"},
    "society-council-young-middle-aged": {"rising": True},
    "society-standing-council-young-middle-aged": {"rising": True},
}


def test_every_figure_is_a_commitment_or_a_note_and_nothing_else_is() -> None:
    measured = {source for one in CAST.commitments for source in one.get("source", ())}
    noted = {note["target"] for note in CAST.notes}
    assert measured | noted == REGISTER
    assert measured & noted == set()


def test_only_a_definition_and_an_idiom_are_notes() -> None:
    assert {note["target"] for note in CAST.notes} == {
        "cast-2016/2.1/youth-age-limit",
        "cast-2016/5.2/three-majors-one-large",
    }
    assert all(note["reason"] for note in CAST.notes)


def test_directions_and_mainly_are_measured_though_no_number_is_printed() -> None:
    unnumbered = {one["id"]: one["target"] for one in CAST.commitments if "source" not in one}
    assert unnumbered == UNNUMBERED
    directed = [one for one in CAST.commitments if set(one["target"]) & {"rising", "falling"}]
    assert [one["baseline"] for one in directed] == [{"term": "previous"}] * len(directed)


def test_the_package_is_sound() -> None:
    assert standing_twice(CAST) == []
    assert untold(CAST) == []
    assert misplaced(CAST) == []
    assert unexplained(CAST) == []


def test_the_tree_holds_the_preface_and_the_five_parts() -> None:
    tree = CAST.read("clauses.yaml")
    assert [clause["number"] for clause in tree] == ["序言", "一", "二", "三", "四", "五"]
    assert [len(clause.get("clauses", [])) for clause in tree] == [0, 3, 7, 4, 4, 4]
    assert next(clause for clause in CAST.clauses if clause["number"] == "二.1")["printed"] == "第二部分第1条"


@pytest.mark.parametrize(("source", "target"), PRINTED_TARGETS.items())
def test_targets_stand_as_printed(source: str, target: dict[str, Any]) -> None:
    assert [one["target"] for one in CAST.of_source(source)] == [target]


def test_baselines_stand_as_printed_and_nowhere_else() -> None:
    found = {
        source: one["baseline"]["value"]
        for one in CAST.commitments
        if "value" in one.get("baseline", {})
        for source in one["source"]
    }
    assert found == PRINTED_BASELINES


def test_only_the_cuts_of_2016_have_a_day() -> None:
    dated = {
        one["id"]: str(one["due"]) for one in CAST.commitments if one.get("due", "next congress") != "next congress"
    }
    assert dated == {"affiliated-institutions-cut": "2016-12-31", "institution-posts-cut": "2016-12-31"}


def test_about_keeps_the_raise_that_the_plan_asks_for() -> None:
    package = CAST.package()
    assert package.about == Fraction(1, 20)
    for made in package.commitments:
        if made.target.text.startswith("about") and made.baseline is not None:
            assert made.baseline.value is not None
            assert not made.target.interval.holds(made.baseline.value.number)
    posts = package.commitment("institution-posts-cut").target.interval
    assert (posts.low, posts.high) == (1064, 1176)


def test_force_follows_the_wording() -> None:
    assert CAST.forced("should") == {
        "resident-secretary-full-term",
        "secondments-two-years",
        "society-congress-front-line",
        "society-council-front-line",
        "society-standing-council-front-line",
    }
    assert CAST.forced("strive") == {"society-party-working-committees"}
    assert CAST.forced("explore") == set()


def test_only_what_leaves_no_record_is_reported_or_attested_by_hand() -> None:
    assert CAST.measured("returned", "attested") == {
        "resident-secretary-full-term",
        "institution-posts-cut",
        "grass-roots-service-centres",
        "posts-kept-for-secondees",
        "secondees-overdue",
        "society-party-working-committees",
    }
    by_minutes = {one["id"] for one in CAST.commitments if one.get("of") == "attestations"}
    assert by_minutes == {
        "society-democratic-life-meetings",
        "society-party-building-classes",
        "society-party-building-exchanges",
    }


def test_figures_of_societies_are_those_of_national_societies() -> None:
    each = {str(one["units"]) for one in CAST.commitments if one["id"].startswith("society-") and "units" in one}
    assert each == {"society@national", "association"}
    assert CAST.plan["definitions"]["national_society"]["rule"] == "kind = 'society' and level = 'national'"


def test_front_line_is_the_plan_s_own_list_without_officials() -> None:
    rule = CAST.plan["definitions"]["front_line"]["rule"]
    assert re.findall("'([a-z_]+)'", rule) == ["enterprise", "university", "institute", "rural"]
    assert rule.endswith("and not leading_official")


def test_it_binds_the_national_association_alone() -> None:
    scope = CAST.package().scope
    nation = Node(1, "000000", "中国科学技术协会", "association", "national", None, scope.jurisdiction)
    society = Node(2, "s", "中国示例学会", "society", "national", 1, scope.jurisdiction)
    province = Node(3, "430000", "湖南省科学技术协会", "association", "provincial", 1, "430000")
    assert scope.roots(Tree.of([nation, society, province])) == [nation]
    assert scope.adopted == parse("2016-03-27")


def test_every_commitment_has_a_boundary_case() -> None:
    assert {case["commitment"] for case in CAST.cases} == {one["id"] for one in CAST.commitments}


def test_every_boundary_case_comes_out() -> None:
    assert failing_cases(CAST) == []
