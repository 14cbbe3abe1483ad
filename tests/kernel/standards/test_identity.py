"""GB 11643 and its neighbours: what a number tells, and what a wrong one says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.standards.identity import IdKind, Sex, check_digit, read_identity
from keqiao.kernel.standards.refusal import Refused

TODAY = date(2026, 11, 1)


def numbered(first17: str) -> str:
    return first17 + check_digit(first17)


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read_identity(text, today=TODAY)
    return caught.value


def test_the_two_published_examples() -> None:
    woman = read_identity("11010519491231002X", today=TODAY)
    assert (woman.kind, woman.birth, woman.sex) == (IdKind.CITIZEN, date(1949, 12, 31), Sex.FEMALE)
    man = read_identity("440524188001010014", today=TODAY)
    assert (man.birth, man.sex) == (date(1880, 1, 1), Sex.MALE)


@pytest.mark.parametrize(
    "written",
    ["11010519491231002x", " 110105 19491231 002X ", "'11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ"],
)
def test_written_forms_give_one_number(written: str) -> None:
    assert read_identity(written, today=TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("810000", IdKind.HONG_KONG_RESIDENT),
        ("820000", IdKind.MACAO_RESIDENT),
        ("830000", IdKind.TAIWAN_RESIDENT),
        ("911156", IdKind.PERMANENT_RESIDENT),
        ("450203", IdKind.CITIZEN),
    ],
)
def test_kinds_of_eighteen_digits(prefix: str, kind: IdKind) -> None:
    identity = read_identity(numbered(prefix + "19830704123"), today=TODAY)
    assert (identity.kind, identity.birth, identity.sex) == (kind, date(1983, 7, 4), Sex.MALE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("E12345678", IdKind.PASSPORT),
        ("EA1234567", IdKind.PASSPORT),
        ("H12345678", IdKind.TRAVEL_PERMIT),
        ("M1234567890", IdKind.TRAVEL_PERMIT),
        ("CAN110175060312", IdKind.PERMANENT_RESIDENT),
    ],
)
def test_other_documents_tell_no_birth_date(text: str, kind: IdKind) -> None:
    identity = read_identity(text, today=TODAY)
    assert (identity.kind, identity.birth, identity.sex) == (kind, None, None)


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "id.empty", "为空"),
        ("110105194912310021", "id.checksum", "校验码"),
        (numbered("11010519490230002"), "id.birth", "19490230"),
        (numbered("11010520990101002"), "id.birth", "不可能"),
        (numbered("99010519490101002")[:17] + "A", "id.character", "第18位"),
        ("1101O519491231002X", "id.character", "第5位"),
        (numbered("10010519491231002"), "id.region", "“10”"),
        ("110105491231002", "id.fifteen", "第一代"),
        ("1101051949123100", "id.length", "16位"),
        ("身份证遗失", "id.unknown", "核对"),
    ],
)
def test_a_wrong_number_says_what_and_what_next(text: str, code: str, says: str) -> None:
    refused = refusal(text)
    assert refused.code == code
    assert says in refused.message
    assert "请" in refused.message


@given(st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(birth: date, serial: int, place: int, shift: int) -> None:
    number = numbered(f"450203{birth:%Y%m%d}{serial:03d}")
    assert read_identity(number, today=TODAY).birth == birth
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    refusal(wrong)
