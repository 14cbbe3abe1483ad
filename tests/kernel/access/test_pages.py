"""What a view declares is what it checks: visitors log in, others are told whom to ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import VISITOR

ADDRESS = "/trial/?page=2"


def asked(user: User | None = None) -> HttpRequest:
    """A request by a user or a visitor."""
    request = RequestFactory().get(ADDRESS)
    request.user = AnonymousUser() if user is None else user
    return request


def the_organisation(request: HttpRequest, organisation: int) -> int:
    """The need is checked on the organisation that the address names."""
    return organisation


@page("anyone")
def for_anyone(request: HttpRequest) -> HttpResponse:
    """Open to all."""
    return HttpResponse("shown")


@page("login")
def for_users(request: HttpRequest) -> HttpResponse:
    """For whoever can log in."""
    return HttpResponse("shown")


@page("people.see")
def for_some(request: HttpRequest) -> HttpResponse:
    """For whoever sees people anywhere."""
    return HttpResponse("shown")


@page("people.see", on=the_organisation)
def for_some_there(request: HttpRequest, organisation: int) -> HttpResponse:
    """For whoever sees people of that organisation."""
    return HttpResponse("shown")


@page("figures.see", on=the_organisation, open_in_demo=True)
def for_the_demo(request: HttpRequest, organisation: int) -> HttpResponse:
    """Open to all in a demo."""
    return HttpResponse("shown")


def shown(answer: HttpResponseBase) -> bool:
    """Whether the page itself came."""
    return isinstance(answer, HttpResponse) and answer.content == b"shown"


def to_login(answer: HttpResponseBase) -> bool:
    """Whether the visitor is asked to log in and will come back."""
    return answer.status_code == 302 and answer["Location"] == "/login/?next=/trial/%3Fpage%3D2"


denied = pytest.raises(PermissionDenied, match="没有查看此页的权限。请联系本单位的安全管理员")


def test_anyone_sees_what_is_open(cast: Cast) -> None:
    assert shown(for_anyone(asked()))
    assert shown(for_anyone(asked(cast.nobody)))


def test_a_visitor_is_sent_to_the_login_and_back(cast: Cast) -> None:
    assert to_login(for_users(asked()))
    assert to_login(for_some(asked()))
    assert to_login(for_some_there(asked(), cast.liuzhou.pk))


def test_whoever_logged_in_sees_what_asks_for_a_login(cast: Cast) -> None:
    assert shown(for_users(asked(cast.nobody)))


def test_a_need_anywhere_is_enough_where_no_organisation_is_named(cast: Cast) -> None:
    assert shown(for_some(asked(cast.clerk)))
    assert shown(for_some(asked(cast.outsider)))
    for user in (cast.reader, cast.nobody, cast.security_admin):
        with denied:
            for_some(asked(user))


def test_a_need_there_is_asked_where_an_organisation_is_named(cast: Cast) -> None:
    assert shown(for_some_there(asked(cast.clerk), cast.luzhai.pk))
    for user in (cast.outsider, cast.reader, cast.nobody):
        with denied:
            for_some_there(asked(user), cast.luzhai.pk)


def test_the_demo_opens_only_what_says_so(cast: Cast, settings: Settings) -> None:
    assert to_login(for_the_demo(asked(), cast.liuzhou.pk))
    settings.DEMO = True
    assert shown(for_the_demo(asked(), cast.liuzhou.pk))
    assert shown(for_the_demo(asked(cast.outsider), cast.liuzhou.pk))
    assert to_login(for_some_there(asked(), cast.liuzhou.pk))
    with denied:
        for_some_there(asked(cast.outsider), cast.liuzhou.pk)


@pytest.mark.parametrize(
    ("view", "needs"),
    [(for_anyone, "anyone"), (for_users, "login"), (for_some, "people.see"), (for_the_demo, "figures.see")],
)
def test_a_view_carries_what_it_declared_and_keeps_its_name(view: Any, needs: str) -> None:
    assert view.needs == needs
    assert view.__name__.startswith("for_")
    assert view.__doc__


def test_a_need_that_no_role_gives_cannot_be_declared() -> None:
    with pytest.raises(KeyError, match=r"No role gives 'people\.look'"):
        page("people.look")


def test_parts_of_a_page_ask_by_record_or_id(cast: Cast) -> None:
    assert may(asked(cast.clerk), "people.see", cast.luzhai)
    assert may(asked(cast.clerk), "people.see", cast.luzhai.pk)
    assert not may(asked(cast.outsider), "people.see", cast.luzhai)
    assert not may(asked(), "people.see", cast.luzhai)


def test_a_request_without_a_user_is_a_visitors(cast: Cast) -> None:
    assert actor_of(RequestFactory().get(ADDRESS)) is VISITOR
    assert actor_of(asked()) is VISITOR
    assert actor_of(asked(cast.clerk)).user == cast.clerk
