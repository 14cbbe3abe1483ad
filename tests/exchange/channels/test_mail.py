"""E-mail as a way out."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from keqiao.exchange.channels.contract import ChannelError, Message
from keqiao.exchange.channels.mail import Mail

MESSAGE = Message("a1", "email", "wei@example.cn", "验证码123456", {})


def test_a_message_goes_to_its_address() -> None:
    Mail("科桥验证码").send(MESSAGE)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["wei@example.cn"], "科桥验证码", "验证码123456")
    assert sent.extra_headers == {"X-Keqiao-Id": "a1"}


def test_a_server_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(message: EmailMessage) -> int:
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(EmailMessage, "send", fail)
    with pytest.raises(ChannelError, match="no server"):
        Mail("科桥验证码").send(MESSAGE)


def test_a_message_brings_its_own_subject_in_one_line() -> None:
    Mail("科桥通知").send(Message("a2", "email", "wei@example.cn", "定于明天", {}, "会议通知：\n三次会议"))
    assert [sent.subject for sent in mail.outbox] == ["会议通知： 三次会议"]
