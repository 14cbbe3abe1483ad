"""Which organisations the reader may open, and the way down to one."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.registry.pages.reach import links_to, trail, visible_to


def request_of(user: User | None) -> HttpRequest:
    """A page asked for by somebody."""
    request = RequestFactory().get("/")
    if user is not None:
        request.user = user
    return request


def test_a_reader_sees_what_the_grant_covers_and_a_visitor_nothing(cast: Cast) -> None:
    assert list(visible_to(request_of(cast.reader))) == [cast.liuzhou]
    assert set(visible_to(request_of(cast.clerk))) == {cast.liuzhou, cast.luzhai, cast.society}
    assert not visible_to(request_of(None)).exists()


def test_the_demo_shows_all(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    assert visible_to(request_of(None)).count() == 6


def test_only_pages_that_the_reader_may_open_are_linked(cast: Cast) -> None:
    assert links_to(request_of(cast.reader), [cast.liuzhou, cast.guilin]) == {cast.liuzhou.pk: "/organisations/450200/"}


@pytest.mark.parametrize(("here", "last"), [((), "鹿寨县科学技术协会"), (("代表大会",), "代表大会")])
def test_the_way_leads_from_the_top_and_links_what_may_be_opened(cast: Cast, here: tuple[str, ...], last: str) -> None:
    way = trail(request_of(cast.clerk), cast.luzhai, *here)
    assert [step["label"] for step in way[:3]] == ["中国科学技术协会", "广西壮族自治区科学技术协会", "柳州市科协"]
    assert [step["url"] for step in way[:3]] == ["", "", "/organisations/450200/"]
    assert way[-1]["label"] == last
