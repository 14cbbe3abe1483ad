"""Which way out stands here, and what an operator should mend."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from keqiao.exchange.channels.choose import channel_faults, channel_for, folder
from keqiao.exchange.channels.contract import ChannelError
from keqiao.exchange.channels.gateway import HttpGateway
from keqiao.exchange.channels.mail import Mail


@pytest.fixture
def gateway(settings: Settings) -> Settings:
    """A site with a gateway and a mail server."""
    settings.SMS_GATEWAY, settings.EMAIL_HOST = "https://sms.example.cn/send", "mail.example.cn"
    return settings


def test_without_settings_messages_stay_in_the_home(settings: Settings) -> None:
    assert channel_for("mobile") == channel_for("email") == folder()
    assert folder().path == settings.HOME / "outbox"


def test_a_gateway_takes_mobiles_and_a_server_takes_mail(gateway: Settings) -> None:
    gateway.SMS_HEADERS, gateway.SMS_SUCCESS = '{"X-Key": "k"}', "OK"
    sms = channel_for("mobile")
    assert isinstance(sms, HttpGateway)
    assert (sms.url, sms.headers, sms.success) == ("https://sms.example.cn/send", {"X-Key": "k"}, "OK")
    assert isinstance(channel_for("email"), Mail)


def test_an_operator_is_told_what_is_missing(settings: Settings) -> None:
    found = list(channel_faults())
    assert [code for code, _said, _mend in found] == ["gateway", "mail"]
    assert "KEQIAO_SMS_GATEWAY" in found[0][2]
    assert "KEQIAO_EMAIL_HOST" in found[1][2]


def test_a_site_that_is_set_up_has_no_faults(gateway: Settings) -> None:
    assert not list(channel_faults())


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_a_setting_that_is_no_json_is_told_by_name(gateway: Settings, text: str) -> None:
    gateway.SMS_BODY = text
    with pytest.raises(ChannelError, match="KEQIAO_SMS_BODY"):
        channel_for("mobile")
    assert "KEQIAO_SMS_BODY" in next(channel_faults())[2]
