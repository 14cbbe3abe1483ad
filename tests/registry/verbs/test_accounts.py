"""Passwords, locks, and accounts out of use."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import OPERATES, PASSWORD, Cast, acts, user_with
from keqiao.kernel.access.failures import count_failure, locked
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.access import create_user
from keqiao.registry.verbs.accounts import deactivate, enter, reactivate, set_password, unlock

NEW = "另一座桥在柳江上2026"
WHY = {"reason": "调离岗位"}


def test_a_password_that_was_given_has_to_be_changed(cast: Cast) -> None:
    made = create_user(acts(cast.security_admin), cast.liuzhou, {"username": "new-clerk", "password": PASSWORD})
    assert made.must_change
    assert made.keeper == cast.liuzhou
    changed = set_password(acts(made), made, {"old": PASSWORD, "new": NEW})
    assert not changed.must_change
    assert changed.password_at is not None
    assert User.objects.get(pk=made.pk).check_password(NEW)


def test_the_old_password_is_asked_for(cast: Cast) -> None:
    for old in (None, "wrong"):
        with pytest.raises(VerbError, match="现在的密码不对"):
            set_password(acts(cast.clerk), cast.clerk, {"old": old, "new": NEW})


def test_who_has_none_sets_one_without(cast: Cast) -> None:
    cast.clerk.set_unusable_password()
    assert set_password(acts(cast.clerk), cast.clerk, {"new": NEW}).has_usable_password()


def test_a_bad_password_is_refused_with_every_fault(cast: Cast) -> None:
    with pytest.raises(VerbError, match="至少要10个字符"):
        set_password(acts(cast.clerk), cast.clerk, {"old": PASSWORD, "new": "short"})


def test_the_last_passwords_are_not_taken_again(cast: Cast) -> None:
    set_password(acts(cast.clerk), cast.clerk, {"old": PASSWORD, "new": NEW})
    with pytest.raises(VerbError, match="用过的密码"):
        set_password(acts(cast.clerk), cast.clerk, {"old": NEW, "new": PASSWORD})


def test_nobody_sets_anothers_password(cast: Cast) -> None:
    with pytest.raises(Refused, match="只有本人"):
        set_password(acts(cast.security_admin), cast.clerk, {"old": PASSWORD, "new": NEW})


def test_a_new_password_ends_the_other_sessions_and_stays_out_of_the_audit(cast: Cast) -> None:
    elsewhere = Client()
    elsewhere.force_login(cast.clerk)
    set_password(acts(cast.clerk), cast.clerk, {"old": PASSWORD, "new": NEW})
    assert elsewhere.get("/desk/").status_code == 302
    entry = Entry.objects.get(verb="access.set_password")
    assert NEW not in entry.objects_changed
    assert "password_at" in entry.objects_changed


def test_an_account_out_of_use_loses_its_open_sessions_at_once(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk)
    assert browser.get("/desk/").status_code == 200
    deactivate(acts(cast.security_admin), cast.clerk, WHY)
    answer = browser.get("/desk/", follow=True)
    assert "账号已停用" in answer.content.decode()
    assert Entry.objects.get(verb="access.deactivate").message == "调离岗位"
    with pytest.raises(VerbError, match="已经停用"):
        deactivate(acts(cast.security_admin), cast.clerk, WHY)


def test_an_account_is_taken_into_use_again(cast: Cast) -> None:
    with pytest.raises(VerbError, match="正在使用"):
        reactivate(acts(cast.security_admin), cast.clerk, WHY)
    deactivate(acts(cast.security_admin), cast.clerk, WHY)
    assert reactivate(acts(cast.security_admin), User.objects.get(pk=cast.clerk.pk), WHY).is_active


def test_a_reason_is_asked_for(cast: Cast) -> None:
    with pytest.raises(VerbError, match="理由"):
        deactivate(acts(cast.security_admin), cast.clerk, {"reason": ""})


def test_nobody_does_it_to_themselves(cast: Cast) -> None:
    for verb in (deactivate, reactivate):
        with pytest.raises(Refused, match="另一位安全管理员"):
            verb(acts(cast.security_admin), cast.security_admin, WHY)


def test_an_administrator_answers_for_every_place_where_the_account_has_a_role(cast: Cast) -> None:
    below = user_with("county-security", "security_admin", cast.luzhai)
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        deactivate(acts(below), cast.clerk, WHY)
    deactivate(acts(below), cast.county_clerk, WHY)


def test_rights_below_are_given_back_only_by_who_has_them(cast: Cast) -> None:
    alone = user_with("own-security", "security_admin", cast.liuzhou)
    deactivate(acts(alone), cast.clerk, WHY)
    with pytest.raises(Refused, match="含下级"):
        reactivate(acts(alone), User.objects.get(pk=cast.clerk.pk), WHY)
    reactivate(OPERATES, User.objects.get(pk=cast.clerk.pk), WHY)


def test_a_lock_is_lifted(cast: Cast) -> None:
    with pytest.raises(VerbError, match="没有被锁定"):
        unlock(acts(cast.security_admin), cast.clerk, None)
    for _time in range(5):
        count_failure("clerk", "192.0.2.1")
    unlock(acts(cast.security_admin), cast.clerk, None)
    assert not locked(cast.clerk).exists()
    assert "failures" in Entry.objects.get(verb="access.unlock", outcome="done").objects_changed


def test_coming_in_is_noted_by_whoever_comes_in(cast: Cast) -> None:
    enter(acts(cast.clerk), cast.clerk, {"way": "password"})
    assert Entry.objects.get(verb="access.enter").actor == f"user:{cast.clerk.pk}"
    with pytest.raises(Refused):
        enter(acts(cast.leader), cast.clerk, {"way": "password"})
