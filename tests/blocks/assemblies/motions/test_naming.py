"""Whom somebody names: colleagues by name, namesakes by unit and position, never by what stands on an ID card."""

from __future__ import annotations

import pytest

from blocks.assemblies.motions.given import Floor, fresh
from cast import Cast, EmploymentFactory, PersonFactory, PostFactory, TermFactory
from keqiao.blocks.assemblies.motions import filing
from keqiao.blocks.assemblies.motions.naming import colleagues, namesakes
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import VerbError


def another(cast: Cast, name: str, unit: str = "", position: str = "", **more: str) -> Post:
    """Somebody else of the same name in the congress."""
    person: Person = PersonFactory(name=name, keeper=cast.liuzhou)
    if unit:
        EmploymentFactory(person=person, unit_name=unit, position=position)
    post: Post = PostFactory(term=cast.term, person=person, **more)
    return post


def test_names_come_apart_at_commas_and_blanks_and_lose_their_padding(floor: Floor, cast: Cast) -> None:
    found = colleagues(cast.congress, " 莫莉、甘　泉，蓝　天\n莫莉 ")
    assert [post.person.name for post in found] == ["莫莉", "甘泉", "蓝天"]
    assert [post.person.name for post in colleagues(cast.congress, "莫莉　甘泉")] == ["莫莉", "甘泉"]
    assert colleagues(cast.congress, "") == []


def test_a_name_may_be_written_with_a_blank(floor: Floor, cast: Cast) -> None:
    another(cast, "Anna Smith")
    found = colleagues(cast.congress, "莫莉、Anna  Smith，甘泉 蓝天")
    assert [post.person.name for post in found] == ["莫莉", "Anna Smith", "甘泉", "蓝天"]
    with pytest.raises(VerbError, match="“Anna”、“Jones”不在"):
        colleagues(cast.congress, "Anna Jones")


def test_namesakes_are_told_apart_by_unit_and_position(floor: Floor, cast: Cast) -> None:
    EmploymentFactory(person=floor.people[3], unit_name="柳州市第一中学", position="教师")
    other = another(cast, "蓝天", "柳州市农科所", "研究员")
    ((name, shown),) = namesakes(cast.congress, "莫莉、蓝天")
    assert name == "蓝天"
    assert [one.said for one in shown] == ["柳州市第一中学 教师", "柳州市农科所 研究员"]
    assert [one.post for one in shown] == [floor.posts[3], other]


def test_of_one_unit_they_are_told_apart_by_delegation_and_then_by_a_number(floor: Floor, cast: Cast) -> None:
    another(cast, "蓝天", "柳州市农科所", "研究员", delegation="鹿寨代表团")
    another(cast, "蓝天", "柳州市农科所", "研究员", sector="农业界")
    another(cast, "蓝天", "柳州市农科所", "研究员", sector="农业界")
    ((_name, shown),) = namesakes(cast.congress, "蓝天")
    assert [one.said for one in shown[1:]] == [
        "柳州市农科所 研究员 · 鹿寨代表团",
        "柳州市农科所 研究员 · 农业界（第3位）",
        "柳州市农科所 研究员 · 农业界（第4位）",
    ]


def test_both_of_one_name_are_invited_when_both_are_chosen(floor: Floor, cast: Cast) -> None:
    other = another(cast, "蓝天")
    with pytest.raises(VerbError, match="不止一位蓝天。请按单位和职务勾选"):
        floor.filed(kind="motion", cosigners="莫莉、蓝天")
    chosen = [str(floor.posts[3].public_id), str(other.public_id)]
    made = floor.filed(kind="motion", cosigners="莫莉、蓝天", namesakes=chosen)
    asked = set(fresh(made).signatures.filter(first=False).values_list("person", flat=True))
    assert asked == {floor.people[1].pk, floor.people[3].pk, other.person_id}


def test_one_of_two_is_invited_first_and_the_other_later(floor: Floor, cast: Cast) -> None:
    other = another(cast, "蓝天")
    made = floor.filed(kind="motion", cosigners="蓝天", namesakes=[str(other.public_id)])
    assert not made.signatures.filter(person=floor.people[3]).exists()
    filing.invite(floor.by(0), made, {"cosigners": "蓝天", "namesakes": [str(floor.posts[3].public_id)]})
    assert made.signatures.filter(person=floor.people[3]).exists()


def test_who_shares_the_own_name_is_meant_by_it(floor: Floor, cast: Cast) -> None:
    other = another(cast, "韦晓")
    made = floor.filed(kind="motion", cosigners="韦晓")
    assert made.signatures.get(first=False).person_id == other.person_id
    assert colleagues(cast.congress, "莫莉", me=floor.people[1].pk) == []  # oneself has signed already


def test_a_post_of_another_body_or_name_chooses_nobody(floor: Floor, cast: Cast) -> None:
    another(cast, "蓝天")
    elsewhere = PostFactory(term=TermFactory(body=cast.congress, number=8, starts="2016-05-01"), person=cast.official)
    for wrong in (elsewhere, floor.posts[1]):
        with pytest.raises(VerbError, match="不止一位蓝天"):
            colleagues(cast.congress, "蓝天", [wrong.public_id])
