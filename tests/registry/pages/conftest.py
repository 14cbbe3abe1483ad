"""A county clerk at the desk with a roster as counties keep it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast
from journeys.messy import save_roster


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    """Drafts of a test stand in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The messy roster."""
    return save_roster(tmp_path / "代表名册.xlsx")


@pytest.fixture
def clerk(cast: Cast, client: Client) -> Client:
    """The county's clerk, logged in."""
    client.force_login(cast.county_clerk)
    return client


@pytest.fixture
def city_clerk(cast: Cast) -> Client:
    """The city's clerk, who may import for the city and what is below it."""
    client = Client()
    client.force_login(cast.clerk)
    return client


@pytest.fixture
def reader(cast: Cast) -> Client:
    """Somebody who sees figures and no names."""
    client = Client()
    client.force_login(cast.reader)
    return client
