"""Passkeys: what is taken, and what isn't."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from fido2.utils import websafe_decode, websafe_encode
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import Cast, acts
from keqiao.kernel.access.models import Factor, User
from keqiao.kernel.access.passkeys import PasskeyError, ask, ask_new, can_have, keep_new
from keqiao.kernel.access.second import has_second
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.factors import remove_factor
from keqiao.registry.verbs.passkeys import add_passkey, show_passkey
from registry.keying import HOST, Device, device_of, passkey_of


def show(user: User, device: Device, host: str = HOST) -> None:
    """Show a passkey at the host where it was asked for."""
    asked = ask(user, host)
    assert asked is not None
    show_passkey(acts(user), user, {"host": host, "state": asked.state, "answer": device.show(asked.options)})


def test_a_passkey_is_added_and_shown(cast: Cast) -> None:
    device = device_of(cast.clerk)
    assert has_second(cast.clerk)
    assert "BEGIN" not in passkey_of(cast.clerk).sealed
    show(cast.clerk, device)
    show(cast.clerk, device)
    remove_factor(acts(cast.clerk), passkey_of(cast.clerk), None)
    assert ask(cast.clerk, HOST) is None


def test_a_device_that_counts_must_count_on(cast: Cast) -> None:
    device = device_of(cast.clerk, Device(uses=3))
    device.uses = 4
    show(cast.clerk, device)
    assert passkey_of(cast.clerk).last == 4
    with pytest.raises(VerbError, match="没有通过验证"):
        show(cast.clerk, device)


def test_an_answer_is_to_its_own_question_at_its_own_place(cast: Cast) -> None:
    device = device_of(cast.clerk)
    first, second = ask(cast.clerk, HOST), ask(cast.clerk, HOST)
    assert first is not None
    assert second is not None
    for host, state, options in (
        (HOST, first.state, second.options),
        ("elsewhere.example", first.state, first.options),
    ):
        with pytest.raises(VerbError, match="没有通过验证"):
            show_passkey(acts(cast.clerk), cast.clerk, {"host": host, "state": state, "answer": device.show(options)})
    device.origin = "https://testserver.example"
    with pytest.raises(VerbError, match="没有通过验证"):
        show(cast.clerk, device)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', "[" * 9000])
def test_what_is_no_answer_is_refused(cast: Cast, answer: str) -> None:
    device_of(cast.clerk)
    asked = ask(cast.clerk, HOST)
    assert asked is not None
    with pytest.raises(VerbError, match="没有通过验证"):
        show_passkey(acts(cast.clerk), cast.clerk, {"host": HOST, "state": asked.state, "answer": answer})
    new = ask_new(cast.clerk, HOST)
    with pytest.raises(VerbError, match="不能用"):
        add_passkey(acts(cast.clerk), cast.clerk, {"host": HOST, "state": new.state, "answer": answer})


def test_another_device_and_another_person_are_refused(cast: Cast) -> None:
    device = device_of(cast.clerk)
    with pytest.raises(VerbError, match="没有通过验证"):
        show(cast.clerk, Device())
    device_of(cast.leader)
    with pytest.raises(VerbError, match="没有通过验证"):
        show(cast.leader, device)
    asked = ask(cast.clerk, HOST)
    assert asked is not None
    with pytest.raises(Refused):
        show_passkey(
            acts(cast.leader),
            cast.clerk,
            {"host": HOST, "state": asked.state, "answer": device.show(asked.options)},
        )


def test_a_device_that_has_one_is_named_so_that_it_makes_no_second(cast: Cast) -> None:
    device_of(cast.clerk)
    assert "excludeCredentials" in ask_new(cast.clerk, HOST).options


@pytest.mark.parametrize(
    ("host", "can"),
    [("kx.example.cn", True), ("localhost:8000", True), ("127.0.0.1:8000", False), ("[::1]:8000", False)],
)
def test_passkeys_are_made_for_names(host: str, can: bool) -> None:
    assert can_have(host) is can


def test_bytes_that_no_browser_made_are_refused_and_nothing_else_happens(cast: Cast) -> None:
    asked = ask_new(cast.clerk, HOST)
    whole = Device().make(asked.options)

    @settings(max_examples=200, deadline=None)
    @given(place=st.integers(0, 400), byte=st.integers(0, 255), length=st.integers(0, 400))
    def refused(place: int, byte: int, length: int) -> None:
        answer = json.loads(whole)
        data = bytearray(websafe_decode(answer["response"]["attestationObject"]))
        data[place % len(data)] = byte
        answer["response"]["attestationObject"] = websafe_encode(bytes(data[: length or None]))
        with suppress(PasskeyError):
            keep_new(Factor(user=cast.clerk, kind="passkey"), HOST, asked.state, json.dumps(answer))

    refused()
