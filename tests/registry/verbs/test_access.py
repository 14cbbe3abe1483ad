"""Users get rights from security administrators alone, and three administrators are three people."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import PersonFactory
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.registry.verbs import access as verbs
from registry.conftest import OPERATES, VISITS, Registry, user_with


@pytest.fixture
def security(registry: Registry) -> Act:
    """The security administrator of the city alone."""
    return user_with("security_admin", registry.city, "security")


def test_a_user_is_created_without_rights(registry: Registry, security: Act) -> None:
    made = verbs.create_user(security, registry.city, {"username": "weixiao", "password": "long-enough-pass"})
    assert made.check_password("long-enough-pass")
    assert not can(type(security.actor)(made), "people.see", registry.city.pk)
    assert "username" in Entry.objects.get(verb="access.create_user").objects_changed


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"username": "security"}, "已有人使用"),
        ({"username": "a b c"}, "中间不要有空格"),
        ({"username": "ab"}, "3至60个字符"),
        ({"password": "short"}, "密码不合要求"),
    ],
)
def test_a_user_that_cannot_be_created(registry: Registry, security: Act, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.create_user(security, registry.city, {"username": "weixiao"} | wrong)
    assert not User.objects.filter(username="weixiao").exists()


def test_a_clerk_gives_no_rights(registry: Registry) -> None:
    for act in (registry.clerk, VISITS):
        with pytest.raises(Refused):
            verbs.grant(act, registry.city, {"username": "clerk", "role": "leader"})


def test_a_role_is_granted_and_revoked(registry: Registry, security: Act) -> None:
    verbs.create_user(security, registry.city, {"username": "weixiao"})
    held = verbs.grant(security, registry.city, {"username": "weixiao", "role": "reader"})
    assert can(Actor(held.user), "records.see", registry.city.pk)
    verbs.revoke(security, held)
    assert not can(Actor(held.user), "records.see", registry.city.pk)
    with pytest.raises(VerbError, match="失效"):
        verbs.revoke(security, held)


def test_a_grant_that_never_began_leaves_an_empty_interval(registry: Registry, security: Act) -> None:
    later = dt.date(2999, 1, 1)
    held = verbs.grant(security, registry.city, {"username": "clerk", "role": "reader", "starts": later})
    verbs.revoke(security, held)
    assert held.starts == held.ends == later


def test_nobody_grants_to_themselves(registry: Registry, security: Act) -> None:
    with pytest.raises(Refused, match="不能给自己授权"):
        verbs.grant(security, registry.city, {"username": "security", "role": "clerk"})


def test_rights_reach_no_further_than_the_administrators_own(registry: Registry, security: Act) -> None:
    with pytest.raises(Refused, match="去掉“含下级”"):
        verbs.grant(security, registry.city, {"username": "clerk", "role": "reader", "subtree": True})
    with pytest.raises(Refused):
        verbs.grant(security, registry.county, {"username": "clerk", "role": "reader"})
    above = user_with("security_admin", registry.city, "above", subtree=True)
    assert verbs.grant(above, registry.county, {"username": "clerk", "role": "reader", "subtree": True}).subtree


def test_three_administrators_are_three_people(registry: Registry) -> None:
    user_with("audit_admin", registry.county, "auditor")
    with pytest.raises(VerbError, match="三人分别担任"):
        verbs.grant(OPERATES, registry.city, {"username": "auditor", "role": "security_admin"})
    verbs.grant(OPERATES, registry.city, {"username": "auditor", "role": "audit_admin"})
    verbs.grant(OPERATES, registry.city, {"username": "auditor", "role": "reader"})
    assert Grant.objects.filter(user__username="auditor").count() == 3


def test_one_may_follow_the_other(registry: Registry) -> None:
    user_with("audit_admin", registry.city, "auditor")
    held = Grant.objects.get(user__username="auditor")
    verbs.revoke(OPERATES, held, {"ends": dt.date(2024, 1, 1)})
    verbs.grant(OPERATES, registry.city, {"username": "auditor", "role": "system_admin"})
    assert Grant.objects.filter(user__username="auditor", ends=None).get().role == "system_admin"


def test_an_unknown_user_gets_nothing(registry: Registry, security: Act) -> None:
    with pytest.raises(VerbError, match="没有用户名为“nobody”"):
        verbs.grant(security, registry.city, {"username": "nobody", "role": "reader"})


def test_a_user_becomes_a_person_and_nobody_again(registry: Registry, security: Act) -> None:
    person = PersonFactory(keeper=registry.city)
    verbs.create_user(security, registry.city, {"username": "weixiao"})
    made = verbs.link_person(security, registry.city, {"username": "weixiao", "person": person.pk})
    assert User.objects.get(username="weixiao").person == made.person == person
    assert "person_id" in Entry.objects.get(verb="access.link_person").objects_changed
    verbs.link_person(security, registry.city, {"username": "weixiao", "person": None})
    assert User.objects.get(username="weixiao").person is None


def test_a_person_has_one_user(registry: Registry, security: Act) -> None:
    person = PersonFactory(keeper=registry.city)
    verbs.link_person(security, registry.city, {"username": "clerk", "person": person.pk})
    verbs.link_person(security, registry.city, {"username": "clerk", "person": person.pk})
    verbs.create_user(security, registry.city, {"username": "weixiao"})
    with pytest.raises(VerbError, match="已关联用户“clerk”"):
        verbs.link_person(security, registry.city, {"username": "weixiao", "person": person.pk})


def test_a_person_of_another_keeper_or_none_at_all_is_not_linked(registry: Registry, security: Act) -> None:
    elsewhere = PersonFactory(keeper=registry.county)
    with pytest.raises(VerbError, match="不由“柳州市科学技术协会”保存"):
        verbs.link_person(security, registry.city, {"username": "clerk", "person": elsewhere.pk})
    with pytest.raises(VerbError, match="没有编号为0的"):
        verbs.link_person(security, registry.city, {"username": "clerk", "person": 0})
    with pytest.raises(VerbError, match="没有用户名为“nobody”"):
        verbs.link_person(security, registry.city, {"username": "nobody", "person": None})


def test_nobody_says_who_they_are_themselves(registry: Registry, security: Act) -> None:
    person = PersonFactory(keeper=registry.city)
    with pytest.raises(Refused, match="不能给自己关联本人"):
        verbs.link_person(security, registry.city, {"username": "security", "person": person.pk})
    for act in (registry.clerk, VISITS):
        with pytest.raises(Refused):
            verbs.link_person(act, registry.city, {"username": "security", "person": person.pk})


def in_days(days: int) -> dt.date:
    """So many days from today."""
    return from_int(today()) + dt.timedelta(days=days)


def test_a_role_that_is_held_already_is_not_granted_twice(registry: Registry, security: Act) -> None:
    given = {"username": "clerk", "role": "reader", "ends": in_days(30)}
    verbs.grant(security, registry.city, given)
    with pytest.raises(VerbError, match="已经授予"):
        verbs.grant(security, registry.city, given)
    with pytest.raises(VerbError, match="已经授予"):
        verbs.grant(security, registry.city, given | {"ends": in_days(10)})
    assert verbs.grant(security, registry.city, given | {"ends": None}).ends is None


def test_a_grant_is_extended_to_a_later_day(registry: Registry, security: Act) -> None:
    held = verbs.grant(security, registry.city, {"username": "clerk", "role": "reader", "ends": in_days(5)})
    assert verbs.extend(security, held, {"ends": in_days(365)}).ends == in_days(365)
    assert "ends" in Entry.objects.get(verb="access.extend").objects_changed


@pytest.mark.parametrize("ends", [-3, 5])
def test_a_grant_is_not_extended_to_a_day_that_is_no_later(registry: Registry, security: Act, ends: int) -> None:
    held = verbs.grant(security, registry.city, {"username": "clerk", "role": "reader", "ends": in_days(5)})
    with pytest.raises(VerbError, match="并不更晚"):
        verbs.extend(security, held, {"ends": in_days(ends)})


def test_a_grant_without_end_or_that_is_over_is_not_extended(registry: Registry, security: Act) -> None:
    endless = verbs.grant(security, registry.city, {"username": "clerk", "role": "reader"})
    with pytest.raises(VerbError, match="没有期限"):
        verbs.extend(security, endless, {"ends": in_days(5)})
    verbs.revoke(security, endless)
    with pytest.raises(VerbError, match="请重新授予"):
        verbs.extend(security, endless, {"ends": in_days(5)})


def test_nobody_extends_their_own_grant_or_one_beyond_their_reach(registry: Registry, security: Act) -> None:
    own = Grant.objects.get(user=security.actor.user)
    with pytest.raises(Refused, match="不能给自己授权"):
        verbs.extend(security, own, {"ends": in_days(5)})
    below = verbs.grant(OPERATES, registry.county, {"username": "clerk", "role": "leader", "ends": in_days(5)})
    with pytest.raises(Refused):
        verbs.extend(security, below, {"ends": in_days(50)})
    wide = {"username": "clerk", "role": "leader", "subtree": True, "ends": in_days(5)}
    with pytest.raises(Refused, match="去掉“含下级”"):
        verbs.extend(security, verbs.grant(OPERATES, registry.city, wide), {"ends": in_days(50)})


def test_extending_makes_nobody_two_administrators(registry: Registry, security: Act) -> None:
    first = verbs.grant(OPERATES, registry.city, {"username": "clerk", "role": "audit_admin", "ends": in_days(5)})
    later = {"username": "clerk", "role": "system_admin", "starts": in_days(5)}
    verbs.grant(OPERATES, registry.city, later)
    with pytest.raises(VerbError, match="不能兼任审计管理员"):
        verbs.extend(security, first, {"ends": in_days(6)})
