"""Who is drawn where, in which order, with which mark."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory
from keqiao.kernel.people.models import SourceClass
from keqiao.kernel.posts.models import Post, Role
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.registry.holders import holders
from keqiao.registry.pages.dots import (
    LETTERS,
    PLAIN_ROLES,
    Marks,
    Member,
    chart,
    classes,
    group_word,
    grouping_of,
    members,
)


def elect(cast: Cast, name: str, source_class: str = "enterprise", **more: Any) -> Post:
    """Somebody new in the congress."""
    person = PersonFactory(name=name, keeper=cast.liuzhou)
    EmploymentFactory(person=person, source_class=source_class, confirmed=bool(source_class))
    return PostFactory(term=cast.term, person=person, **more)


def people_of(cast: Cast) -> list[Member]:
    """Who is in the congress."""
    return members(holders(cast.term.posts.all()))


def names(cast: Cast) -> list[tuple[str, list[str]]]:
    """Groups and names as they are drawn."""
    people = people_of(cast)
    drawn = chart("代表", people, grouping_of(people, "congress"), names=True)
    return [(group.title, [person.label for person in group.persons]) for group in drawn.groups]


def test_delegations_keep_the_order_of_the_list_and_people_stand_by_strokes(cast: Cast) -> None:
    elect(cast, "覃亮", delegation="柳北区代表团")
    elect(cast, "丁一", delegation="城中区代表团")
    elect(cast, "韦晓", delegation="柳北区代表团", sector="企业")
    assert names(cast) == [("柳北区代表团", ["韦　晓", "覃　亮"]), ("城中区代表团", ["丁　一"])]
    assert grouping_of(people_of(cast), "congress") == "delegation"


def test_without_delegations_sectors_group_and_without_both_nobody_does(cast: Cast) -> None:
    elect(cast, "覃亮")
    assert (names(cast), grouping_of(people_of(cast), "congress")) == ([("全体", ["覃　亮"])], "")
    elect(cast, "韦晓", sector="农业")
    assert names(cast) == [("农业", ["韦　晓"]), ("未分组", ["覃　亮"])]
    assert [group_word(name) for name in ("delegation", "sector", "")] == ["代表团", "界别", "分组"]


def test_a_council_is_listed_by_sectors_where_both_are_recorded(cast: Cast) -> None:
    elect(cast, "韦晓", sector="农业", delegation="企业代表团")
    assert [grouping_of(people_of(cast), kind) for kind in ("congress", "council")] == ["delegation", "sector"]
    elect(cast, "覃亮", delegation="企业代表团")
    assert grouping_of(people_of(cast)[1:], "council") == "delegation"


def test_somebody_with_two_posts_is_drawn_once_with_their_office(cast: Cast) -> None:
    plain = elect(cast, "韦晓", role="member")
    PostFactory(term=cast.term, person=plain.person, role="vice_chair", sector="农业")
    assert names(cast) == [("农业", ["韦　晓（副主席）"])]


def test_marks_follow_the_verdicts_and_stay_away_from_those_not_counted(cast: Cast) -> None:
    posts = [elect(cast, name) for name in ("丁一", "王二", "石三", "覃四")]
    marks = Marks("45周岁以下", dict(zip((post.pk for post in posts), (YES, NO, UNKNOWN), strict=False)))
    drawn = chart("代表", people_of(cast), "", names=False, marks=marks)
    assert [person.state for person in drawn.groups[0].persons] == ["counts", "not", "unknown", ""]
    assert drawn.requirement == "45周岁以下"


def test_a_mark_on_any_of_somebodys_posts_is_theirs(cast: Cast) -> None:
    first = elect(cast, "韦晓", role="chair")
    second = PostFactory(term=cast.term, person=first.person, role="member")
    drawn = chart("委员", people_of(cast), "", names=True, marks=Marks("要求", {second.pk: NO}))
    assert [person.state for person in drawn.groups[0].persons] == ["not"]


def test_without_the_right_no_name_is_in_the_chart(cast: Cast) -> None:
    elect(cast, "韦晓", role="chair")
    assert not chart("代表", people_of(cast), "", names=False).named


def test_only_classes_that_occur_are_listed_and_the_unconfirmed_come_last(cast: Cast) -> None:
    elect(cast, "覃亮", source_class="")
    elect(cast, "韦晓", source_class="government")
    drawn = chart("代表", people_of(cast), "", names=False)
    assert [(kind.letter, kind.name) for kind in drawn.classes] == [("政", "政府部门"), ("待", "来源类别待确认")]
    assert chart("代表", [], "", names=False).groups == []


def test_every_class_has_a_letter_of_its_own_in_both_languages() -> None:
    assert set(LETTERS) == {*SourceClass.values, ""}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert len({kind.letter for kind in classes(LETTERS)}) == len(LETTERS)


def test_the_plain_roles_are_roles() -> None:
    assert set(Role.values) > PLAIN_ROLES
