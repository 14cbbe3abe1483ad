"""Each check on records that meet it, fail it, or can't tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import OrganisationFactory, PersonFactory
from keqiao.blocks.assemblies.renewal.checks import CHECKS
from keqiao.blocks.assemblies.renewal.checkup import READERS, Found, check_up, lacking
from keqiao.blocks.assemblies.renewal.documents import approve_post
from keqiao.blocks.assemblies.renewal.governing import approve_explanation, describe_branch, explain, set_rule
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.kernel.posts.models import Post, Term
from keqiao.registry.verbs.memberships import admit
from keqiao.registry.verbs.organisations import set_attribute
from keqiao.registry.verbs.people import set_trait
from keqiao.registry.verbs.posts import form_body, open_term


def found(scene: Scene, code: str) -> Found:
    (result,) = check_up(scene.cast.society, only=[code])
    return result.found


def born(year: int) -> dict[str, dt.date]:
    return {"birth_from": dt.date(year, 6, 1), "birth_to": dt.date(year, 6, 30)}


def test_every_check_has_its_reader() -> None:
    assert READERS.keys() == CHECKS.keys()


def test_organs_are_complete_once_people_sit_in_all_four(scene: Scene) -> None:
    scene.seat(scene.term, "director")
    said = found(scene, "organs_complete")
    assert said.meets is False
    assert "监事会" in said.said
    assert "理事会、" not in said.said.replace("常务理事会、", "")
    for kind, role in (("standing_council", "standing_director"), ("supervisory_board", "supervisor")):
        scene.seat(scene.body(kind), role)
    scene.seat(scene.body("secretariat"), "secretary_general")
    assert found(scene, "organs_complete").meets is True


def test_whoever_is_director_and_supervisor_is_named(scene: Scene) -> None:
    both = scene.seat(scene.term, "director")
    scene.seat(scene.body("supervisory_board"), "supervisor", both)
    said = found(scene, "director_supervisor")
    assert said.meets is False
    assert [person for person, _said in said.people] == [both.pk]
    assert found(scene, "staff_supervisor").meets is True


def test_a_third_of_the_council_may_stand(scene: Scene) -> None:
    assert found(scene, "standing_share").meets is None
    people = [scene.seat(scene.term, "director") for _number in range(6)]
    standing = scene.body("standing_council")
    for person in people[:2]:
        scene.seat(standing, "standing_director", person)
    assert found(scene, "standing_share").meets is True
    scene.seat(standing, "standing_director", people[2])
    assert found(scene, "standing_share").meets is False


def test_the_council_is_as_large_as_its_members_allow(scene: Scene) -> None:
    set_rule(scene.clerk, scene.cast.society, {"code": "council_most", "value": "2:1;*:3"})
    assert found(scene, "council_most").meets is None
    for _number in range(2):
        scene.seat(scene.term, "director")
    assert found(scene, "council_most").meets is None
    for number in range(3):
        person = PersonFactory(keeper=scene.cast.society)
        admit(scene.clerk, scene.cast.society, {"kind": "individual", "person": person.pk, "starts": scene.term.starts})
        assert found(scene, "council_most").meets is (number > 1)


def test_a_third_term_in_a_row_is_one_too_many(scene: Scene) -> None:
    assert found(scene, "chair_terms").meets is None
    chair = scene.seat(scene.term, "chair")
    assert found(scene, "chair_terms").meets is True
    second = scene.renewed(starts=scene.today - dt.timedelta(days=2))
    scene.seat(second, "chair", chair)
    assert found(scene, "chair_terms").meets is True
    third = scene.renewed(number=5, starts=scene.today - dt.timedelta(days=1))
    scene.seat(third, "chair", chair)
    said = found(scene, "chair_terms")
    assert said.meets is False
    assert said.people == ((chair.pk, "连任3届"),)


def test_a_pause_breaks_the_run_of_terms(scene: Scene) -> None:
    chair = scene.seat(scene.term, "chair")
    scene.seat(scene.renewed(starts=scene.today - dt.timedelta(days=2)), "chair")
    scene.seat(scene.renewed(number=5, starts=scene.today - dt.timedelta(days=1)), "chair", chair)
    assert "已连续任职1届" in found(scene, "chair_terms").said


def test_officers_are_seventy_at_most_when_the_term_begins(scene: Scene) -> None:
    start = scene.term.starts
    assert start is not None
    exactly = {"birth_from": start.replace(year=start.year - 71), "birth_to": start.replace(year=start.year - 71)}
    day = dt.timedelta(days=1)
    younger = {name: value + day for name, value in exactly.items()}
    assert found(scene, "officer_age").meets is None
    scene.seat(scene.term, "vice_chair", scene.somebody(**younger))
    assert found(scene, "officer_age").meets is True
    scene.seat(scene.term, "secretary_general", scene.somebody())
    assert found(scene, "officer_age").meets is None
    old = scene.seat(scene.term, "chair", scene.somebody(**exactly))
    said = found(scene, "officer_age")
    assert said.meets is False
    assert [person for person, _said in said.people] == [old.pk]


@pytest.mark.parametrize(
    ("chosen", "part_time", "meets"),
    [("recruited", False, True), ("elected", False, True), ("recruited", True, False), ("appointed", False, False)],
)
def test_a_secretary_general_is_professional_by_how_and_as_what(
    scene: Scene, chosen: str, part_time: bool, meets: bool
) -> None:
    assert found(scene, "secretary_chosen").meets is None
    set_attribute(scene.clerk, scene.cast.society, {"kind": "secretary_chosen", "value": chosen})
    assert found(scene, "secretary_chosen").meets is (False if chosen == "appointed" else None)
    scene.seat(scene.term, "secretary_general", part_time=part_time)
    assert found(scene, "secretary_chosen").meets is meets


def test_the_office_is_what_was_stated(scene: Scene) -> None:
    assert found(scene, "working_office").meets is None
    set_attribute(scene.clerk, scene.cast.society, {"kind": "working_secretariat", "value": "0"})
    assert found(scene, "working_office").meets is False


def test_an_officials_posts_need_a_document(scene: Scene) -> None:
    assert found(scene, "officials_approved").meets is True
    official = scene.somebody(leading_official=True)
    scene.seat(scene.term, "director", official)
    scene.seat(scene.body("standing_council"), "standing_director", official)
    said = found(scene, "officials_approved")
    assert said.meets is False
    assert [person for person, _said in said.people] == [official.pk]
    post = Post.objects.filter(person=official).first()
    assert post is not None
    data = {"post": post.pk, "document": "柳组干〔2025〕8号", "starts": scene.today}
    assert len(approve_post(scene.clerk, scene.cast.society, data)) == 2
    assert found(scene, "officials_approved").meets is True


def test_an_official_sits_in_one_society(scene: Scene) -> None:
    official = scene.somebody(leading_official=True)
    scene.seat(scene.term, "director", official)
    assert found(scene, "official_posts").meets is True
    other = OrganisationFactory(leading=scene.cast.liuzhou)
    council = form_body(scene.clerk, other, {"kind": "council"})
    second = open_term(scene.clerk, council, {"number": 1, "starts": scene.term.starts})
    scene.seat(second, "director", official)
    assert found(scene, "official_posts").meets is False


def branch(scene: Scene, name: str = "热处理专业委员会", **term: Any) -> Term:
    body = form_body(scene.clerk, scene.cast.society, {"kind": "special_committee", "name": name})
    given = {"number": 1, "starts": scene.term.starts, "ends": scene.term.ends, **term}
    return open_term(scene.clerk, body, given)


def test_branches_are_counted_by_number_and_type(scene: Scene) -> None:
    set_rule(scene.clerk, scene.cast.society, {"code": "branches_most", "value": "1"})
    assert found(scene, "branches_described").said == "没有分支机构"
    first, second = branch(scene), branch(scene, "青年工作委员会")
    assert found(scene, "branches_most").meets is False
    assert found(scene, "branches_described").meets is False
    for term in (first, second):
        describe_branch(scene.clerk, term.body, {"kind": "youth", "remit": "青年学术交流"})
    assert found(scene, "branches_described").meets is True
    assert found(scene, "branches_youth").meets is False
    describe_branch(scene.clerk, first.body, {"kind": "professional", "remit": "热处理学术交流"})
    assert found(scene, "branches_youth").meets is True


def test_a_third_of_a_branch_is_new(scene: Scene) -> None:
    first = branch(scene)
    people = [scene.seat(first, "member") for _number in range(3)]
    assert found(scene, "branch_renewed").meets is True
    second = open_term(scene.clerk, first.body, {"number": 2, "starts": scene.today})
    for person in people:
        scene.seat(second, "member", person)
    assert found(scene, "branch_renewed").meets is False
    scene.seat(second, "member")
    assert found(scene, "branch_renewed").meets is False  # one of four
    scene.seat(second, "member")
    assert found(scene, "branch_renewed").meets is True  # two of five


def test_a_third_of_a_branch_is_under_fifty(scene: Scene) -> None:
    term = branch(scene)
    year = scene.today.year
    for age in (60, 60):
        scene.seat(term, "member", scene.somebody(**born(year - age)))
    assert found(scene, "branch_under_50").meets is False
    scene.seat(term, "member", scene.somebody())
    assert found(scene, "branch_under_50").meets is None
    scene.seat(term, "member", scene.somebody(**born(year - 40)))
    assert found(scene, "branch_under_50").meets is None
    scene.seat(term, "member", scene.somebody(**born(year - 40)))
    assert found(scene, "branch_under_50").meets is True


def test_nobody_of_a_branch_is_too_old_when_its_term_ends(scene: Scene) -> None:
    term = branch(scene)
    assert found(scene, "branch_age").meets is True
    scene.seat(term, "member", scene.somebody())
    assert found(scene, "branch_age").meets is None
    ends = months_after(scene.today, 4)
    scene.seat(term, "member", scene.somebody(**born(ends.year - 70)))
    assert found(scene, "branch_age").meets is False


def test_doctoral_tutors_have_an_age_limit_of_their_own(scene: Scene) -> None:
    term = branch(scene)
    ends = months_after(scene.today, 4)
    tutor = scene.somebody(**born(ends.year - 63))
    scene.seat(term, "member", tutor)
    assert (found(scene, "branch_age").meets, found(scene, "branch_tutor_age").meets) == (False, True)
    set_trait(scene.clerk, tutor, {"kind": "title", "value": "教授、博士生导师"})
    assert (found(scene, "branch_age").meets, found(scene, "branch_tutor_age").meets) == (True, True)
    set_rule(scene.clerk, scene.cast.society, {"code": "branch_tutor_age", "value": "61"})
    assert found(scene, "branch_tutor_age").meets is False


def test_a_delegate_of_the_congress_holds_no_part_time_post(scene: Scene) -> None:
    scene.seat(scene.body("members_congress"), "delegate", scene.somebody(leading_official=True))
    assert found(scene, "officials_approved").said == "没有领导干部兼职"


def test_an_approved_explanation_takes_it_off_the_list_and_changes_no_result(scene: Scene) -> None:
    both = scene.seat(scene.term, "director")
    scene.seat(scene.body("supervisory_board"), "supervisor", both)
    only = ["director_supervisor"]
    assert [one.code for one in lacking(check_up(scene.cast.society, only=only))] == only
    said = explain(scene.clerk, scene.cast.society, {"code": only[0], "text": "暂代至年底"})
    (result,) = check_up(scene.cast.society, only=only)
    assert not result.explained
    approve_explanation(scene.leader, said)
    (result,) = check_up(scene.cast.society, only=only)
    assert (result.explained, result.found.meets) == (True, False)
    assert lacking([result]) == []


def test_more_people_cost_no_more_queries(scene: Scene, django_assert_max_num_queries: Any) -> None:
    for _number in range(3):
        scene.seat(scene.term, "director", scene.somebody(leading_official=True))
        scene.seat(branch(scene, f"第{_number}专业委员会"), "member")
    with django_assert_max_num_queries(24):
        check_up(scene.cast.society)
