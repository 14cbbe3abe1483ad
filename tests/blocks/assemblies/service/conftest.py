"""Liuzhou's committees, for everything that office-holders owe and do."""

from __future__ import annotations

import pytest

from blocks.assemblies.service.given import Sitting, committees
from cast import Cast


@pytest.fixture
def sitting(cast: Cast) -> Sitting:
    """Full and standing committee with their members."""
    return committees(cast)
