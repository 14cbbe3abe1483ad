"""Error pages say what happened and what next, and the worst of them needs nothing that could be broken."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import permission_denied, server_error


@pytest.mark.django_db
def test_an_address_that_is_not_there_gets_help(client: Client) -> None:
    response = client.get("/没有这一页/")
    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()
    assert 'href="/"' in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_says_its_reason_and_whom_to_ask() -> None:
    response = permission_denied(RequestFactory().get("/"), PermissionDenied("只有秘书处可以修改届期。"))
    text = response.content.decode()
    assert response.status_code == 403
    assert "只有秘书处可以修改届期。" in text
    assert "系统管理员" in text


@pytest.mark.django_db
def test_a_form_from_a_stale_page_is_not_lost_in_silence() -> None:
    response = csrf_failure(RequestFactory().post("/"))
    assert response.status_code == 403
    assert "没有保存" in response.content.decode()


def test_a_broken_site_still_has_a_page_without_database_or_request() -> None:
    # No django_db mark: a query would fail this test.
    text = server_error(RequestFactory().get("/")).content.decode()
    assert "系统出错了" in text
    assert render_to_string("500.html") == text


def test_a_broken_site_says_so_in_the_readers_language() -> None:
    assert '<html lang="zh-Hans"' in render_to_string("500.html")
    with translation.override("en"):
        text = render_to_string("500.html")
    assert '<html lang="en"' in text
    assert "Something went wrong" in text
