"""My account: the password."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cast import PASSWORD, Cast
from keqiao.kernel.nouns import ledger

NEW = "另一座桥在柳江上2026"


@pytest.fixture
def mine(cast: Cast, client: Client) -> Client:
    """A clerk's browser."""
    client.force_login(cast.clerk)
    return client


def change(client: Client, **changed: str) -> Any:
    """Fill in the form."""
    return client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW, **changed})


def test_a_new_password_keeps_this_session_and_ends_the_others(mine: Client, cast: Cast) -> None:
    other = Client()
    other.force_login(cast.clerk)
    assert change(mine)["Location"] == "/desk/"
    assert mine.get("/desk/").status_code == 200
    assert other.get("/desk/").status_code == 302
    assert Client().post("/login/", {"username": "clerk", "password": NEW})["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"old": "wrong"}, "现在的密码不对"),
        ({"again": "another one"}, "两次输入的新密码不一样"),
        ({"new": "short", "again": "short"}, "至少要10个字符"),
        ({"new": ""}, "没有填写这一项"),
    ],
)
def test_what_is_wrong_is_told(mine: Client, changed: dict[str, str], says: str) -> None:
    answer = change(mine, **changed)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_the_rules_are_told_beforehand(mine: Client) -> None:
    assert "至少10个字符" in mine.get("/account/password/").content.decode()


def test_who_has_none_is_asked_for_none(cast: Cast, client: Client) -> None:
    cast.nobody.set_unusable_password()
    with ledger.exempt("given"):
        cast.nobody.save()
    client.force_login(cast.nobody)
    assert 'name="old"' not in client.get("/account/password/").content.decode()
    assert change(client)["Location"] == "/home/"
