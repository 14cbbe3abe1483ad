"""One's own numbers and addresses, and open sessions."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from cast import VISITS, Cast, acts
from keqiao.kernel.access.models import User
from keqiao.kernel.identities.models import holder_of
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.contacts import confirm, drop, end_sessions
from keqiao.registry.verbs.identities import join
from registry.proving import MOBILE, proved

WHO = {"name": "韦宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}
OTHER = "13800000002"


@pytest.fixture
def user(cast: Cast) -> User:
    """Somebody who signed up."""
    return join(VISITS, proved(), WHO)


def person_of(user: User) -> Person:
    """Who the user is."""
    assert user.person is not None
    return user.person


def test_another_number_takes_the_place_of_the_one_before(user: User) -> None:
    confirm(acts(user), person_of(user), {"code": proved(OTHER, "mobile").public_id})
    assert holder_of("mobile", MOBILE) is None
    holder = holder_of("mobile", OTHER)
    assert holder is not None
    assert holder.person == user.person


def test_an_address_stands_beside_the_number(user: User) -> None:
    made = confirm(acts(user), person_of(user), {"code": proved("wei@example.cn", "email", "email").public_id})
    assert str(made) == "电子邮箱：w***@example.cn"
    assert holder_of("mobile", MOBILE) is not None
    drop(acts(user), made, None)
    assert holder_of("email", "wei@example.cn") is None
    with pytest.raises(VerbError, match="已经停用"):
        drop(acts(user), made, None)


def test_a_number_has_one_holder(user: User, cast: Cast) -> None:
    join(VISITS, proved(OTHER), {**WHO, "name": "韦江"})
    with pytest.raises(VerbError, match="由另一个账号使用"):
        confirm(acts(user), person_of(user), {"code": proved(OTHER, "mobile").public_id})
    with pytest.raises(VerbError, match="已经是您验证过的手机号"):
        confirm(acts(user), person_of(user), {"code": proved(MOBILE, "mobile").public_id})


def test_a_code_for_logging_in_changes_no_number(user: User) -> None:
    with pytest.raises(VerbError, match="验证已失效"):
        confirm(acts(user), person_of(user), {"code": proved(OTHER, "login").public_id})
    with pytest.raises(VerbError, match="验证已失效"):
        confirm(acts(user), person_of(user), {"code": uuid.uuid4()})


def test_nobody_changes_anothers_numbers(user: User, cast: Cast) -> None:
    with pytest.raises(Refused, match="只有本人"):
        confirm(acts(cast.clerk), person_of(user), {"code": proved(OTHER, "mobile").public_id})
    with pytest.raises(Refused, match="只有本人"):
        drop(acts(cast.clerk), person_of(user).identities.get(), None)


def test_a_mobile_number_is_changed_and_not_given_up(user: User) -> None:
    with pytest.raises(VerbError, match="不能只删不换"):
        drop(acts(user), person_of(user).identities.get(), None)


def test_one_logs_oneself_out_elsewhere(user: User) -> None:
    here, there = Client(), Client()
    here.force_login(user)
    there.force_login(user)
    assert end_sessions(acts(user), user, {"session": here.session.session_key}) == 1
    assert here.get("/home/").status_code == 200
    assert there.get("/home/").status_code == 302
