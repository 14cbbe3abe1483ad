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
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from cast import Cast, assemble
from homes import home_of
from keqiao.kernel.nouns import ledger


@pytest.fixture(autouse=True, scope="session")
def flushing_is_no_verb() -> Iterator[None]:
    """Let the flush after a test with real transactions pass the write guard."""
    flush = TransactionTestCase._fixture_teardown

    def exempt(case: Any) -> None:
        with ledger.exempt("flush"):
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", exempt)
        yield


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
