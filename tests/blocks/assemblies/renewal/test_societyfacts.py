"""What plans count of a society's governance, live from its records, beside what the check-up says."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.renewal.conftest import Scene
from blocks.counting import said, select
from cast import OPERATES, PersonFactory, TermFactory
from keqiao.blocks.assemblies.renewal.checkup import check_up
from keqiao.blocks.assemblies.renewal.documents import approve_post
from keqiao.blocks.assemblies.renewal.governing import describe_branch
from keqiao.blocks.assemblies.renewal.records import describe_societies
from keqiao.blocks.assemblies.renewal.societyfacts import changes
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.posts.models import Post
from keqiao.registry.verbs.memberships import admit
from keqiao.registry.verbs.posts import end_post, form_body

FACT = "society_governance"


def day(scene: Scene, away: int = 0) -> int:
    return to_int(scene.today + dt.timedelta(days=away))


def meets(scene: Scene, code: str) -> bool | None:
    [result] = check_up(scene.cast.society, only=[code])
    return result.found.meets


def test_a_society_without_anything_has_noughts_and_unknowns(scene: Scene) -> None:
    names = ("council", "conflicts", "officials", "standing_share", "oldest", "chair_terms", "branches")
    assert said(FACT, day(scene), *names) == [(0, 0, 0, None, None, None, 0)]


def test_a_director_among_the_supervisors_counts_until_one_post_ends(scene: Scene) -> None:
    person = scene.seat(scene.term, "director")
    board = scene.body("supervisory_board")
    scene.seat(board, "supervisor", person)
    scene.seat(board, "supervisor")
    assert said(FACT, day(scene), "council", "supervisors", "conflicts") == [(1, 2, 1)]
    assert meets(scene, "director_supervisor") is False
    end_post(scene.clerk, Post.objects.get(term=scene.term), {"ends": scene.today})
    assert said(FACT, day(scene), "council", "conflicts") == [(0, 0)]
    assert meets(scene, "director_supervisor") is True


def test_one_post_that_stands_on_both_sides_is_no_conflict(scene: Scene) -> None:
    scene.seat(scene.term, "supervisor")
    assert said(FACT, day(scene), "conflicts") == [0]
    assert meets(scene, "director_supervisor") is True


def test_people_of_the_secretariat_and_a_chair_with_two_offices(scene: Scene) -> None:
    chair = scene.seat(scene.term, "chair")
    office = scene.body("secretariat")
    scene.seat(office, "secretary_general", chair)
    clerk = scene.seat(office, "member")
    scene.seat(scene.body("supervisory_board"), "supervisor", clerk)
    assert said(FACT, day(scene), "secretary_conflicts", "chair_secretary", "conflicts") == [(1, 1, 0)]
    assert meets(scene, "staff_supervisor") is False


def test_officials_without_an_approval_and_no_delegates_among_them(scene: Scene) -> None:
    official = scene.seat(scene.term, "director", scene.somebody(leading_official=True))
    scene.seat(scene.body("members_congress"), "delegate", scene.somebody(leading_official=True))
    assert said(FACT, day(scene), "officials", "unapproved", "delegates") == [(1, 1, 1)]
    assert meets(scene, "officials_approved") is False
    post = Post.objects.get(person=official)
    approve_post(scene.clerk, scene.cast.society, {"post": post.pk, "document": "8号", "starts": scene.today})
    assert said(FACT, day(scene), "officials", "unapproved") == [(1, 0)]
    assert said(FACT, day(scene, -1), "unapproved") == [1]
    assert meets(scene, "officials_approved") is True


def test_sizes_are_told_by_members_and_as_shares(scene: Scene) -> None:
    standing = scene.body("standing_council")
    for place in range(3):
        person = scene.seat(scene.term, "director")
        if place == 0:
            scene.seat(standing, "standing_director", person)
    admit(OPERATES, scene.cast.society, {"kind": "individual", "person": PersonFactory(keeper=scene.cast.society).pk})
    assert said(FACT, day(scene), "standing", "standing_share") == [(1, 3333)]
    assert said(FACT, day(scene), "members") == [scene.cast.society.memberships.count()]
    assert meets(scene, "standing_share") is True
    scene.seat(standing, "standing_director")
    assert said(FACT, day(scene), "standing_share") == [6666]
    assert meets(scene, "standing_share") is False


def test_terms_of_the_chair_in_a_row(scene: Scene) -> None:
    chair = scene.seat(scene.term, "chair")
    former = TermFactory(body=scene.council, number=2, starts=dt.date(2015, 1, 1), ends=dt.date(2020, 1, 1))
    scene.seat(former, "chair", chair)
    assert said(FACT, day(scene), "chair_terms") == [2]
    first = TermFactory(body=scene.council, number=1, starts=dt.date(2010, 1, 1), ends=dt.date(2015, 1, 1))
    assert said(FACT, day(scene), "chair_terms") == [2]
    scene.seat(first, "chair", chair)
    assert said(FACT, day(scene), "chair_terms") == [3]
    assert meets(scene, "chair_terms") is False


def test_the_age_of_the_oldest_officer_when_the_term_began(scene: Scene) -> None:
    starts = scene.term.starts
    assert starts is not None
    birth = starts.replace(year=starts.year - 71, day=1)
    scene.seat(scene.term, "chair", scene.somebody(birth_from=birth, birth_to=birth))
    assert said(FACT, day(scene), "oldest", "officers", "births_unknown") == [(71, 1, 0)]
    assert meets(scene, "officer_age") is False
    scene.seat(scene.term, "vice_chair", scene.somebody(birth_from=None, birth_to=None))
    assert said(FACT, day(scene), "oldest", "officers", "births_unknown") == [(71, 2, 1)]


def test_branches_and_what_isnt_said_of_them(scene: Scene) -> None:
    for name in ("一", "二"):
        made = form_body(scene.clerk, scene.cast.society, {"kind": "special_committee", "name": f"{name}专业委员会"})
    describe_branch(scene.clerk, made, {"kind": "youth", "remit": "青年会员的培养"})
    assert said(FACT, day(scene), "branches", "youth_branches", "undescribed") == [(2, 1, 1)]


def test_days_of_change_and_dirty_rows_follow_the_records(scene: Scene) -> None:
    scene.seat(scene.term, "director", scene.somebody(leading_official=True))
    end_post(scene.clerk, Post.objects.get(), {"ends": scene.today + dt.timedelta(days=9)})
    assert [row["day"] for row in select(changes(day(scene)))] == [day(scene, 9)]
    assert Dirty.objects.filter(fact=FACT, organisation=scene.cast.society.pk).exists()


def test_a_row_is_named_by_its_society(scene: Scene) -> None:
    [line] = describe_societies([scene.cast.society.pk]).values()
    assert line.label == scene.cast.society.name
