"""Passkeys on the pages: set up in the account, shown as the second step of a login."""

from __future__ import annotations

import html
import re

from django.test import Client

from cast import PASSWORD, Cast
from keqiao.kernel.access.models import OpenSession
from keqiao.kernel.access.second import factors
from keqiao.kernel.audit.models import Entry
from registry.factoring import app_of
from registry.keying import Device, device_of


def options_on(client: Client, path: str) -> str:
    """What the page lets the browser ask."""
    found = re.search(r'data-options="([^"]+)"', client.get(path).content.decode())
    assert found
    return html.unescape(found[1])


def test_a_passkey_is_set_up_in_the_account(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert "设置通行密钥" in client.get("/account/second/").content.decode()
    path = "/account/second/passkey/"
    answer = Device().make(options_on(client, path))
    page = client.post(path, {"answer": answer, "name": "办公电脑"}).content.decode()
    assert "只显示这一次" in page
    assert "通行密钥：办公电脑" in client.get("/account/second/").content.decode()
    again = client.post(path, {"answer": answer})
    assert again.status_code == 400
    assert "页面已过期" in again.content.decode()
    assert "没有交来通行密钥" in client.post(path, {"name": ""}).content.decode()
    assert factors(cast.clerk).filter(kind="passkey").count() == 1


def test_at_an_address_without_a_name_it_is_said_what_to_do(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    page = client.get("/account/second/passkey/", headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "通行密钥认的是域名" in page
    assert "data-options" not in page


def test_a_passkey_is_the_second_step(cast: Cast, client: Client) -> None:
    device = device_of(cast.clerk)
    client.post("/login/", {"username": "clerk", "password": PASSWORD})
    page = client.get("/login/second/").content.decode()
    assert "用通行密钥验证" in page
    assert "验证码" not in page
    answer = device.show(options_on(client, "/login/second/"))
    assert client.post("/login/second/passkey/", {"answer": answer})["Location"] == "/desk/"
    assert OpenSession.objects.get(ended=None).second
    assert {"access.show_passkey", "access.enter"} <= set(Entry.objects.values_list("verb", flat=True))


def test_beside_an_app_either_will_do(cast: Cast, client: Client) -> None:
    app_of(cast.clerk)
    device_of(cast.clerk)
    client.post("/login/", {"username": "clerk", "password": PASSWORD})
    page = client.get("/login/second/").content.decode()
    assert "用通行密钥验证" in page
    assert "动态口令应用" in page


def test_a_wrong_answer_counts_as_a_failure(cast: Cast, client: Client) -> None:
    device = device_of(cast.clerk)
    client.post("/login/", {"username": "clerk", "password": PASSWORD})
    for _time in range(5):
        options = options_on(client, "/login/second/")
        said = client.post("/login/second/passkey/", {"answer": Device().show(options)}, follow=True)
        assert "没有通过验证" in said.content.decode()
    right = device.show(options_on(client, "/login/second/"))
    said = client.post("/login/second/passkey/", {"answer": right}, follow=True)
    assert "分钟后再试" in said.content.decode()
    assert Entry.objects.filter(verb="access.show_passkey", message="第二重验证不对。").count() == 5


def test_without_a_first_step_there_is_none(cast: Cast, client: Client) -> None:
    assert client.post("/login/second/passkey/", {"answer": "{}"})["Location"] == "/login/"
