"""The demo at its usual size, built once for the tests that look at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from keqiao.cli.demo.build import build
from keqiao.cli.demo.members import MEMBERS
from keqiao.cli.demo.register import RARE, TWICE
from keqiao.cli.demo.stage import Stage

FOLDER = Path(__file__).parent
BESIDE = len(RARE) + TWICE + len(MEMBERS)  # people beside those asked for, each there to show something


def quiet(text: str) -> None:
    """Say nothing while the demo is built."""


def today() -> dt.date:
    """The day of the demo."""
    return timezone.localdate()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those who look at the demo come last in this folder: it is built once for them, and nobody else sees it."""
    places = [place for place, item in enumerate(items) if FOLDER in item.path.parents]
    ours = sorted((items[place] for place in places), key=lambda item: "demo" in getattr(item, "fixturenames", ()))
    for place, item in zip(places, ours, strict=True):
        items[place] = item


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """A demo of 600 people, there for this folder's tests and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage = Stage(600, 2017, today())
        build(stage, quiet)
        yield stage
        transaction.set_rollback(True)
