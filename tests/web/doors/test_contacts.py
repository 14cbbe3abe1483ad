"""My account: numbers, addresses, other devices."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import VISITS, Cast
from keqiao.kernel.access.models import OpenSession, User
from keqiao.kernel.identities.models import Identity, holder_of
from keqiao.registry.verbs.identities import join
from registry.proving import MOBILE, last_digits, proved

WHO = {"name": "韦宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}


@pytest.fixture
def user(cast: Cast) -> User:
    """Somebody who signed up."""
    return join(VISITS, proved(), WHO)


@pytest.fixture
def mine(user: User, client: Client) -> Client:
    """Their browser."""
    client.force_login(user)
    return client


def test_the_page_shows_by_what_one_is_known_and_where_one_is_logged_in(mine: Client, user: User) -> None:
    Client().force_login(user)
    OpenSession.objects.filter(pk=OpenSession.objects.latest("pk").pk).update(device="mobile WeChat")
    page = mine.get("/account/").content.decode()
    assert "138****0001" in page
    assert MOBILE not in page
    assert "手机 · WeChat" in page
    assert "（本机）" in page
    assert "退出其他设备" in page


def test_another_number_is_proved_by_a_code(mine: Client) -> None:
    assert mine.post("/account/contact/mobile/", {"mobile": "12"}).status_code == 400
    assert mine.post("/account/contact/mobile/", {"mobile": "13800000002"}).status_code == 302
    assert "138****0002" in mine.get("/account/contact/mobile/code/").content.decode()
    assert "还可以再试" in mine.post("/account/contact/mobile/code/", {"code": "00000x"}).content.decode()
    answer = mine.post("/account/contact/mobile/code/", {"code": last_digits()}, follow=True)
    assert "已验证手机号：138****0002" in answer.content.decode()
    assert holder_of("mobile", MOBILE) is None


def test_an_address_is_proved_and_given_up(mine: Client) -> None:
    mine.post("/account/contact/email/", {"email": "wei@example.cn"})
    mine.post("/account/contact/email/code/", {"code": last_digits()})
    identity = Identity.objects.get(kind="email")
    assert "w***@example.cn" in mine.get("/account/").content.decode()
    assert "已停用" in mine.post(f"/account/email/{identity.public_id}/drop/", follow=True).content.decode()
    assert "已经停用" in mine.post(f"/account/email/{identity.public_id}/drop/", follow=True).content.decode()


def test_a_code_page_without_a_code_leads_back(mine: Client) -> None:
    assert mine.get("/account/contact/email/code/")["Location"] == "/account/"
    assert mine.get("/account/contact/pigeon/").status_code == 404


def test_one_logs_oneself_out_elsewhere(mine: Client, user: User) -> None:
    there = Client()
    there.force_login(user)
    assert "已退出其他1处登录" in mine.post("/account/elsewhere/", follow=True).content.decode()
    assert there.get("/home/").status_code == 302


def test_an_account_that_is_nobodys_has_no_numbers(cast: Cast, client: Client) -> None:
    client.force_login(cast.nobody)
    assert "还没有" in client.get("/account/").content.decode()
    for path in ("/account/contact/mobile/", "/account/contact/mobile/code/"):
        assert "还没有关联到个人记录" in client.get(path, follow=True).content.decode()
    assert client.post(f"/account/email/{cast.engineer.public_id}/drop/").status_code == 404
