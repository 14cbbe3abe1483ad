"""Pages of supervision are tried outside a demo, with Liuzhou's plan alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def no_demo(settings: Settings, only_liuzhou: Path) -> None:
    """As an association has it, not as the demo shows it."""
    settings.DEMO = False
