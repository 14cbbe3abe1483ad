"""The audit, the administrators, passwords and backups."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import Cast, user_with
from keqiao.kernel.access.demo_accounts import DEMO_PASSWORD
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.audit.sealer import checkpoint_path, seal_pending
from keqiao.kernel.audit.verified import verify_and_remember
from keqiao.kernel.audit.write import write_entry
from keqiao.kernel.backup.take import NOTED
from keqiao.kernel.health.finding import Check, Level
from keqiao.kernel.health.trust import check_administrators, check_audit, check_backups, check_passwords
from keqiao.kernel.nouns import ledger


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path, db: None) -> None:
    """What is kept in the home is this test's; people work here."""
    settings.HOME, settings.DEMO = tmp_path, False


def levels(check: Check) -> dict[str, Level]:
    """What a check says, by code."""
    return {one.code: one.level for one in check()}


def test_an_audit_never_verified_verified_and_tampered_with() -> None:
    assert levels(check_audit) == {"audit.verified": Level.WARNING}
    write_entry(verb="trial.rename", actor="operator", channel="test", organisations=[])
    seal_pending()
    verify_and_remember()
    assert levels(check_audit) == {"audit.verified": Level.OK}
    Entry.objects.update(actor="user:1")
    verify_and_remember()
    assert levels(check_audit) == {"audit.verified": Level.FAILURE}


def test_entries_that_nobody_seals_and_a_lost_checkpoint_are_told() -> None:
    write_entry(verb="trial.rename", actor="operator", channel="test", organisations=[])
    Entry.objects.update(at=timezone.now() - dt.timedelta(minutes=11))
    assert levels(check_audit)["audit.sealed"] is Level.WARNING
    seal_pending()
    checkpoint_path().unlink()
    assert levels(check_audit)["audit.checkpoint"] is Level.FAILURE


def test_three_administrators_are_three_people(cast: Cast) -> None:
    assert levels(check_administrators) == {"administrators.three": Level.OK}
    both = user_with("both", "system_admin", cast.liuzhou)
    with ledger.exempt("given"):
        both.grants.create(role="audit_admin", organisation=cast.luzhai)
    assert levels(check_administrators) == {"administrators.three": Level.FAILURE}


def test_an_administrator_who_is_missing_or_out_of_use_is_told(cast: Cast) -> None:
    with ledger.exempt("given"):
        type(cast.audit_admin).objects.filter(pk=cast.audit_admin.pk).update(is_active=False)
    assert levels(check_administrators) == {"administrators.audit_admin": Level.FAILURE}


def test_the_demos_password_outside_a_demo_is_a_failure(cast: Cast, settings: Settings) -> None:
    assert levels(check_passwords) == {"passwords.demo": Level.OK}
    with ledger.exempt("given"):
        cast.clerk.set_password(DEMO_PASSWORD)
        cast.clerk.save()
    assert levels(check_passwords) == {"passwords.demo": Level.FAILURE}
    settings.DEMO = True
    assert levels(check_passwords) == {"passwords.demo": Level.OK}


@pytest.mark.parametrize(("days", "level"), [(1, Level.OK), (8, Level.FAILURE)])
def test_a_backup_grows_old(settings: Settings, days: int, level: Level) -> None:
    assert levels(check_backups) == {"backups.age": Level.WARNING}
    at = (timezone.now() - dt.timedelta(days=days)).isoformat()
    (settings.HOME / NOTED).write_text(json.dumps({"at": at, "file": "a", "rows": 1, "size": 1}))
    assert levels(check_backups) == {"backups.age": level}
