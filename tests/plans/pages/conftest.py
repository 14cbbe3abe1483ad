"""Readers of the plans' pages, in Liuzhou with all its records."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from plans.municipal import Municipal

Reader = Callable[[str], Client]
BOARD = "/plans/liuzhou-2017/450200/"
FRONT_LINE = f"{BOARD}congress-delegates-front-line/"


@pytest.fixture
def reader(municipal: Municipal) -> Reader:
    """Somebody of the cast, logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(municipal.cast, name))
        return client

    return logged_in


@pytest.fixture
def visitor(municipal: Municipal, settings: Settings) -> Client:
    """A visitor of the demo."""
    settings.DEMO = True
    return Client()
