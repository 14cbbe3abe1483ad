"""The doorkeeper: sessions that are over, passwords that are due, networks of administrators."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from ipaddress import ip_network

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.models import Grant, OpenSession, User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    """A clerk at the desk."""
    client.force_login(cast.clerk)
    return client


def test_somebody_idle_is_logged_out_and_comes_back_to_the_page(desk: Client) -> None:
    OpenSession.objects.update(seen=timezone.now() - dt.timedelta(minutes=31))
    answer = desk.get("/desk/imports/?page=2")
    assert answer["Location"] == "/login/?next=%2Fdesk%2Fimports%2F%3Fpage%3D2"
    assert "30分钟没有操作" in desk.get(answer["Location"]).content.decode()
    assert OpenSession.objects.get().ended is not None


def test_what_was_being_sent_is_given_back(desk: Client, cast: Cast) -> None:
    OpenSession.objects.update(ended=timezone.now())
    path = f"/desk/acts/organisations.rename/{cast.liuzhou.public_id}/"
    answer = desk.post(
        path, {"name": "柳州市科学技术联合会", "key": "a-key-of-the-form"}, HTTP_ORIGIN="http://testserver"
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "已在别处结束" in page
    assert "柳州市科学技术联合会" in page
    assert "a-key-of-the-form" not in page
    assert Entry.objects.filter(verb="access.enter", outcome="refused").count() == 1
    cast.liuzhou.refresh_from_db()
    assert cast.liuzhou.name == "柳州市科学技术协会"


def test_a_session_that_nobody_opened_opens_nothing(desk: Client) -> None:
    OpenSession.objects.all().delete()
    assert desk.get("/desk/").status_code == 302


def test_an_account_out_of_use_is_out_at_once(desk: Client, cast: Cast) -> None:
    with ledger.exempt("given"):
        User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    answer = desk.get("/desk/", follow=True)
    assert "账号已停用" in answer.content.decode()


def test_a_role_that_was_taken_back_is_gone_at_once(desk: Client, cast: Cast) -> None:
    assert desk.get("/desk/imports/").status_code == 200
    with ledger.exempt("given"):
        Grant.objects.filter(user=cast.clerk).update(ends=20200101)
    assert desk.get("/desk/imports/").status_code == 403


def test_a_password_that_was_given_is_changed_first(desk: Client, cast: Cast) -> None:
    with ledger.exempt("given"):
        User.objects.filter(pk=cast.clerk.pk).update(must_change=True)
    assert desk.get("/desk/")["Location"] == "/account/password/"
    assert desk.get("/account/password/").status_code == 200
    assert desk.post("/logout/")["Location"] == "/"


def test_an_administrators_open_session_ends_on_another_network(cast: Cast, client: Client, settings: Settings) -> None:
    client.force_login(cast.audit_admin)
    assert client.get("/desk/").status_code == 200
    settings.DOORS = replace(settings.DOORS, admin_addresses=(ip_network("10.0.0.0/8"),))
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert "只能从指定的网络登录" in answer.content.decode()
    assert client.get("/desk/").status_code == 302


def test_a_visitor_is_no_business_of_the_doorkeepers(cast: Cast, client: Client) -> None:
    assert client.get("/").status_code == 200
