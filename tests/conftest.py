"""What every test stands on: the cast, and a database that may be emptied between tests."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from cast import Cast, assemble
from homes import home_of
from keqiao.kernel.nouns import ledger

FILLED = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(autouse=True, scope="session")
def emptying_is_no_verb() -> Iterator[None]:
    """After a test with real transactions its rows go, past the write guard.

    Django would truncate every table, which takes PostgreSQL a second for hundreds of them, and write the rows that
    migrating leaves once more; deleting the few rows there are takes milliseconds.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: emptied())
        yield


def emptied() -> None:
    """No row is left in any table but in those that migrating fills."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - FILLED)
    exempt, unchecked = ledger.exempt("flush"), connection.constraint_checks_disabled()
    with exempt, unchecked, transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


@pytest.fixture(autouse=True, scope="session")
def staff_log_in_with_a_password() -> Iterator[None]:
    """Tests of other things log in with a password alone; those of the second factor turn it on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DOORS", replace(settings.DOORS, second_factor="own"))
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """The one cast, on stage."""
    return assemble()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A home with an empty database of the program's own, made once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    place = (base if worker_id == "master" else base.parent) / "migrated"
    with (place.parent / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            place.mkdir()
            command = [sys.executable, "-m", "keqiao", "migrate"]
            subprocess.run(command, env=os.environ | home_of(place), check=True, capture_output=True, timeout=300)
    return place


@pytest.fixture
def own_home(migrated: Path, tmp_path: Path) -> Path:
    """A home with an empty database for one test that runs the program in a process of its own."""
    return shutil.copytree(migrated, tmp_path / "home")


def pytest_unconfigure() -> None:
    """Remove the throw-away home of this run."""
    shutil.rmtree(settings.HOME, ignore_errors=True)
