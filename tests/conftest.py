"""What every test stands on: the cast, and a database that may be emptied between tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from cast import Cast, assemble
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


def pytest_unconfigure() -> None:
    """Remove the throw-away home of this run."""
    shutil.rmtree(settings.HOME, ignore_errors=True)
