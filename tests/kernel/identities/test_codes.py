"""One-time codes: their limits, their tries, and that each opens one door once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from keqiao.kernel.identities import codes
from keqiao.kernel.identities.codes import CodeError, make_code, try_code, use_up
from keqiao.kernel.identities.models import LoginCode, Purpose

MOBILE = "13800000001"
pytestmark = pytest.mark.django_db


def sent(value: str = MOBILE, purpose: Purpose = Purpose.LOGIN, address: str = "192.0.2.1") -> tuple[LoginCode, str]:
    """A code, the minute between two of them gone by."""
    LoginCode.objects.update(created=timezone.now() - codes.BETWEEN)
    return make_code(purpose, "mobile", value, address)


def wrong(digits: str) -> str:
    """Other digits."""
    return f"{(int(digits) + 1) % 10**codes.DIGITS:06}"


def test_the_right_digits_pass_and_are_used_once() -> None:
    code, digits = sent()
    try_code(code, f" {digits} ")
    use_up(code, Purpose.LOGIN)
    with pytest.raises(CodeError, match="验证已失效"):
        use_up(code, Purpose.LOGIN)


def test_neither_number_nor_digits_stand_in_the_database() -> None:
    code, digits = sent()
    code.refresh_from_db()
    stored = " ".join(str(value) for value in LoginCode.objects.values_list().get())
    assert MOBILE not in stored
    assert digits not in stored.split()
    assert code.value() == MOBILE
    assert code.shown() == "138****0001"


def test_a_code_that_passed_is_not_taken_again() -> None:
    code, digits = sent()
    try_code(code, digits)
    with pytest.raises(CodeError, match="已经用过"):
        try_code(code, digits)


def test_a_copy_read_before_the_code_passed_is_no_way_round() -> None:
    code, digits = sent()
    copy = LoginCode.objects.get(pk=code.pk)
    try_code(code, digits)
    with pytest.raises(CodeError, match=r"已作废|已经用过"):
        try_code(copy, digits)


def test_a_wrong_code_says_how_many_tries_are_left_and_the_last_one_ends_it(settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, code_tries=2)
    code, digits = sent()
    with pytest.raises(CodeError, match="还可以再试1次"):
        try_code(code, wrong(digits))
    with pytest.raises(CodeError, match="已作废"):
        try_code(code, wrong(digits))
    with pytest.raises(CodeError, match="输错次数过多"):
        try_code(code, digits)


def test_an_expired_code_is_refused() -> None:
    code, digits = sent()
    code.expires = timezone.now()
    with pytest.raises(CodeError, match="已过期"):
        try_code(code, digits)


def test_another_code_ends_the_one_before() -> None:
    first, digits = sent()
    sent()
    first.refresh_from_db()
    with pytest.raises(CodeError, match="已经用过"):
        try_code(first, digits)


def test_a_code_for_one_purpose_opens_no_other() -> None:
    code, digits = sent(purpose=Purpose.EMAIL)
    try_code(code, digits)
    with pytest.raises(CodeError, match="验证已失效"):
        use_up(code, Purpose.LOGIN)


def test_what_passed_long_ago_has_to_begin_again() -> None:
    code, digits = sent()
    try_code(code, digits)
    LoginCode.objects.update(passed=timezone.now() - codes.STANDS)
    with pytest.raises(CodeError, match="验证已失效"):
        use_up(code, Purpose.LOGIN)


def test_a_minute_lies_between_two_codes() -> None:
    sent()
    with pytest.raises(CodeError, match=r"请\d+秒后再获取"):
        make_code(Purpose.LOGIN, "mobile", MOBILE, "")


def test_a_number_gets_so_many_codes_a_day_for_each_purpose(settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, code_sends=2)
    sent()
    sent()
    with pytest.raises(CodeError, match="最多发送2次"):
        sent()
    sent(purpose=Purpose.SECOND)
    sent("13800000002")
    LoginCode.objects.update(created=timezone.now() - dt.timedelta(hours=25))
    make_code(Purpose.LOGIN, "mobile", MOBILE, "")


def test_a_network_gets_so_many_codes_a_day(settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, address_sends=2)
    sent("13800000002")
    sent("13800000003")
    with pytest.raises(CodeError, match="您所在的网络"):
        sent("13800000004")
    sent("13800000004", address="192.0.2.9")


def test_old_codes_are_forgotten() -> None:
    sent()
    assert codes.forget_old() == 0
    LoginCode.objects.update(created=timezone.now() - dt.timedelta(days=31))
    assert codes.forget_old() == 1
