"""Sealed values open only unchanged, in their place, with their key."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.seals import SealError, blind_index, seal, unseal

KEY, OTHER = b"k" * 32, b"o" * 32
NUMBER = "11010519491231002X"


@given(st.text(), st.text())
def test_what_was_sealed_opens_in_its_place(text: str, place: str) -> None:
    assert unseal(seal(text, key=KEY, bound_to=place), key=KEY, bound_to=place) == text


def test_sealing_twice_gives_different_values_without_the_text() -> None:
    first, second = (seal(NUMBER, key=KEY, bound_to="a") for _ in range(2))
    assert first != second
    assert NUMBER not in first
    assert NUMBER.encode() not in base64.urlsafe_b64decode(first.partition(":")[2])


def _flipped(value: str) -> str:
    raw = bytearray(base64.urlsafe_b64decode(value.partition(":")[2]))
    raw[-1] ^= 1
    return f"1:{base64.urlsafe_b64encode(bytes(raw)).decode()}"


@pytest.mark.parametrize(
    ("spoil", "key", "place"),
    [
        (str, OTHER, "a"),
        (str, KEY, "b"),
        (_flipped, KEY, "a"),
        (lambda value: value[:8], KEY, "a"),
        (lambda value: "1:", KEY, "a"),
        (lambda value: "1:一", KEY, "a"),
        (lambda value: value.replace("1:", "2:", 1), KEY, "a"),
        (lambda value: "", KEY, "a"),
    ],
    ids=["another key", "another record", "one bit", "cut short", "empty", "not base64", "another version", "nothing"],
)
def test_nothing_else_opens(spoil: object, key: bytes, place: str) -> None:
    assert callable(spoil)
    with pytest.raises(SealError):
        unseal(spoil(seal(NUMBER, key=KEY, bound_to="a")), key=key, bound_to=place)


def test_the_blind_index_finds_equal_values_under_its_key_only() -> None:
    assert blind_index(" 11010519491231002x ", key=KEY) == blind_index(NUMBER, key=KEY)
    assert blind_index(NUMBER, key=KEY) != blind_index(NUMBER, key=OTHER)
    assert blind_index(NUMBER, key=KEY) != blind_index("110105194912310038", key=KEY)
    assert len(blind_index(NUMBER, key=KEY)) == 32
