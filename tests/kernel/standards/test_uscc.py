"""GB 32100 and the organisation code inside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.uscc import ALPHABET, check_character, organisation_check, read_credit_code

VALID = "91350100M000100Y43"


def made(prefix: str, body8: str) -> str:
    first17 = prefix + body8 + organisation_check(body8)
    return first17 + check_character(first17)


def test_the_published_example_and_its_parts() -> None:
    code = read_credit_code(" 91350100m000100y43 ")
    assert code.code == VALID
    assert (code.authority, code.category, code.division, code.organisation) == ("9", "91", "350100", "M000100Y4")


def test_a_society_is_registered_by_civil_affairs() -> None:
    assert read_credit_code(made("51450200", "71886543")).category == "51"


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("91350100M000100Y4Z", "uscc.character", "可能是“2”"),
        ("91350100M000100Y44", "uscc.checksum", "校验码"),
        ("91350100M000100Y53", "uscc.organisation", "第9至17位"),
        ("9135010OM000100Y43", "uscc.character", "第8位"),
        ("9135010AM000100Y43", "uscc.division", "行政区划"),
        ("91350100M000100Y4", "uscc.length", "17位"),
    ],
)
def test_a_wrong_code_says_where(text: str, code: str, says: str) -> None:
    with pytest.raises(Refused) as caught:
        read_credit_code(text)
    assert caught.value.code == code
    assert says in caught.value.message


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_noticed(body: str, place: int, char: str) -> None:
    code = made("51450200", body)
    assert read_credit_code(code).code == code
    if char != code[place]:
        with pytest.raises(Refused):
            read_credit_code(code[:place] + char + code[place + 1 :])
