"""Codes leave the outbox by the way out that the settings name, are tried again, and not when they hold no more."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cast import Cast
from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.kernel.identities.models import LoginCode
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.kernel.verbs.models import Event
from keqiao.registry import messages
from registry.proving import MOBILE, digits_of, sent


class Gateway:
    """Takes messages, or fails so many times first."""

    def __init__(self, failures: int = 0) -> None:
        """How often it fails."""
        self.failures = failures
        self.taken: list[Message] = []

    def send(self, message: Message) -> None:
        """Take it."""
        if self.failures:
            self.failures -= 1
            raise ChannelError("out of reach")
        self.taken.append(message)


@pytest.fixture
def gateway(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """A gateway in the place of the folder."""
    made = Gateway()
    monkeypatch.setattr(messages, "channel_for", lambda kind: made)
    return made


def test_a_code_is_sent_once_with_its_digits(gateway: Gateway) -> None:
    code = sent()
    deliver_pending()
    deliver_pending()
    (message,) = gateway.taken
    assert (message.id, message.kind, message.to) == (str(code.public_id), "mobile", MOBILE)
    assert message.values["code"] in message.text
    assert message.values["minutes"] == "5"
    assert "5分钟内有效" in message.text


def test_a_gateway_that_failed_is_tried_again(gateway: Gateway) -> None:
    gateway.failures = 1
    sent()
    deliver_pending()
    assert not gateway.taken
    deliver_pending()
    assert len(gateway.taken) == 1


def test_a_code_that_holds_no_more_is_not_sent(gateway: Gateway) -> None:
    sent()
    LoginCode.objects.update(expires=timezone.now())
    deliver_pending()
    assert not gateway.taken
    assert Event.objects.get().delivered is not None


def test_old_codes_and_messages_are_cleared_away(cast: Cast) -> None:
    digits_of(sent())
    messages.forget_old()
    assert LoginCode.objects.exists()
