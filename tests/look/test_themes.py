"""The theme follows the reader's cookie and nothing else."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from keqiao.look.themes import COOKIE, THEMES, theme_of


@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_theme_is_kept(theme: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = theme
    assert theme_of(request) == theme


def test_a_cookie_that_names_no_theme_is_ignored() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = '"><script>'
    assert theme_of(request) == "auto"


def test_without_a_request_the_system_decides() -> None:
    assert theme_of(None) == "auto"
