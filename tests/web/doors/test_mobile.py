"""Logging in and signing up with a mobile number, page by page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cast import VISITS, Cast
from keqiao.kernel.access.models import User
from keqiao.registry.verbs.identities import join
from registry.proving import MOBILE, a_minute_later, last_digits, proved

WHO = {"name": "韦宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}


@pytest.fixture
def user(cast: Cast) -> User:
    """Somebody who signed up."""
    made = join(VISITS, proved(), WHO)
    a_minute_later()
    return made


def ask(client: Client, path: str = "/login/mobile/", mobile: str = MOBILE, **more: str) -> Any:
    """Ask for a code."""
    return client.post(path, {"mobile": mobile, **more})


def give(client: Client, digits: str) -> Any:
    """Give a code."""
    return client.post("/login/code/", {"code": digits})


def test_a_number_and_its_code_open_the_account(user: User, client: Client) -> None:
    assert ask(client)["Location"] == "/login/code/"
    page = client.get("/login/code/").content.decode()
    assert "138****0001" in page
    assert MOBILE not in page
    assert give(client, last_digits())["Location"] == "/home/"
    assert client.get("/home/").wsgi_request.user == user


def test_it_leads_to_the_page_that_was_asked_for(user: User, client: Client) -> None:
    assert 'value="/organisations/"' in client.get("/login/mobile/?next=/organisations/").content.decode()
    ask(client, next="/organisations/")
    assert give(client, last_digits())["Location"] == "/organisations/"


def test_it_leads_to_no_other_site(user: User, client: Client) -> None:
    ask(client, next="https://example.org/")
    assert give(client, last_digits())["Location"] == "/home/"


def test_a_number_without_account_looks_the_same_until_the_code(user: User, client: Client) -> None:
    known, unknown = ask(client), ask(Client(), mobile="13800000009")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_number_without_account_goes_on_to_sign_up(cast: Cast, client: Client) -> None:
    ask(client)
    assert give(client, last_digits())["Location"] == "/join/name/"
    assert client.get("/login/code/")["Location"] == "/join/name/"
    assert not client.get("/home/").wsgi_request.user.is_authenticated


def test_a_wrong_code_says_what_is_left_and_lets_nobody_in(user: User, client: Client) -> None:
    ask(client)
    answer = give(client, "00000x")
    assert answer.status_code == 400
    assert "还可以再试4次" in answer.content.decode()
    assert client.get("/home/").status_code == 302


def test_a_code_is_taken_once(user: User, client: Client) -> None:
    ask(client)
    digits = last_digits()
    give(client, digits)
    client.post("/logout/")
    assert give(client, digits)["Location"] == "/login/mobile/"


def test_a_code_opens_nothing_in_another_browser(user: User, client: Client) -> None:
    ask(client)
    digits = last_digits()
    answer = Client().post("/login/code/", {"code": digits}, follow=True)
    assert "没有等待验证的手机号" in answer.content.decode()


@pytest.mark.parametrize(
    ("mobile", "says"), [("", "没有填写手机号"), ("123", "不是11位"), ("1" * 40, "30")], ids=["empty", "short", "long"]
)
def test_what_is_no_number_is_refused_with_what_was_written_kept(
    cast: Cast, client: Client, mobile: str, says: str
) -> None:
    answer = ask(client, mobile=mobile)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_code_can_be_sent_again_after_a_minute(user: User, client: Client) -> None:
    ask(client)
    first = last_digits()
    said = client.post("/login/code/again/", follow=True).content.decode()
    assert "秒后再获取" in said
    a_minute_later()
    said = client.post("/login/code/again/", follow=True).content.decode()
    assert "已重新发送" in said
    assert first == last_digits() or give(client, first).status_code == 400
    assert give(client, last_digits())["Location"] == "/home/"


def test_nothing_is_sent_again_to_who_asked_for_nothing(cast: Cast, client: Client) -> None:
    assert client.post("/login/code/again/")["Location"] == "/login/mobile/"


def test_who_is_logged_in_goes_on_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert client.get("/login/mobile/")["Location"] == "/desk/"
    assert client.get("/join/?next=/organisations/")["Location"] == "/organisations/"


def test_the_page_of_signing_up_says_what_is_kept_and_why(cast: Cast, client: Client) -> None:
    page = client.get("/join/").content.decode()
    assert "不要身份证号" in page
    assert "/join/notice/" in page
    assert "保存多久" in client.get("/join/notice/").content.decode()
