"""Where somebody goes who was let in."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from cast import Cast
from keqiao.web.doors.admit import start_of, wanted, ways


def test_who_has_a_role_starts_at_the_desk_and_everybody_else_at_home(cast: Cast) -> None:
    assert start_of(cast.reader) == "/desk/"
    assert start_of(cast.nobody) == "/home/"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"])
def test_only_our_own_pages_are_gone_on_to(rf: RequestFactory, target: str) -> None:
    assert wanted(rf.get("/login/", {"next": target})) == ""
    assert wanted(rf.get("/login/", {"next": "/desk/"})) == "/desk/"


def test_the_page_asked_for_goes_along_with_the_other_way(cast: Cast) -> None:
    here, there, _paper = ways("login", "/desk/?page=2")
    assert (here.current, there.current) == (True, False)
    assert there.url == "/login/mobile/?next=%2Fdesk%2F%3Fpage%3D2"
