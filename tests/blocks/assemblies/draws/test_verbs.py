"""A draw is prepared, its digest published, it is drawn once, and who withdraws is replaced by lot."""

from __future__ import annotations

from typing import Any

import pytest

from cast import OPERATES, Cast, PersonFactory, PostFactory, acts
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.models import Draw, Nominee
from keqiao.blocks.assemblies.draws.pools import lines_of, pool_of
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.solve.panels import draw as lots
from keqiao.registry.verbs.segments import save

from .given import committed, drawn, people, prepared


def numbers(draw: Draw, status: str = "drawn") -> set[int]:
    return set(draw.nominees.filter(status=status).values_list("number", flat=True))


def refusal(call: Any, *given: Any) -> str:
    with pytest.raises(VerbError) as refused:
        call(*given)
    return str(refused.value)


def test_the_pool_comes_from_a_body_a_segment_and_by_name(cast: Cast) -> None:
    PostFactory(term=cast.term, person=cast.engineer)
    save(OPERATES, cast.liuzhou, {"name": "机关人员", "filters": {"q": "覃亮"}})
    other = PersonFactory(keeper=cast.liuzhou)
    data = {"purpose": "tellers", "title": "监票人", "seats": 1, "term": cast.term.pk, "segment": "机关人员"}
    made = verbs.prepare(OPERATES, cast.liuzhou, {**data, "people": [other.pk, cast.engineer.pk]})
    found = list(made.nominees.values_list("number", "person"))
    assert found == list(enumerate(sorted([cast.engineer.pk, cast.official.pk, other.pk])))
    assert made.nominees.get(person=cast.engineer).values == {"sex": "female", "age": "46-55", "source": "enterprise"}


@pytest.mark.parametrize("purpose", ["delegates", "committee"])
def test_delegates_and_committees_are_not_drawn(cast: Cast, purpose: str) -> None:
    assert "用途" in refusal(verbs.prepare, OPERATES, cast.liuzhou, {"purpose": purpose, "title": "代表", "seats": 1})


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"people": [9999]}, "没有编号为9999的人员"),
        ({"people": [1, 1]}, "不止一次"),
        ({"segment": "不存在"}, "没有名为“不存在”的名单分组"),
        ({"segment": "空"}, "里现在没有人"),
        ({"term": 9999}, "没有编号为9999的届次"),
        ({"term": "the congress"}, "现在没有任职人员"),
    ],
)
def test_who_is_not_there_is_refused(cast: Cast, more: dict[str, Any], says: str) -> None:
    save(OPERATES, cast.liuzhou, {"name": "空", "filters": {"q": "查无此人"}})
    more = {"term": cast.term.pk} if more == {"term": "the congress"} else more
    assert says in refusal(
        verbs.prepare, OPERATES, cast.liuzhou, {"purpose": "panel", "title": "评议组", "seats": 1, **more}
    )


def test_people_whom_one_may_not_see_stay_out(cast: Cast) -> None:
    stranger = PersonFactory(keeper=cast.guilin)
    data = {"purpose": "panel", "title": "评议组", "seats": 1, "people": [stranger.pk]}
    assert "不在您可以查看的范围内" in refusal(verbs.prepare, acts(cast.clerk), cast.liuzhou, data)


def test_a_body_whose_people_one_may_not_see_stays_out(cast: Cast) -> None:
    data = {"purpose": "panel", "title": "评议组", "seats": 1, "term": cast.term.pk}
    assert "任职人员不在您可以查看的范围内" in refusal(verbs.prepare, acts(cast.outsider), cast.guilin, data)


def test_others_do_not_draw_here(cast: Cast) -> None:
    for user in (cast.reader, cast.outsider):
        with pytest.raises(Refused):
            verbs.prepare(acts(user), cast.liuzhou, {"purpose": "panel", "title": "评议组", "seats": 1})


def test_people_come_and_go_while_it_is_prepared(cast: Cast) -> None:
    made = prepared(cast)
    assert "没有说明从哪里取人选" in refusal(verbs.add, OPERATES, made, {})
    verbs.add(OPERATES, made, {"people": [cast.engineer.pk]})
    verbs.remove(OPERATES, made.nominees.get(number=2), {})
    found = list(made.nominees.order_by("number").values_list("number", "person__name"))
    assert [number for number, _name in found] == list(range(8))
    assert found[2][1] == "人选3"
    assert found[7][1] == "韦晓"


def test_quotas_are_set_changed_and_dropped(cast: Cast) -> None:
    made = prepared(cast)
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 1, "high": 2})
    quota = verbs.require(OPERATES, made, {"trait": "sex", "value": "female", "low": 2, "high": 2})
    assert [(one.trait, one.value, one.low, one.high) for one in made.quotas.all()] == [("sex", "female", 2, 2)]
    verbs.drop_quota(OPERATES, quota, {})
    assert not made.quotas.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"trait": "身高", "value": "高", "low": 0, "high": 1}, "没有“身高”这个项目"),
        ({"trait": "性别", "value": "未知", "low": 0, "high": 1}, "没有“未知”这一种"),
        ({"trait": "性别", "value": "女", "low": 2, "high": 1}, "下限大于上限"),
    ],
)
def test_quotas_that_make_no_sense_are_refused(cast: Cast, data: dict[str, Any], says: str) -> None:
    assert says in refusal(verbs.require, OPERATES, prepared(cast), data)


def test_what_cannot_be_is_named_when_the_digest_is_to_be_published(cast: Cast) -> None:
    made = prepared(cast)
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 2, "high": 3})
    verbs.require(OPERATES, made, {"trait": "来源类别", "value": "高等学校", "low": 2, "high": 3})
    said = refusal(verbs.commit, OPERATES, made, {})
    assert "“性别：女”至少2人（人选中有3人）" in said
    assert "改动最少的办法：“" in said
    verbs.revise(OPERATES, made, {"title": "评议组", "seats": 9})
    assert "可选的只有8人" in refusal(verbs.commit, OPERATES, made, {})


def test_the_digest_binds_seed_names_and_quotas_before_the_draw(cast: Cast) -> None:
    made = committed(cast)
    assert made.seed == ""
    assert made.hidden_seed() not in str(vars(Entry.objects.latest("pk")))
    published = lots.Digests(made.inputs, made.lottery_digest, made.commitment)
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    found = lots.verified(pool_of(made), lines_of(made), made.seed, published, "3-5-1")
    assert found is not None
    assert set(found.members) == numbers(made)
    assert made.seed_sealed == ""


def test_after_the_digest_nothing_changes(cast: Cast) -> None:
    made = committed(cast)
    nominee, quota = made.nominees.get(number=0), made.quotas.get()
    calls = (
        (verbs.add, made, {"people": [cast.engineer.pk]}),
        (verbs.remove, nominee, {}),
        (verbs.revise, made, {"title": "另一个", "seats": 2}),
        (verbs.require, made, {"trait": "性别", "value": "男", "low": 0, "high": 1}),
        (verbs.drop_quota, quota, {}),
        (verbs.discard, made, {}),
        (verbs.commit, made, {}),
    )
    for call, target, data in calls:
        assert "摘要已经公布" in refusal(call, OPERATES, target, data)


def test_it_is_drawn_once_and_not_before_the_digest(cast: Cast) -> None:
    made = prepared(cast)
    assert "先公布摘要" in refusal(verbs.draw, OPERATES, made, {"witness": "3-5-1"})
    verbs.commit(OPERATES, made, {})
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    assert len(numbers(made)) == 3
    assert "不能重抽" in refusal(verbs.draw, OPERATES, made, {"witness": "3-5-1"})


def test_at_most_so_many_of_a_unit(cast: Cast) -> None:
    made = drawn_of_units(cast)
    units = [one.unit for one in made.nominees.filter(status="drawn")]
    assert len(set(units)) == len(units) == 4
    assert "同一单位至多抽1人" in refusal(verbs.commit, OPERATES, prepared(cast, seats=5, per_unit=1), {})


def drawn_of_units(cast: Cast) -> Draw:
    made = prepared(cast, seats=4, per_unit=1)
    verbs.commit(OPERATES, made, {})
    return verbs.draw(OPERATES, made, {"witness": "3-5-1"})


def test_a_prepared_draw_can_be_given_up(cast: Cast) -> None:
    verbs.discard(OPERATES, prepared(cast), {})
    assert not Draw.objects.exists()


def test_who_withdraws_is_replaced_by_lot_and_the_others_stay(cast: Cast) -> None:
    made = drawn(cast)
    before = numbers(made)
    gone = made.nominees.get(number=min(before))
    successor = verbs.replace(OPERATES, gone, {"reason": "出差", "witness": "6-6-2"})
    assert numbers(made) == before - {gone.number} | {successor.number}
    assert successor.replaces == gone
    assert (gone.reason, gone.witness, gone.status) == ("出差", "6-6-2", "withdrawn")
    women = made.nominees.filter(status="drawn", person__sex="female").count()
    assert 1 <= women <= 2
    assert "没有被抽中，或者已经退出" in refusal(verbs.replace, OPERATES, gone, {"reason": "再次", "witness": "1"})
    other = made.nominees.filter(status="in").first()
    assert other is not None
    assert "没有被抽中" in refusal(verbs.replace, OPERATES, other, {"reason": "出差", "witness": "1"})


def test_a_replacement_needs_a_number_seen_by_all(cast: Cast) -> None:
    gone = drawn(cast).nominees.filter(status="drawn").first()
    assert gone is not None
    assert refusal(verbs.replace, OPERATES, gone, {"reason": "出差"})
    assert Nominee.objects.filter(status="withdrawn").count() == 0


def test_when_nobody_can_follow_it_is_said_and_nothing_changes(cast: Cast) -> None:
    made = prepared(cast, people=[one.pk for one in people(cast)[:3]])
    verbs.commit(OPERATES, made, {})
    verbs.draw(OPERATES, made, {"witness": "3-5-1"})
    gone = made.nominees.get(number=0)
    assert "没有人补上之后能使名额要求仍然满足" in refusal(
        verbs.replace, OPERATES, gone, {"reason": "出差", "witness": "1"}
    )
    assert Nominee.objects.get(pk=gone.pk).status == "drawn"


def test_the_number_seen_by_all_can_change_the_result(cast: Cast) -> None:
    made = committed(cast)
    seed, listed = made.hidden_seed(), lines_of(made)
    assert len({lots.drawn(listed, lots.drawn_from(seed, str(n))).members for n in range(40)}) > 1


def test_a_draw_needs_a_number_seen_by_all(cast: Cast) -> None:
    made = committed(cast)
    assert "现场号码" in refusal(verbs.draw, OPERATES, made, {"witness": " "})
    assert Draw.objects.get().status == "committed"


def test_a_quota_can_ask_for_two_things_at_once(cast: Cast) -> None:
    made = prepared(cast)
    both = {"trait": "来源类别", "value": "企业", "also_trait": "性别", "also_value": "女", "low": 2, "high": 2}
    quota = verbs.require(OPERATES, made, both)
    assert quota.where == (("sex", "female"), ("source", "enterprise"))
    turned = {**both, "trait": "性别", "value": "女", "also_trait": "来源类别", "also_value": "企业", "high": 3}
    assert verbs.require(OPERATES, made, turned).pk == quota.pk
    assert pool_of(made).demands[0].category == "性别 & 来源类别"
    same = {**both, "also_trait": "来源类别", "also_value": "高等学校"}
    assert "两项都是“来源类别”" in refusal(verbs.require, OPERATES, made, same)
    assert "没有“”这一种" in refusal(verbs.require, OPERATES, made, {**both, "also_value": ""})


def test_somebody_is_fixed_for_a_reason_and_set_free_again(cast: Cast) -> None:
    made = prepared(cast)
    first, other = made.nominees.get(number=5), made.nominees.get(number=6)
    verbs.fix(OPERATES, first, {"reason": "组长单位派员"})
    verbs.fix(OPERATES, other, {"reason": "组长单位派员"})
    verbs.unfix(OPERATES, other, {})
    verbs.commit(OPERATES, made, {})
    assert all(5 in line.members for line in lines_of(made))
    assert not all(6 in line.members for line in lines_of(made))
    assert "摘要已经公布" in refusal(verbs.fix, OPERATES, other, {"reason": "另有安排"})
    assert "摘要已经公布" in refusal(verbs.unfix, OPERATES, first, {})
