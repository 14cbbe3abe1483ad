"""The small plan with its books."""

from __future__ import annotations

import pytest

from plans.coverage.given import Books
from plans.starting import Starting


@pytest.fixture
def books(starting: Starting) -> Books:
    """The small plan with two programmes, without provisions and registers."""
    return Books(starting)
