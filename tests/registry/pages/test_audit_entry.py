"""One entry opened: who, what, which fields; values only for those who may, and then the person can read who looked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cast import Cast, acts
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.audit.models import Entry, Look
from keqiao.kernel.audit.sealer import seal_pending
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused
from keqiao.registry.pages.audit_entry import PERSONAL
from keqiao.registry.verbs.organisations import rename
from keqiao.registry.verbs.people import correct


@pytest.fixture
def entry(cast: Cast) -> Entry:
    """The engineer's ethnicity was filled in."""
    correct(acts(cast.clerk, "web"), cast.engineer, {"ethnicity": "壮族"})
    return Entry.objects.get(verb="people.correct")


def logged_in(user: User) -> Client:
    """A browser in which a user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def ask(user: User, entry: Entry, **posted: str) -> Any:
    """The entry's page, or the page after a reason was typed."""
    client, address = logged_in(user), f"/desk/audit/{entry.pk}/"
    return client.post(address, posted) if posted else client.get(address)


def also_sees_people(user: User, cast: Cast) -> User:
    """The user with roles that together give every need about persons."""
    with ledger.exempt("given"):
        for role in ROLES.values():
            if role.needs & set(PERSONAL):
                Grant(user=user, role=role.code, organisation=cast.liuzhou, subtree=True).save()
    return user


def test_an_entry_says_who_did_what_where_and_in_which_fields(cast: Cast, entry: Entry) -> None:
    page = ask(cast.audit_admin, entry).content.decode()
    for said in ("clerk", "柳州市科协", "办结", "网页", "people.correct", f"人员（编号{cast.engineer.pk}）", "民族"):
        assert said in page
    assert "尚未封存" in page
    seal_pending()
    assert "第1批" in ask(cast.audit_admin, entry).content.decode()


def test_a_refusal_says_why(cast: Cast) -> None:
    with pytest.raises(Refused):
        rename(acts(cast.reader), cast.liuzhou, {"name": "柳州"})
    page = ask(cast.audit_admin, Entry.objects.get()).content.decode()
    assert "被拒绝" in page
    assert "您没有在“柳州市科学技术协会”办理此事的权限" in page
    assert "没有改动内容" in page


def test_another_places_entry_is_not_there(cast: Cast, entry: Entry) -> None:
    with ledger.exempt("given"):
        cast.audit_admin.grants.update(organisation=cast.guilin)
    assert ask(cast.audit_admin, entry).status_code == 404


def test_who_may_not_see_people_reads_no_values_and_gets_none(cast: Cast, entry: Entry) -> None:
    assert "查看改动前后的值" not in ask(cast.audit_admin, entry).content.decode()
    assert ask(cast.audit_admin, entry, why="核查投诉事项").status_code == 403
    assert not Look.objects.exists()


def test_who_may_reads_the_values_for_a_reason_that_the_person_can_read(cast: Cast, entry: Entry) -> None:
    auditor = also_sees_people(cast.audit_admin, cast)
    assert "查看改动前后的值" in ask(auditor, entry).content.decode()
    page = ask(auditor, entry, why="核查投诉事项").content.decode()
    assert "改为" in page
    assert "08" in page
    look = Look.objects.get()
    assert (look.person, look.what, look.why) == (cast.engineer.pk, "private", "核查投诉事项")


@pytest.mark.parametrize(("why", "said"), [(" ", "没有填写查看原因"), ("看看", "查看原因太短")])
def test_without_a_reason_no_value_is_shown(cast: Cast, entry: Entry, why: str, said: str) -> None:
    answer = ask(also_sees_people(cast.audit_admin, cast), entry, why=why)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "改为" not in answer.content.decode()
    assert not Look.objects.exists()


def test_cause_and_effect_lead_to_each_other(cast: Cast, entry: Entry) -> None:
    effect = Entry.objects.create(
        at=entry.at, verb="people.correct", actor=entry.actor, channel="web", outcome="done", salt="", cause=entry
    )
    effect.places.create(organisation=cast.liuzhou.pk)
    assert f"/desk/audit/{effect.pk}/" in ask(cast.audit_admin, entry).content.decode()
    assert f"/desk/audit/{entry.pk}/" in ask(cast.audit_admin, effect).content.decode()
