"""Logging in and out."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_network

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import PASSWORD, Cast
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger

TRIES, WAIT = 5, 15


def try_login(client: Client, username: str, password: str, address: str = "127.0.0.1", **more: str) -> str:
    """Post the form; gives where it leads, or what the page says."""
    answer = client.post("/login/", {"username": username, "password": password, **more}, REMOTE_ADDR=address)
    return str(answer.headers.get("Location", answer.content.decode()))


def test_the_page_warns_of_classified_content_and_shows_no_accounts(client: Client, db: None) -> None:
    page = client.get("/login/").content.decode()
    assert "涉密" in page
    assert DEMO_PASSWORD not in page


def test_a_demo_names_its_accounts(client: Client, db: None, settings: Settings) -> None:
    settings.DEMO = True
    page = client.get("/login/").content.decode()
    assert DEMO_PASSWORD in page
    for account in DEMO_ACCOUNTS:
        assert f"<code>{account.username}</code>" in page
        assert account.may in page


def test_the_right_password_leads_to_the_desk(cast: Cast, client: Client) -> None:
    assert try_login(client, "clerk", PASSWORD) == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_it_leads_to_the_page_that_was_asked_for(cast: Cast, client: Client) -> None:
    assert client.get("/desk/imports/?page=2")["Location"] == "/login/?next=/desk/imports/%3Fpage%3D2"
    page = client.get("/login/?next=/desk/imports/%3Fpage%3D2").content.decode()
    assert 'name="next" value="/desk/imports/?page=2"' in page
    assert try_login(client, "clerk", PASSWORD, next="/desk/imports/?page=2") == "/desk/imports/?page=2"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"])
def test_it_leads_to_no_other_site(cast: Cast, client: Client, target: str) -> None:
    assert try_login(client, "clerk", PASSWORD, next=target) == "/desk/"


def test_who_is_logged_in_goes_on_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert client.get("/login/?next=/desk/imports/")["Location"] == "/desk/imports/"


@pytest.mark.parametrize(
    ("username", "password", "says"),
    [
        ("clerk", "wrong", "用户名或密码不对"),
        ("unknown", PASSWORD, "用户名或密码不对"),
        ("", "", "没有填写用户名"),
        ("clerk", "", "没有填写密码"),
    ],
)
def test_a_refusal_says_what_to_do_and_not_which_half_was_wrong(
    cast: Cast, client: Client, username: str, password: str, says: str
) -> None:
    assert says in try_login(client, username, password)
    assert client.get("/desk/").status_code == 302


def test_a_disabled_account_stays_out(cast: Cast, client: Client) -> None:
    with ledger.exempt("given"):
        User.objects.filter(username="clerk").update(is_active=False)
    assert "用户名或密码不对" in try_login(client, "clerk", PASSWORD)


def test_after_five_failures_the_name_waits_even_with_the_right_password(cast: Cast, client: Client) -> None:
    for _time in range(TRIES):
        assert "用户名或密码不对" in try_login(client, "clerk", "wrong")
    page = try_login(client, "clerk", PASSWORD)
    assert f"请{WAIT}分钟后再试" in page
    assert "用户名或密码不对" not in page


def test_upper_case_is_no_way_round(cast: Cast, client: Client) -> None:
    for username in ("clerk", "Clerk", "CLERK", "cLerk", "clErk"):
        try_login(client, username, "wrong")
    assert "分钟后再试" in try_login(client, "clerk", PASSWORD)


def test_other_names_and_other_addresses_go_on(cast: Cast, client: Client) -> None:
    for _time in range(TRIES):
        try_login(client, "clerk", "wrong")
    assert try_login(Client(), "leader", PASSWORD) == "/desk/"
    assert try_login(Client(), "clerk", PASSWORD, address="192.0.2.7") == "/desk/"


def test_a_login_forgets_the_failures_before_it(cast: Cast) -> None:
    for _time in range(TRIES - 1):
        try_login(Client(), "clerk", "wrong")
    assert try_login(Client(), "clerk", PASSWORD) == "/desk/"
    assert "用户名或密码不对" in try_login(Client(), "clerk", "wrong")
    assert try_login(Client(), "clerk", PASSWORD) == "/desk/"


def test_logging_out_takes_a_press_of_a_button(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/"
    assert client.get("/desk/").status_code == 302


def test_a_name_that_waits_everywhere_and_an_address_that_tries_many_names_wait_too(
    cast: Cast, settings: Settings
) -> None:
    settings.DOORS = replace(settings.DOORS, name_tries=3, address_tries=4)
    for number in range(3):
        try_login(Client(), "clerk", "wrong", address=f"192.0.2.{number}")
    assert "分钟后再试" in try_login(Client(), "clerk", PASSWORD, address="192.0.2.9")
    for number in range(4):
        try_login(Client(), f"nobody-{number}", "wrong", address="192.0.2.20")
    assert "分钟后再试" in try_login(Client(), "leader", PASSWORD, address="192.0.2.20")


def test_failures_and_logins_are_in_the_audit_without_what_was_typed(cast: Cast) -> None:
    try_login(Client(), "clerk", "wrong-secret")
    try_login(Client(), "someone-unknown", "wrong-secret")
    try_login(Client(), "clerk", PASSWORD)
    entries = list(Entry.objects.filter(verb="access.enter").order_by("pk").values_list("actor", "outcome", "message"))
    clerk = f"user:{cast.clerk.pk}"
    assert entries == [
        (clerk, "refused", "用户名或密码不对。"),
        ("visitor", "refused", "用户名或密码不对。"),
        (clerk, "done", ""),
    ]


def test_an_administrator_comes_from_the_networks_that_are_set(cast: Cast, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, admin_addresses=(ip_network("10.1.0.0/16"),))
    page = try_login(Client(), "security-admin", PASSWORD, address="192.0.2.7")
    assert "当前网络地址192.0.2.7不在其中" in page
    assert Entry.objects.filter(verb="access.enter", outcome="refused", message__contains="192.0.2.7").exists()
    assert try_login(Client(), "security-admin", PASSWORD, address="10.1.2.3") == "/desk/"
    assert try_login(Client(), "clerk", PASSWORD, address="192.0.2.7") == "/desk/"
