"""Rule documents have versions, and officials' posts their approvals."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.renewal.conftest import Scene
from keqiao.blocks.assemblies.renewal.documents import (
    approve_post,
    end_rules,
    file_rules,
    number_rules,
    rule_lines,
    withdraw_approval,
)
from keqiao.blocks.assemblies.renewal.models import PostApproval, RuleDocument, RuleKind
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.verbs.files import attach

OLD, NEW = dt.date(2019, 3, 1), dt.date(2024, 5, 1)


def test_a_new_version_ends_the_one_before_also_when_it_is_filed_late(scene: Scene) -> None:
    society = scene.cast.society
    file_rules(scene.clerk, society, {"kind": "charter", "title": "章程（修订）", "starts": NEW})
    file_rules(scene.clerk, society, {"kind": "charter", "title": "章程", "starts": OLD})
    assert list(RuleDocument.objects.order_by("starts").values_list("title", "ends")) == [
        ("章程", NEW),
        ("章程（修订）", None),
    ]
    line = next(one for one in rule_lines(society) if one.kind is RuleKind.CHARTER)
    assert line.now is not None
    assert line.now.title == "章程（修订）"
    with pytest.raises(VerbError, match="已经登记"):
        file_rules(scene.clerk, society, {"kind": "charter", "title": "章程", "starts": OLD})


def test_what_is_missing_and_how_old_a_version_is(scene: Scene) -> None:
    society = scene.cast.society
    assert [one.kind for one in rule_lines(society) if one.missing] == ["charter", "meeting_rules", "office_rules"]
    starts = scene.today.replace(year=scene.today.year - 3, day=1)
    one = file_rules(scene.clerk, society, {"kind": "charter", "title": "章程", "starts": starts})
    line = next(found for found in rule_lines(society) if found.kind is RuleKind.CHARTER)
    assert (line.missing, line.years) == (False, 3)
    end_rules(scene.clerk, one)
    assert next(found for found in rule_lines(society) if found.kind is RuleKind.CHARTER).missing
    with pytest.raises(VerbError, match="停止施行"):
        end_rules(scene.clerk, one)


def test_a_version_to_come_isnt_in_force(scene: Scene) -> None:
    starts = scene.today + dt.timedelta(days=1)
    file_rules(scene.clerk, scene.cast.society, {"kind": "pay", "title": "薪酬办法", "starts": starts})
    line = next(one for one in rule_lines(scene.cast.society) if one.kind is RuleKind.PAY)
    assert line.now is None
    assert len(line.versions) == 1


def test_a_file_of_the_same_unit_is_kept_and_a_number_added_later(scene: Scene) -> None:
    society = scene.cast.society
    kept = attach(scene.clerk, society, {"name": "章程.pdf", "content": b"%PDF-1.4"})
    data = {"kind": "charter", "title": "章程", "starts": OLD, "attachment": kept.pk}
    with pytest.raises(VerbError, match="没有找到所附的文件"):
        file_rules(scene.clerk, scene.cast.liuzhou, data)
    one = file_rules(scene.clerk, society, data)
    number_rules(scene.clerk, one, {"number": "柳民复〔2019〕3号", "approved": OLD})
    assert RuleDocument.objects.get().number == "柳民复〔2019〕3号"
    with pytest.raises(VerbError, match="这一天还没有到"):
        number_rules(scene.clerk, one, {"number": "x", "approved": scene.today + dt.timedelta(days=1)})


def test_one_document_covers_a_persons_posts_in_the_society(scene: Scene) -> None:
    official = scene.somebody(leading_official=True)
    scene.seat(scene.term, "director", official)
    scene.seat(scene.body("standing_council"), "standing_director", official)
    post = Post.objects.filter(person=official).order_by("pk")[0]
    data = {"post": post.pk, "document": "柳组干〔2025〕8号", "starts": scene.today}
    made = approve_post(scene.clerk, scene.cast.society, data)
    assert {one.post.person for one in made} == {official}
    assert PostApproval.objects.count() == 2
    with pytest.raises(VerbError, match="没有重复登记"):
        approve_post(scene.clerk, scene.cast.society, data)
    withdraw_approval(scene.clerk, made[0])
    assert not PostApproval.objects.exists()


def test_a_post_of_another_unit_and_a_day_to_come_are_refused(scene: Scene) -> None:
    official = scene.seat(scene.term, "director", scene.somebody(leading_official=True))
    post = Post.objects.get(person=official)
    data = {"post": post.pk, "document": "柳组干〔2025〕8号", "starts": scene.today}
    with pytest.raises(VerbError, match="没有找到这项任职"):
        approve_post(scene.clerk, scene.cast.liuzhou, data)
    with pytest.raises(VerbError, match="这一天还没有到"):
        approve_post(scene.clerk, scene.cast.society, {**data, "starts": scene.today + dt.timedelta(days=1)})
