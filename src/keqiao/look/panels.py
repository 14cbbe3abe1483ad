"""The register of panels: pieces of a page that other floors add to it (an organisation's figures, its activities)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

Render = Callable[[HttpRequest, object], str]


@dataclass(frozen=True)
class Panel:
    """A titled piece of a page; ``render`` gives safe HTML, or an empty string when there is nothing to show."""

    page: str
    title: str | Promise
    render: Render
    order: int = 100


_panels: dict[tuple[str, str], Panel] = {}


def register_panel(page: str, key: str, title: str | Promise, render: Render, order: int = 100) -> None:
    """Adds a panel to a page (``organisation``, ``body``); call it in an application's ``ready``."""
    _panels[page, key] = Panel(page, title, render, order)


def panels_of(page: str, request: HttpRequest, subject: object) -> list[tuple[str, str]]:
    """Title and HTML of every panel that has something to say about the subject, in order."""
    panels = sorted((panel for panel in _panels.values() if panel.page == page), key=lambda panel: panel.order)
    drawn = ((str(panel.title), panel.render(request, subject)) for panel in panels)
    return [(title, html) for title, html in drawn if html]
