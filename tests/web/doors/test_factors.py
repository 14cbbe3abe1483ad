"""Setting up a second factor, and taking it away."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cast import Cast
from keqiao.kernel.access.models import Factor
from keqiao.kernel.access.second import factors
from registry.factoring import app_of, digits_now


@pytest.fixture
def mine(cast: Cast, client: Client) -> Client:
    """A clerk's browser."""
    client.force_login(cast.clerk)
    return client


def secret_on(client: Client) -> str:
    """The key that the page shows beside its picture."""
    page = client.get("/account/second/app/").content.decode()
    assert "data:image/svg+xml" in page
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found
    return found[1].replace(" ", "")


def test_an_app_is_set_up_and_recovery_codes_are_shown_once(mine: Client, cast: Cast) -> None:
    assert "还没有设置" in mine.get("/account/second/").content.decode()
    secret = secret_on(mine)
    assert secret_on(mine) == secret
    wrong = mine.post("/account/second/app/", {"code": "123"})
    assert wrong.status_code == 400
    page = mine.post("/account/second/app/", {"code": digits_now(secret), "name": "办公手机"}).content.decode()
    assert len(re.findall(r"<code>[A-Z0-9]{5}-[A-Z0-9]{5}</code>", page)) == 10
    assert factors(cast.clerk).count() == 2
    listed = mine.get("/account/second/").content.decode()
    assert "动态口令：办公手机" in listed
    assert "还有10个没有用过" in listed
    assert secret_on(mine) != secret
    assert mine.get("/desk/").status_code == 200


def test_new_recovery_codes_are_made_on_demand(mine: Client, cast: Cast) -> None:
    assert "不需要恢复码" in mine.post("/account/second/recovery/", follow=True).content.decode()
    app_of(cast.clerk)
    mine.force_login(cast.clerk)
    assert "只显示这一次" in mine.post("/account/second/recovery/").content.decode()


def test_a_second_app_leaves_the_recovery_codes(mine: Client, cast: Cast) -> None:
    app_of(cast.clerk)
    mine.force_login(cast.clerk)
    mine.post("/account/second/recovery/")
    answer = mine.post("/account/second/app/", {"code": digits_now(secret_on(mine))}, follow=True)
    assert "已设置第二重验证" in answer.content.decode()


def test_one_is_removed(mine: Client, cast: Cast) -> None:
    app_of(cast.clerk)
    mine.force_login(cast.clerk)
    factor = Factor.objects.get()
    assert "已移除" in mine.post(f"/account/second/{factor.public_id}/remove/", follow=True).content.decode()
    said = mine.post(f"/account/second/{factor.public_id}/remove/", follow=True).content.decode()
    assert "已经移除" in said


def test_anothers_is_not_there(mine: Client, cast: Cast) -> None:
    app_of(cast.leader)
    assert mine.post(f"/account/second/{Factor.objects.get().public_id}/remove/").status_code == 404
