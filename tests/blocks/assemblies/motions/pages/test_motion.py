"""One motion's page: its timeline, who has it, what each reader may do, and names for those who may see them."""

from __future__ import annotations

from blocks.assemblies.motions.given import Floor, fresh
from cast import TermFactory, acts
from keqiao.blocks.assemblies.motions import checking, filing, raising, replying, signing
from keqiao.blocks.assemblies.motions.models import Motion
from keqiao.blocks.assemblies.motions.pages.motion import stages
from keqiao.blocks.assemblies.motions.table import line_of
from keqiao.kernel.posts.models import Body
from plans.supervision.browsing import by, seen
from registry.facts.given import given


def address(made: Motion) -> str:
    return f"/desk/assemblies/450200/motions/{made.public_id}/"


def now(made: Motion) -> list[str]:
    """The stages that go on."""
    return [stage.title for stage in stages(line_of(fresh(made))) if stage.state in ("current", "late")]


def test_the_timeline_says_where_it_is(floor: Floor) -> None:
    made = floor.filed()
    assert now(made) == ["立案审查"]
    floor.accepted(made)
    assert now(made) == ["交办"]
    floor.assigned(made, joint="学会部")
    assert now(made) == ["办理和会签"]
    replying.give_opinion(floor.clerk, floor.joint(made), {"text": "建议依托学会会员单位。"})
    draft = floor.drafted(fresh(made))
    assert now(made) == ["办理和会签"]
    replying.countersign(floor.clerk, floor.joint(made), {})
    assert now(made) == ["审核送达"]
    replying.approve(floor.leader, draft, {})
    assert now(made) == ["签名人评价"]
    signing.judge(floor.by(0), floor.part(fresh(made), 0), {"mark": "satisfied"})
    replying.close(floor.clerk, fresh(made), {"outcome": "planned"})
    assert now(made) == []


def test_other_ends_have_their_own_way(floor: Floor) -> None:
    letter = checking.transfer(floor.clerk, floor.filed(), {"reason": "转信访室办理"})
    assert [(stage.title, stage.note) for stage in stages(line_of(letter))][1:] == [("转为来信", "转信访室办理")]
    gone = filing.withdraw(floor.by(0), floor.filed(), {})
    assert [stage.title for stage in stages(line_of(gone))] == ["提出", "撤回"]


def test_each_reader_gets_what_is_theirs(floor: Floor) -> None:
    made = floor.assigned(joint="学会部")
    page = seen(by(floor.cast.clerk), address(made))
    for words in ("韦晓", "交办", "延长答复时限", "提出会办意见", "主办"):
        assert words in page
    county = seen(by(floor.cast.county_clerk), address(made))
    assert "起草答复" in county
    assert "退回交办" in county
    assert "韦晓" not in county
    reader = seen(by(floor.cast.reader), address(made))
    assert "韦晓" not in reader
    assert seen(by(floor.cast.outsider), address(made), 403)


def test_a_unit_that_was_not_given_it_sees_nothing(floor: Floor) -> None:
    assert seen(by(floor.cast.county_clerk), address(floor.accepted()), 403)
    gathering = floor.filed(kind="motion", cosigners="莫莉")
    assert seen(by(floor.cast.clerk), address(gathering), 404)


def test_units_and_leaders_work_through_the_page(floor: Floor) -> None:
    made = floor.assigned()
    back = address(made)
    county = by(floor.cast.county_clerk)
    draft = f"/desk/acts/motions.draft_reply/{floor.lead(made).public_id}/?back={back}"
    answer = county.post(draft, {"text": "已列入明年计划，三个县各建一处。", "outcome": "planned"})
    assert answer["Location"] == back
    page = seen(by(floor.cast.leader), back)
    assert "审核通过" in page
    step = made.case.steps.get()  # type: ignore[union-attr]  # it was accepted
    by(floor.cast.leader).post(f"/desk/acts/motions.approve/{step.public_id}/")
    assert fresh(made).status == "answered"


def test_alike_ones_are_offered_for_merging(floor: Floor) -> None:
    made = floor.filed()
    other = floor.filed(title="关于建设县级科普场所的再建议")
    page = seen(by(floor.cast.clerk), address(made))
    assert other.title in page
    assert f"motions.merge/{made.public_id}" in page


def test_the_paper_is_there_for_those_who_may_see_it(floor: Floor) -> None:
    made = floor.filed()
    assert seen(by(floor.cast.clerk), f"{address(made)}file/", 404)
    filing.attach(floor.by(0), made, {"name": "说明.pdf", "content": b"%PDF-1.4"})
    answer = by(floor.cast.clerk).get(f"{address(made)}file/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4"  # type: ignore[attr-defined]  # a file, streamed
    assert seen(by(floor.cast.outsider), f"{address(made)}file/", 403)


def test_what_the_level_above_answered_stands_on_the_page(floor: Floor) -> None:
    TermFactory(body=given(Body, organisation=floor.cast.region, kind="congress", name="代表大会"))
    made = floor.accepted()
    raising.raise_up(acts(floor.cast.leader), made, {"reason": "经费须由自治区安排"})
    assert "广西壮族自治区科学技术协会" in seen(by(floor.cast.clerk), address(made))


def test_a_joint_unit_reads_its_day_and_that_it_stands_still(floor: Floor) -> None:
    TermFactory(body=given(Body, organisation=floor.cast.region, kind="congress", name="代表大会"))
    made = floor.assigned(joint="科普部")
    before = seen(by(floor.cast.clerk), address(made))
    raising.raise_up(floor.leader, made, {"reason": "经费须由自治区安排"})
    after = seen(by(floor.cast.clerk), address(made))
    assert ("会办意见时限" in before, "会办时限中止，恢复后顺延" in before) == (True, False)
    assert ("会办意见时限" in after, "会办时限中止，恢复后顺延" in after) == (False, True)
