"""Purposes say what the law asks for, and notices are published once and never changed."""

from __future__ import annotations

from typing import Any

import pytest

from cast import OPERATES, Cast, acts
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.privacy.models import Notice, Purpose
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.drafting import draft_of
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice, stop_purpose
from registry.privacy.given import LISTS, officer_of, purpose


def test_the_officer_registers_what_data_are_for(cast: Cast) -> None:
    made = define_purpose(officer_of(cast.liuzhou), cast.liuzhou, LISTS)
    assert (made.data, str(made), made.needs_consent()) == ("duties name", "公开代表名单", True)
    assert [str(one.label) for one in made.data_classes()] == ["姓名、单位和职务", "任职、会籍和履职"]


def test_nobody_else_does(cast: Cast) -> None:
    for user in (cast.clerk, cast.security_admin):
        with pytest.raises(Refused, match="您没有在"):
            define_purpose(acts(user), cast.liuzhou, LISTS)
    with pytest.raises(Refused):
        define_purpose(officer_of(cast.guilin), cast.liuzhou, LISTS)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"data": []}, "没有选个人信息种类"),
        ({"data": ["name", "identity"], "kind": "general"}, "证件号码属于敏感个人信息。请把处理方式选为"),
        ({"basis": "duty"}, "向社会公开个人信息要取得本人的单独同意"),
        ({"kind": "passing_on"}, "没有填写接收方"),
        ({"kind": "sensitive", "basis": "contract"}, "要取得本人的单独同意"),
        ({"why": ""}, "没有填写为什么需要"),
        ({"code": "Lists!"}, "不合规则"),
        ({"name": "长" * 81}, "处理目的有81个字"),
    ],
)
def test_what_the_law_does_not_allow_is_refused(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        define_purpose(OPERATES, cast.liuzhou, LISTS | wrong)
    assert not Purpose.objects.exists()


def test_a_code_stands_once_in_an_organisation(cast: Cast) -> None:
    purpose(cast)
    with pytest.raises(VerbError, match="已有代码为“publish-lists”的处理目的"):
        define_purpose(OPERATES, cast.liuzhou, LISTS)


def test_a_notice_gets_the_next_number_and_the_day(cast: Cast) -> None:
    made = purpose(cast)
    second = publish_notice(OPERATES, made, {"text": "改过的告知书。", "changes": "增加了照片", "renews": True})
    assert (second.number, second.renews, second.published) == (2, True, from_int(today()))
    assert Notice.objects.get(number=1).text == "我们公开代表名单。"


def test_the_first_notice_renews_nothing(cast: Cast) -> None:
    made = purpose(cast, notice=False)
    assert not publish_notice(OPERATES, made, {"text": "一", "renews": True}).renews


@pytest.mark.parametrize(("text", "says"), [("我们公开代表名单。", "与第1版完全相同"), ("", "没有填写告知内容")])
def test_a_notice_that_says_nothing_new_is_refused(cast: Cast, text: str, says: str) -> None:
    with pytest.raises(VerbError, match=says):
        publish_notice(OPERATES, purpose(cast), {"text": text})


def test_a_stopped_purpose_stays_stopped(cast: Cast) -> None:
    made = stop_purpose(OPERATES, purpose(cast))
    with pytest.raises(VerbError, match="停止，无需再次办理"):
        stop_purpose(OPERATES, made)
    with pytest.raises(VerbError, match="已经停止，不能再发布告知书"):
        publish_notice(OPERATES, made, {"text": "新"})


def test_a_draft_says_everything_that_a_notice_has_to(cast: Cast) -> None:
    made = purpose(cast, notice=False, data=["name", "duties"])
    draft = draft_of(made)
    for said in (
        "柳州市科学技术协会",
        "公开代表名单",
        "姓名、单位和职务",
        "接受监督",
        "组织人事部",
        "公示期满后撤下",
        "撤回",
    ):
        assert said in draft
    assert "敏感" not in draft
    assert "敏感个人信息" in draft_of(purpose(cast, notice=False, code="id", kind="sensitive", data=["identity"]))


def test_the_next_draft_is_the_notice_that_holds(cast: Cast) -> None:
    assert draft_of(purpose(cast)) == "我们公开代表名单。"
