"""The theme is kept and the reader goes back; the gallery isn't for sites that people work in."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from keqiao.look.themes import COOKIE, THEMES


@pytest.mark.parametrize("theme", THEMES)
def test_choosing_a_theme_keeps_it_and_goes_back(client: Client, theme: str) -> None:
    response = client.post("/look/theme/", {"theme": theme, "next": "/look/?page=2"})
    assert (response.status_code, response["Location"]) == (302, "/look/?page=2")
    kept = response.cookies[COOKIE]
    assert kept.value == theme
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_going_back_never_leaves_the_site(client: Client, target: str) -> None:
    response = client.post("/look/theme/", {"theme": "dark", "next": target})
    assert response["Location"] == "/"


def test_a_theme_that_is_none_is_refused_with_a_way_out(client: Client) -> None:
    response = client.post("/look/theme/", {"theme": "pink"})
    assert response.status_code == 400
    assert "显示" in response.content.decode()
    assert COOKIE not in response.cookies


def test_a_theme_is_not_chosen_by_following_a_link(client: Client) -> None:
    assert client.get("/look/theme/").status_code == 405


def test_the_page_is_drawn_in_the_chosen_theme(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    client.cookies[COOKIE] = "contrast"
    assert 'data-theme="contrast"' in client.get("/look/").content.decode()


def test_the_gallery_is_shown_on_a_demo_and_in_development_only(client: Client, settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client.get("/look/").status_code == 404
    settings.DEBUG = True
    assert client.get("/look/").status_code == 200
    settings.DEMO, settings.DEBUG = True, False
    assert client.get("/look/").status_code == 200


def test_a_login_is_offered_where_there_is_no_page_to_log_out(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert f'href="{settings.LOGIN_URL}"' in client.get("/look/").content.decode()
