"""The one exception of the standards."""

from keqiao.kernel.standards.refusal import Refused, Said


def test_a_refusal_carries_a_code_for_programs_and_a_sentence_for_people() -> None:
    refused = Refused("id.empty", "证件号码为空")
    assert (refused.code, refused.message, str(refused)) == ("id.empty", "证件号码为空", "证件号码为空")


def test_a_sentence_keeps_what_fills_it_for_whoever_translates_it() -> None:
    refused = Refused("name.long", "姓名有%(length)s个字", length=51)
    assert refused.said == Said("姓名有%(length)s个字", {"length": 51})
    assert refused.message == "姓名有51个字"


def test_a_sentence_can_stand_in_another_and_a_percent_sign_in_none() -> None:
    assert str(Said("无法采用：%(why)s", {"why": Said("没有%(month)s月", {"month": 13})})) == "无法采用：没有13月"
    assert str(Said("占100%")) == "占100%"
