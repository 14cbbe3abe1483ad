"""The second step of a login."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import PASSWORD, VISITS, Cast, acts
from keqiao.kernel.access.models import OpenSession, User
from keqiao.kernel.access.second import new_secret
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.registry.verbs.accounts import set_password
from keqiao.registry.verbs.factors import renew_recovery
from keqiao.registry.verbs.identities import join
from keqiao.web.doors.second import PATIENCE
from registry.factoring import app_of, digits_now
from registry.proving import a_minute_later, last_digits, proved


def first(client: Client, username: str = "clerk", password: str = PASSWORD) -> str:
    """The first step; gives where it leads."""
    return str(client.post("/login/?next=/desk/imports/", {"username": username, "password": password})["Location"])


def show(client: Client, code: str) -> Any:
    """The second step."""
    return client.post("/login/second/", {"code": code})


def test_the_password_alone_lets_nobody_in_who_has_a_second_factor(cast: Cast, client: Client) -> None:
    secret = app_of(cast.clerk)
    assert first(client) == "/login/second/"
    assert client.get("/desk/").status_code == 302
    assert show(client, digits_now(secret))["Location"] == "/desk/imports/"
    assert client.get("/desk/imports/").status_code == 200
    assert OpenSession.objects.get(ended=None).second
    assert {"access.show_second", "access.enter"} <= set(Entry.objects.values_list("verb", flat=True))


def test_a_code_shown_before_lets_nobody_in(cast: Cast, client: Client) -> None:
    digits = digits_now(app_of(cast.clerk))
    first(client)
    show(client, digits)
    again = Client()
    first(again)
    answer = show(again, digits)
    assert answer.status_code == 400
    assert "已经用过" in answer.content.decode()


def test_a_recovery_code_will_do(cast: Cast, client: Client) -> None:
    app_of(cast.clerk)
    code = renew_recovery(acts(cast.clerk), cast.clerk, None)[3]
    first(client)
    assert "恢复码" in client.get("/login/second/").content.decode()
    assert show(client, code).status_code == 302


def test_after_five_wrong_codes_it_waits(cast: Cast, client: Client) -> None:
    secret = app_of(cast.clerk)
    first(client)
    for _time in range(5):
        assert "验证码不对" in show(client, "000000x").content.decode()
    assert "分钟后再试" in show(client, digits_now(secret)).content.decode()
    assert Entry.objects.filter(verb="access.show_second", message="第二重验证不对。").count() == 5


def test_without_a_first_step_there_is_no_second(cast: Cast, client: Client) -> None:
    assert client.get("/login/second/")["Location"] == "/login/"
    assert client.post("/login/second/message/")["Location"] == "/login/"


def test_the_second_step_is_taken_soon_after_the_first(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = app_of(cast.clerk)
    first(client)
    later = timezone.now() + PATIENCE * 1.1
    monkeypatch.setattr("keqiao.web.doors.second.timezone.now", lambda: later)
    assert show(client, digits_now(secret))["Location"] == "/login/"


def test_an_account_put_out_of_use_meanwhile_stays_out(cast: Cast, client: Client) -> None:
    secret = app_of(cast.clerk)
    first(client)
    with ledger.exempt("given"):
        User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert show(client, digits_now(secret))["Location"] == "/login/"


@pytest.fixture
def member(cast: Cast) -> User:
    """Somebody who signed up, with a password and an app."""
    who = {"name": "韦宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}
    user = join(VISITS, proved(), who)
    set_password(acts(user), user, {"new": PASSWORD})
    app_of(user)
    a_minute_later()
    return user


def test_a_code_to_the_proved_mobile_will_do_after_a_password(member: User, client: Client) -> None:
    first(client, member.username)
    assert "改用短信验证码" in client.get("/login/second/").content.decode()
    page = client.post("/login/second/message/", follow=True).content.decode()
    assert "138****0001" in page
    assert show(client, last_digits()).status_code == 302
    assert client.get("/home/").status_code == 200


def test_a_mobile_is_no_second_factor_beside_itself(member: User, client: Client) -> None:
    client.post("/login/mobile/", {"mobile": "13800000001"})
    assert client.post("/login/code/", {"code": last_digits()})["Location"] == "/login/second/"
    assert "改用短信验证码" not in client.get("/login/second/").content.decode()
    said = client.post("/login/second/message/", follow=True).content.decode()
    assert "不能用短信验证" in said


def test_staff_without_one_set_one_up_before_anything_else(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, second_factor="staff")
    first(client)
    assert client.get("/desk/")["Location"] == "/account/second/"
    page = client.get("/account/second/").content.decode()
    assert "您的角色必须有第二重验证" in page
    client.force_login(cast.nobody)
    assert client.get("/home/").status_code == 200
    assert new_secret() != new_secret()
