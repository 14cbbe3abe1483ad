"""The demo's accounts: the four users of the desk and the three administrators."""

from __future__ import annotations

from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.registry.verbs import access


def build_accounts(stage: Stage) -> None:
    """Create each account and grant its role."""
    for account in DEMO_ACCOUNTS:
        organisation = stage.organisations[account.organisation]
        named = {"username": account.username, "display_name": account.display_name, "password": DEMO_PASSWORD}
        stage.users[account.username] = access.create_user(stage.act, organisation, named)
        role = {"username": account.username, "role": account.role, "subtree": account.subtree}
        access.grant(stage.act, organisation, role)
