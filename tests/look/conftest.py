"""How a test of the look draws a component."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

Draw = Callable[..., str]


@pytest.fixture
def draw() -> Draw:
    """Draws a piece of a page as a template would, with the names it uses."""

    def drawn(source: str, **names: Any) -> str:
        request = RequestFactory().get(names.pop("address", "/"))
        compiled: str = CottonCompiler().process(source)
        return Template(compiled).render(RequestContext(request, names))

    return drawn
