"""A minimal package for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from plans.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A package without fault."""
    return Folder(tmp_path)
