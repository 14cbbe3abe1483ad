"""The demo's accounts: public passwords that nobody has to change, and rules that are back afterwards."""

from __future__ import annotations

from django.conf import settings

from keqiao.cli.demo import accounts
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD


def test_everybody_of_the_demo_keeps_the_public_password(demo: Stage) -> None:
    assert {one.username for one in DEMO_ACCOUNTS} <= set(demo.users)
    assert not [user.username for user in demo.users.values() if user.must_change]
    assert demo.users["clerk"].check_password(DEMO_PASSWORD)


def test_the_rules_of_the_site_hold_again_afterwards(demo: Stage) -> None:
    assert accounts.build_accounts
    assert not settings.DEMO
    assert settings.DOORS.first_password_changes
