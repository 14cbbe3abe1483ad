"""Sealed values open only unchanged, in their place, with their key; whichever algorithm sealed them."""

from __future__ import annotations

import base64
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.keys import AES, SM4, Key
from keqiao.kernel.seals import (
    SealError,
    blind_index,
    blind_indexes,
    index_all,
    index_mark,
    seal,
    seal_all,
    seal_mark,
    unseal,
)

KEY, OTHER = b"k" * 32, b"o" * 32
NUMBER = "11010519491231002X"
RINGS = [Key({1: KEY}, AES), Key({1: OTHER, 2: KEY}, SM4)]


@pytest.mark.parametrize("key", RINGS, ids=[AES, SM4])
@given(text=st.text(), place=st.text())
def test_what_was_sealed_opens_in_its_place(key: Key, text: str, place: str) -> None:
    assert unseal(seal(text, key=key, bound_to=place), key=key, bound_to=place) == text


@pytest.mark.parametrize("key", RINGS, ids=[AES, SM4])
def test_sealing_twice_gives_different_values_without_the_text(key: Key) -> None:
    first, second = (seal(NUMBER, key=key, bound_to="a") for _ in range(2))
    assert first != second
    assert first.startswith(seal_mark(key))
    assert NUMBER not in first
    assert NUMBER.encode() not in base64.urlsafe_b64decode(first.partition(":")[2])


def test_the_value_says_what_sealed_it() -> None:
    assert seal("", key=RINGS[0], bound_to="").startswith("aes-gcm.1:")
    assert seal("", key=RINGS[1], bound_to="").startswith("sm4-gcm.2:")


def test_another_algorithm_and_an_earlier_key_still_open() -> None:
    before = Key({1: KEY}, AES)
    after = Key({1: KEY, 2: OTHER}, SM4)
    assert unseal(seal(NUMBER, key=before, bound_to="a"), key=after, bound_to="a") == NUMBER


def test_what_was_sealed_before_the_algorithm_could_be_chosen_opens() -> None:
    nonce = os.urandom(12)
    box = base64.urlsafe_b64encode(nonce + AESGCM(KEY).encrypt(nonce, NUMBER.encode(), b"a")).decode()
    assert unseal(f"1:{box}", key=Key({1: KEY, 2: OTHER}, SM4), bound_to="a") == NUMBER


def _flipped(value: str) -> str:
    mark, _colon, body = value.partition(":")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[-1] ^= 1
    return f"{mark}:{base64.urlsafe_b64encode(bytes(raw)).decode()}"


def _remarked(value: str) -> str:
    return f"1:{value.partition(':')[2]}"


SPOILT = {
    "another key": (str, OTHER, "a"),
    "another record": (str, KEY, "b"),
    "one bit": (_flipped, KEY, "a"),
    "cut short": (lambda value: value[:16], KEY, "a"),
    "empty": (lambda value: value.partition(":")[0] + ":", KEY, "a"),
    "not base64": (lambda value: value.partition(":")[0] + ":一", KEY, "a"),
    "a version nobody has": (lambda value: value.replace(".1:", ".7:", 1), KEY, "a"),
    "no version": (lambda value: value.replace(".1:", ":", 1), KEY, "a"),
    "another algorithm": (lambda value: "des" + value[value.index(".") :], KEY, "a"),
    "an older mark": (_remarked, KEY, "a"),
    "nothing": (lambda value: "", KEY, "a"),
}


@pytest.mark.parametrize("algorithm", [AES, SM4])
@pytest.mark.parametrize("spoilt", SPOILT)
def test_nothing_else_opens(spoilt: str, algorithm: str) -> None:
    spoil, key, place = SPOILT[spoilt]
    value = seal(NUMBER, key=Key({1: KEY}, algorithm), bound_to="a")
    with pytest.raises(SealError, match=r"密封.*请核对"):
        unseal(spoil(value), key=Key({1: key}, algorithm), bound_to=place)


def test_the_blind_index_finds_equal_values_under_its_key_only() -> None:
    assert blind_index(" 11010519491231002x ", key=KEY) == blind_index(NUMBER, key=KEY)
    assert blind_index(NUMBER, key=KEY) != blind_index(NUMBER, key=OTHER)
    assert blind_index(NUMBER, key=KEY) != blind_index("110105194912310038", key=KEY)
    assert len(blind_index(NUMBER, key=KEY)) == 32


def test_while_keys_change_a_value_is_searched_for_under_each() -> None:
    before, after = Key({1: KEY}), Key({1: KEY, 2: OTHER})
    assert blind_indexes(NUMBER, key=after) == [blind_index(NUMBER, key=after), blind_index(NUMBER, key=before)]
    assert blind_index(NUMBER, key=after).startswith(index_mark(after))
    assert (index_mark(before), index_mark(after), len(blind_index(NUMBER, key=after))) == ("", "2:", 32)


@pytest.mark.parametrize("key", RINGS, ids=[AES, SM4])
def test_many_are_sealed_and_found_as_one_is(key: Key) -> None:
    numbers = [NUMBER, "", "x123"]
    sealed = seal_all(((number, str(place)) for place, number in enumerate(numbers)), key=key)
    opened = [unseal(value, key=key, bound_to=str(place)) if value else "" for place, value in enumerate(sealed)]
    assert opened == numbers
    assert index_all(numbers, key=key) == [blind_index(NUMBER, key=key), "", blind_index("x123", key=key)]
