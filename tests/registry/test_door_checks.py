"""What the doctor says about the doors."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.health.examine import CHECKS
from keqiao.kernel.health.finding import Level
from keqiao.registry.door_checks import check_doors


def test_a_site_as_it_should_be_has_no_faults(cast: Cast, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, second_factor="staff", admin_addresses=(ip_network("10.0.0.0/8"),))
    settings.SMS_GATEWAY, settings.EMAIL_HOST = "https://sms.example.cn/", "mail.example.cn"
    assert [(one.code, one.level) for one in check_doors()] == [("doors.rules", Level.OK)]


def test_each_fault_is_named_with_its_setting(cast: Cast, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, second_factor="own", first_password_changes=False)
    found = list(check_doors())
    said = " ".join(one.mend for one in found)
    for name in ("SECOND_FACTOR", "FIRST_PASSWORD_CHANGES", "ADMIN_ADDRESSES", "SMS_GATEWAY", "EMAIL_HOST"):
        assert f"KEQIAO_{name}" in said
    assert {one.level for one in found} == {Level.WARNING}


def test_a_demo_leaves_them_off_on_purpose(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    assert [one.level for one in check_doors()] == [Level.OK]


def test_the_doctor_asks() -> None:
    assert check_doors in CHECKS
