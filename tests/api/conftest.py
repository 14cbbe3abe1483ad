"""A city with records behind the interface, on a site that is no demo."""

import pytest
from pytest_django.fixtures import Settings

from plans.municipal import municipal, only_liuzhou  # noqa: F401 - fixtures, found by name


@pytest.fixture(autouse=True)
def no_demo(settings: Settings) -> None:
    """As on a real site."""
    settings.DEMO = False
