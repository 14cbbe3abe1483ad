"""A chain of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def own_checkpoint(settings: Settings, tmp_path: Path) -> None:
    """The head of the chain is kept where no other test looks."""
    settings.HOME = tmp_path
