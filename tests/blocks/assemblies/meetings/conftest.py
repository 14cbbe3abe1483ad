"""The hall for every test of meetings."""

from __future__ import annotations

import pytest

from blocks.assemblies.meetings.given import Hall, hall
from cast import Cast


@pytest.fixture
def at(cast: Cast) -> Hall:
    """A congress of six with its rules."""
    return hall(cast)
