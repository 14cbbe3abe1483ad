"""What the doctor says about the doors."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.demo_accounts import DEMO_PASSWORD
from keqiao.kernel.nouns import ledger
from keqiao.registry.door_faults import door_faults


def test_a_site_as_it_should_be_has_no_faults(cast: Cast, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, second_factor="staff", admin_addresses=(ip_network("10.0.0.0/8"),))
    settings.SMS_GATEWAY, settings.EMAIL_HOST = "https://sms.example.cn/", "mail.example.cn"
    settings.SESSION_COOKIE_SECURE = True
    assert door_faults() == []


def test_each_fault_is_named_with_its_setting(cast: Cast, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, first_password_changes=False)
    said = " ".join(door_faults())
    for name in ("SECOND_FACTOR", "FIRST_PASSWORD_CHANGES", "ADMIN_ADDRESSES", "HTTPS", "SMS_GATEWAY", "EMAIL_HOST"):
        assert f"KEQIAO_{name}" in said


def test_the_demos_password_outside_a_demo_is_found(cast: Cast, settings: Settings) -> None:
    with ledger.exempt("given"):
        cast.clerk.set_password(DEMO_PASSWORD)
        cast.clerk.save()
    assert "clerk" in door_faults()[0]
    settings.DEMO = True
    assert door_faults() == []
