"""The sixth place."""

from __future__ import annotations

import pytest

from cast import Cast
from plans.drafting.sixth import Sixth, founded


@pytest.fixture
def sixth(cast: Cast) -> Sixth:
    """临江市 with its clerk and leader, and no record yet."""
    return founded(cast)
