"""The security administrator gives, extends and takes back roles at the desk, within reach and never to themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import Cast, user_with
from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger

PAGE = "/desk/grants/"
TODAY = timezone.localdate()


@pytest.fixture
def desk(cast: Cast) -> Client:
    """Liuzhou's security administrator, logged in."""
    client = Client()
    client.force_login(cast.security_admin)
    return client


def shown(client: Client, address: str = PAGE) -> str:
    """What the page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def give(client: Client, **more: str) -> Any:
    """Fill in and send the form."""
    given = {"username": "nobody", "role": "reader", "organisation": "450223", "ends": "2999-01-01"}
    return client.post(f"{PAGE}new/", given | more)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}new/", f"{PAGE}stale/", "/desk/roles/"])
def test_the_pages_are_for_security_administrators_alone(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    for user in (cast.clerk, cast.leader, cast.audit_admin, cast.system_admin):
        client.force_login(user)
        assert client.get(address).status_code == 403


def test_grants_of_the_own_area_are_listed_with_role_place_and_time(desk: Client) -> None:
    page = shown(desk)
    for said in ("county-clerk", "经办人员", "鹿寨县科学技术协会", "（含下级）", "一直有效"):
        assert said in page
    assert "outsider" not in page


def test_the_list_is_searched_by_user_and_organisation(desk: Client) -> None:
    assert "leader" not in shown(desk, f"{PAGE}?q=county").partition("<table")[2]
    assert "county-clerk" in shown(desk, f"{PAGE}?q=鹿寨")
    assert "没有这样的授权" in shown(desk, f"{PAGE}?q=nobody-of-that-name")


def test_a_role_is_given_at_the_desk(cast: Cast, desk: Client) -> None:
    assert give(desk)["Location"] == PAGE
    assert can(Actor(cast.nobody), "figures.see", cast.luzhai.pk)
    assert not can(Actor(cast.nobody), "figures.see", cast.liuzhou.pk)
    assert Entry.objects.get(verb="access.grant").actor == f"user:{cast.security_admin.pk}"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"username": "no-such-user"}, "没有用户名为“no-such-user”的用户"),
        ({"username": ""}, "没有填写用户名"),
        ({"organisation": "no-such-place"}, "没有找到"),
        ({"starts": "2999-01-01", "ends": "2998-01-01"}, "授权"),
        ({"username": "system-admin", "role": "audit_admin"}, "应由三人分别担任"),
        ({"username": "county-clerk", "role": "clerk"}, "已经授予"),
    ],
)
def test_what_is_refused_is_said_on_the_form_and_gives_nothing(desk: Client, given: dict[str, str], says: str) -> None:
    before = Grant.objects.count()
    answer = give(desk, **given)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert Grant.objects.count() == before


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"username": "security-admin"}, "不能给自己授权"),
        ({"organisation": "450300"}, "您没有在“桂林市科学技术协会”办理此事的权限"),
        ({"organisation": "450000"}, "您没有在“广西壮族自治区科学技术协会”办理此事的权限"),
    ],
)
def test_beyond_ones_reach_or_to_oneself_nothing_is_given_and_the_audit_keeps_it(
    desk: Client, given: dict[str, str], says: str
) -> None:
    before = Grant.objects.count()
    answer = give(desk, **given)
    assert answer.status_code == 403
    assert says in answer.content.decode()
    assert Grant.objects.count() == before
    assert Entry.objects.get(verb="access.grant").outcome == "refused"


def test_an_administrator_of_one_organisation_alone_gives_nothing_below(cast: Cast) -> None:
    client = Client()
    client.force_login(user_with("alone", "security_admin", cast.liuzhou))
    answer = give(client, organisation="450200", subtree="on")
    assert answer.status_code == 403
    assert "去掉“含下级”" in answer.content.decode()


def test_a_grant_is_extended_and_taken_back_at_its_acts(cast: Cast, desk: Client) -> None:
    held = cast.county_clerk.grants.get()
    with ledger.exempt("given"):
        Grant.objects.filter(pk=held.pk).update(ends=TODAY + dt.timedelta(days=5))
    act = f"/desk/acts/access.extend/{held.public_id}/"
    assert act in shown(desk)
    assert desk.post(act, {"ends": "2999-01-01"})["Location"] == PAGE
    assert Grant.objects.get(pk=held.pk).ends == dt.date(2999, 1, 1)
    assert desk.post(f"/desk/acts/access.revoke/{held.public_id}/", {})["Location"] == PAGE
    assert not can(Actor(cast.county_clerk), "people.see", cast.luzhai.pk)


def test_what_should_be_looked_at_is_listed_by_reason_and_taken_back_at_once(cast: Cast, desk: Client) -> None:
    page = shown(desk, f"{PAGE}stale/?kind=endless")
    assert "不收回就一直有效" in page
    held = cast.county_clerk.grants.get()
    address = f"{PAGE}{held.public_id}/revoke/"
    assert address in page
    answer = desk.post(address, {"kind": "endless", "version": held.version})
    assert answer["Location"] == f"{PAGE}stale/?kind=endless"
    assert not can(Actor(cast.county_clerk), "people.see", cast.luzhai.pk)
    assert address not in shown(desk, f"{PAGE}stale/?kind=endless")


def test_a_grant_taken_back_meanwhile_is_told_and_not_taken_back_again(cast: Cast, desk: Client) -> None:
    held = cast.county_clerk.grants.get()
    for _time in range(2):
        answer = desk.post(f"{PAGE}{held.public_id}/revoke/", {"version": held.version}, follow=True)
    assert "已被他人修改" in answer.content.decode()
    assert Entry.objects.filter(verb="access.revoke", outcome="done").count() == 1


def test_nobody_takes_back_what_is_next_door(cast: Cast, desk: Client) -> None:
    held = cast.outsider.grants.get()
    assert desk.post(f"{PAGE}{held.public_id}/revoke/").status_code == 403
    assert Grant.objects.get(pk=held.pk).ends is None


def test_the_first_reason_with_something_is_shown_first(desk: Client) -> None:
    assert "从未登录" in shown(desk, f"{PAGE}stale/")


def test_roles_are_told_in_words_with_the_three_administrators(cast: Cast, desk: Client) -> None:
    page = shown(desk, "/desk/roles/")
    for said in ("经办人员", "导入名册", "证件号码", "三员分立", "system-admin", "audit-admin"):
        assert said in page
    with ledger.exempt("given"):
        cast.audit_admin.grants.all().delete()
    assert "您负责的单位里还没有人担任" in shown(desk, "/desk/roles/")


def test_three_grants_cost_as_many_queries_as_one(cast: Cast, desk: Client) -> None:
    asked = []
    for number in range(3):
        user_with(f"more-{number}", "reader", cast.society)
        with CaptureQueriesContext(connection) as queries:
            shown(desk, f"{PAGE}?q=more")
        asked.append(len(queries))
    assert asked[0] == asked[2]
