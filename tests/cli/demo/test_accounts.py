"""The demo's accounts: one for each role, and the public password works at once."""

from __future__ import annotations

from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.access.models import Grant, User


def test_every_account_has_its_password_and_its_one_role(demo: Stage) -> None:
    for account in DEMO_ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.check_password(DEMO_PASSWORD)
        roles = list(Grant.objects.filter(user=user).values_list("role", "organisation__code", "subtree"))
        assert roles == ([(account.role, account.organisation, account.subtree)] if account.role else [])


def test_who_has_no_role_is_a_delegate(demo: Stage) -> None:
    for account in DEMO_ACCOUNTS:
        if not account.role:
            person = User.objects.get(username=account.username).person
            assert person in demo.delegates
