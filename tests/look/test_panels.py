"""Panels come in order, and one with nothing to say is left out."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from keqiao.look import panels


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register with panels of this test alone."""
    monkeypatch.setattr(panels, "_panels", {})


def drawn(page: str = "organisation", subject: object = "柳州市科协") -> list[tuple[str, str]]:
    return panels.panels_of(page, RequestFactory().get("/"), subject)


def test_panels_are_drawn_in_order_with_their_subject() -> None:
    panels.register_panel("organisation", "activities", "活动", lambda _request, subject: f"{subject}的活动", order=20)
    panels.register_panel("organisation", "figures", "指标", lambda _request, subject: f"{subject}的指标", order=10)
    assert drawn() == [("指标", "柳州市科协的指标"), ("活动", "柳州市科协的活动")]


def test_a_panel_with_nothing_to_say_is_left_out() -> None:
    panels.register_panel("organisation", "empty", "空", lambda _request, _subject: "")
    assert drawn() == []


def test_a_panel_of_another_page_is_not_drawn() -> None:
    def fails(_request: HttpRequest, _subject: object) -> str:
        raise AssertionError("drawn on the wrong page")

    panels.register_panel("body", "fails", "错", fails)
    assert drawn() == []


def test_saying_a_panel_again_replaces_it() -> None:
    for title in ("旧", "新"):
        panels.register_panel("organisation", "same", title, lambda _request, _subject: "在")
    assert drawn() == [("新", "在")]
