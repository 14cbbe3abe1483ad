"""What is asked of a society: presets, what was set nearer, and how figures are written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import acts
from keqiao.blocks.assemblies.renewal.checks import CHECKS, Rule, for_body, most_seats, read_value, rules_for
from keqiao.blocks.assemblies.renewal.governing import set_rule
from keqiao.kernel.verbs.contract import Refused, VerbError


def test_presets_hold_where_nobody_set_anything(scene: Scene) -> None:
    rules = rules_for(scene.cast.society)
    assert rules.keys() == CHECKS.keys()
    assert (rules["chair_terms"].number, rules["chair_terms"].setter) == (2, None)
    assert not rules["chair_secretary"].applies


def test_what_the_supervising_association_sets_holds_unless_the_society_sets_its_own(scene: Scene) -> None:
    set_rule(scene.clerk, scene.cast.liuzhou, {"code": "chair_terms", "value": "1", "source": "四.3"})
    found = rules_for(scene.cast.society)["chair_terms"]
    assert (found.number, found.source, found.setter) == (1, "四.3", scene.cast.liuzhou)
    set_rule(scene.clerk, scene.cast.society, {"code": "chair_terms", "value": "3"})
    assert rules_for(scene.cast.society)["chair_terms"].number == 3
    assert rules_for(scene.cast.liuzhou)["chair_terms"].number == 1


def test_a_check_is_switched_off_and_on(scene: Scene) -> None:
    set_rule(scene.clerk, scene.cast.society, {"code": "officer_age", "applies": "no"})
    assert not rules_for(scene.cast.society)["officer_age"].applies
    set_rule(scene.clerk, scene.cast.society, {"code": "officer_age", "value": "65"})
    found = rules_for(scene.cast.society)["officer_age"]
    assert (found.applies, found.number) == (True, 65)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("chair_terms", "0"),
        ("chair_terms", "两届"),
        ("standing_share", "4/3"),
        ("standing_share", "三分之一"),
        ("standing_share", "0%"),
        ("council_most", "500:50"),
        ("council_most", "*:50;500:100"),
    ],
)
def test_figures_that_cant_be_read_are_refused(code: str, text: str) -> None:
    with pytest.raises(VerbError, match="标准应"):
        read_value(CHECKS[code], text)


def test_figures_are_read_as_people_write_them() -> None:
    assert read_value(CHECKS["standing_share"], "30％") == "30%"
    assert Rule(CHECKS["standing_share"], "30%", applies=True).share == Fraction(3, 10)
    assert read_value(CHECKS["council_most"], "200：30；*：60") == "200:30;*:60"
    assert read_value(CHECKS["organs_complete"], "不需要") == ""
    assert read_value(CHECKS["officer_age"], "") == "70"


def test_bands_allow_seats_by_members() -> None:
    assert [most_seats("500:50;2000:100;*:150", members) for members in (500, 501, 2000, 9000)] == [50, 100, 100, 150]


def test_demands_are_sentences_with_their_figures(scene: Scene) -> None:
    rules = rules_for(scene.cast.society)
    assert rules["standing_share"].demand == "常务理事不超过理事的1/3"
    assert "会员500人以内不超过50人" in rules["council_most"].demand
    assert (rules["branch_age"].number, rules["branch_tutor_age"].number) == (60, 65)


def test_a_body_shows_what_is_asked_of_it() -> None:
    assert {check.code for check in for_body("standing_council")} >= {"standing_share", "director_supervisor"}
    assert {check.code for check in for_body("special_committee")} == {
        "branches_described",
        "branch_renewed",
        "branch_under_50",
        "branch_age",
        "branch_tutor_age",
    }
    assert list(for_body("delegation")) == []


def test_others_set_nothing_here(scene: Scene) -> None:
    with pytest.raises(Refused):
        set_rule(acts(scene.cast.outsider), scene.cast.society, {"code": "chair_terms", "value": "1"})
    with pytest.raises(VerbError):
        set_rule(scene.clerk, scene.cast.society, {"code": "no_such"})
