"""Second factors: set up, shown once each, taken away, reset."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast, acts, user_with
from keqiao.kernel.access.models import Factor
from keqiao.kernel.access.second import factors, has_second, new_secret
from keqiao.kernel.audit.models import Entry, PersonalValues
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.factors import (
    add_totp,
    mobile_of,
    remove_factor,
    renew_recovery,
    reset_factors,
    show_message,
    show_second,
)
from keqiao.registry.verbs.identities import join
from registry.factoring import app_of, digits_now
from registry.proving import MOBILE, a_minute_later, proved

WHY = {"reason": "丢失手机"}


def test_an_app_is_taken_once_it_shows_a_right_code(cast: Cast) -> None:
    secret = new_secret()
    other = Client()
    other.force_login(cast.clerk)
    with pytest.raises(VerbError, match="验证码不对，没有设置"):
        add_totp(acts(cast.clerk), cast.clerk, {"secret": secret, "code": "000000x"})
    assert not has_second(cast.clerk)
    made = add_totp(acts(cast.clerk), cast.clerk, {"secret": secret, "code": digits_now(secret), "name": "办公手机"})
    assert str(made) == "动态口令：办公手机"
    assert has_second(cast.clerk)
    assert secret not in made.sealed
    assert secret not in str(list(Entry.objects.values_list("objects_changed"))) + str(PersonalValues.objects.count())
    assert other.get("/desk/").status_code == 302


def test_nobody_sets_one_up_for_another(cast: Cast) -> None:
    secret = new_secret()
    with pytest.raises(Refused):
        add_totp(acts(cast.security_admin), cast.clerk, {"secret": secret, "code": digits_now(secret)})


def test_a_code_holds_once(cast: Cast) -> None:
    secret = app_of(cast.clerk)
    digits = digits_now(secret)
    show_second(acts(cast.clerk), cast.clerk, {"code": digits})
    with pytest.raises(VerbError, match="已经用过"):
        show_second(acts(cast.clerk), cast.clerk, {"code": digits})
    show_second(acts(cast.clerk), cast.clerk, {"code": digits_now(secret, 1)})


def test_recovery_codes_hold_once_each_and_until_new_ones_are_made(cast: Cast) -> None:
    with pytest.raises(VerbError, match="不需要恢复码"):
        renew_recovery(acts(cast.clerk), cast.clerk, None)
    app_of(cast.clerk)
    codes = renew_recovery(acts(cast.clerk), cast.clerk, None)
    assert len(set(codes)) == 10
    shown = show_second(acts(cast.clerk), cast.clerk, {"code": codes[0].lower()})
    assert shown.left == 9
    assert codes[0] not in shown.sealed
    with pytest.raises(VerbError, match="已经用过"):
        show_second(acts(cast.clerk), cast.clerk, {"code": codes[0]})
    renew_recovery(acts(cast.clerk), cast.clerk, None)
    with pytest.raises(VerbError):
        show_second(acts(cast.clerk), cast.clerk, {"code": codes[1]})


def test_one_removes_ones_own_unless_it_is_the_last_that_is_needed(cast: Cast, settings: Settings) -> None:
    app_of(cast.clerk)
    renew_recovery(acts(cast.clerk), cast.clerk, None)
    factor = factors(cast.clerk).get(kind="totp")
    with pytest.raises(Refused):
        remove_factor(acts(cast.leader), factor, None)
    settings.DOORS = replace(settings.DOORS, second_factor="staff")
    with pytest.raises(VerbError, match="不能移除最后一种"):
        remove_factor(acts(cast.clerk), factor, None)
    app_of(cast.clerk)
    removed = remove_factor(acts(cast.clerk), factor, None)
    assert removed.sealed == ""
    with pytest.raises(VerbError, match="已经移除"):
        remove_factor(acts(cast.clerk), removed, None)


def test_with_the_last_one_go_the_recovery_codes(cast: Cast) -> None:
    app_of(cast.clerk)
    renew_recovery(acts(cast.clerk), cast.clerk, None)
    remove_factor(acts(cast.clerk), factors(cast.clerk).get(kind="totp"), None)
    assert not factors(cast.clerk).exists()


def test_an_administrator_resets_them_with_a_reason(cast: Cast) -> None:
    with pytest.raises(VerbError, match="没有设置第二重验证"):
        reset_factors(acts(cast.security_admin), cast.clerk, WHY)
    app_of(cast.clerk)
    browser = Client()
    browser.force_login(cast.clerk)
    with pytest.raises(VerbError, match="理由"):
        reset_factors(acts(cast.security_admin), cast.clerk, {"reason": ""})
    reset_factors(acts(cast.security_admin), cast.clerk, WHY)
    assert not has_second(cast.clerk)
    assert browser.get("/desk/").status_code == 302
    assert Entry.objects.get(verb="access.reset_factors", outcome="done").message == "丢失手机"


def test_an_administrator_below_or_oneself_resets_nothing(cast: Cast) -> None:
    app_of(cast.clerk)
    alone = user_with("own-security", "security_admin", cast.liuzhou)
    with pytest.raises(Refused, match="含下级"):
        reset_factors(acts(alone), cast.clerk, WHY)
    with pytest.raises(Refused, match="自己"):
        reset_factors(acts(cast.security_admin), cast.security_admin, WHY)
    assert Factor.objects.get().ends is None


def test_a_code_to_ones_own_mobile_is_a_second_factor(cast: Cast) -> None:
    who = {"name": "韦宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}
    user = join(acts(cast.nobody), proved(), who)
    mobile = mobile_of(user)
    assert mobile is not None
    assert mobile.value() == MOBILE
    assert mobile_of(cast.clerk) is None
    code = proved(purpose="second")
    assert show_message(acts(user), user, {"code": code.public_id}) == user
    with pytest.raises(VerbError, match="验证已失效"):
        show_message(acts(user), user, {"code": code.public_id})
    with pytest.raises(VerbError, match="不是发到您本人手机号"):
        show_message(acts(user), user, {"code": proved("13800000002", "second").public_id})
    a_minute_later()
    with ledger.exempt("given"):
        user.person.identities.update(verified=None)  # type: ignore[union-attr]  # who joined is a person
    assert mobile_of(user) is None
