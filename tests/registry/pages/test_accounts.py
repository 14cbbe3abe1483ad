"""The accounts page of a security administrator."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, user_with
from keqiao.kernel.access.failures import count_failure
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    """The city's security administrator, and accounts that have a keeper."""
    with ledger.exempt("given"):
        User.objects.exclude(username="outsider").update(keeper=cast.liuzhou)
        User.objects.filter(username="outsider").update(keeper=cast.guilin)
    client.force_login(cast.security_admin)
    return client


def test_the_accounts_of_ones_own_area_are_listed_with_their_roles(desk: Client) -> None:
    page = desk.get("/desk/accounts/").content.decode()
    assert "county-clerk" in page
    assert "outsider" not in page
    assert "鹿寨县科学技术协会经办人员" in page


def test_locked_and_unused_ones_can_be_looked_at_alone(desk: Client, cast: Cast) -> None:
    for _time in range(5):
        count_failure("clerk", "192.0.2.1")
    with ledger.exempt("given"):
        User.objects.filter(username="reader").update(is_active=False)
    locked = desk.get("/desk/accounts/?kind=locked").content.decode()
    assert "登录锁定" in locked
    assert ">reader<" not in locked
    assert ">reader<" in desk.get("/desk/accounts/?kind=unused").content.decode()
    assert "没有这样的账号" in desk.get("/desk/accounts/?q=zzz").content.decode()
    assert ">clerk<" in desk.get("/desk/accounts/?q=cler&kind=staff").content.decode()


def test_an_account_shows_its_logins_and_what_may_be_done(desk: Client, cast: Cast) -> None:
    Client(HTTP_USER_AGENT="Mozilla Mobile Chrome").force_login(cast.clerk)
    for _time in range(5):
        count_failure("clerk", "192.0.2.1")
    page = desk.get(f"/desk/accounts/{cast.clerk.public_id}/").content.decode()
    assert "暂时不能登录" in page
    assert "登录中" in page
    assert "解除登录锁定" in page
    assert "停用账号" in page
    assert "恢复账号" not in page


def test_a_lock_is_lifted_from_the_page(desk: Client, cast: Cast) -> None:
    for _time in range(5):
        count_failure("clerk", "192.0.2.1")
    answer = desk.post(f"/desk/acts/access.unlock/{cast.clerk.public_id}/", {}, follow=True)
    assert "已办理：解除登录锁定" in answer.content.decode()
    assert "暂时不能登录" not in answer.content.decode()


def test_who_keeps_no_accounts_has_no_such_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert client.get("/desk/accounts/").status_code == 403
    assert client.get(f"/desk/accounts/{cast.leader.public_id}/").status_code == 403


def test_the_list_asks_as_often_for_three_accounts_more(desk: Client, cast: Cast) -> None:
    desk.get("/desk/accounts/?kind=staff")
    with CaptureQueriesContext(connection) as before:
        desk.get("/desk/accounts/?kind=staff")
    more = [user_with(f"more-{number}", "reader", cast.liuzhou) for number in range(3)]
    with ledger.exempt("given"):
        User.objects.filter(pk__in=[one.pk for one in more]).update(keeper=cast.liuzhou)
    with CaptureQueriesContext(connection) as after:
        assert ">more-2<" in desk.get("/desk/accounts/?kind=staff").content.decode()
    assert len(after) == len(before)
