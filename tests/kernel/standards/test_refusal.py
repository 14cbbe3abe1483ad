"""The one exception of the standards."""

from keqiao.kernel.standards.refusal import Refused


def test_a_refusal_carries_a_code_for_programs_and_a_sentence_for_people() -> None:
    refused = Refused("id.empty", "证件号码为空")
    assert (refused.code, refused.message, str(refused)) == ("id.empty", "证件号码为空", "证件号码为空")
