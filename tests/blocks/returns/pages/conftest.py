"""Who is logged in, and a small form beside the two that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast


@pytest.fixture(autouse=True)
def files_go_aside(tmp_path: Path, settings: Settings) -> None:
    """Files uploaded by tests stand in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def clerk(cast: Cast, client: Client) -> Client:
    """The city's clerk at the desk."""
    client.force_login(cast.clerk)
    return client
