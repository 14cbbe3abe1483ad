"""Time-based codes and recovery codes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access import second
from keqiao.kernel.access.second import (
    ALPHABET,
    address_for_app,
    code_digest,
    counter_of,
    has_second,
    must_have_second,
    new_code,
    new_secret,
)

# RFC 6238, appendix B: the secret of its SHA-1 table, and the last six digits at each moment.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
TABLE = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]


@pytest.mark.parametrize(("moment", "digits"), TABLE)
def test_codes_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch, moment: int, digits: str) -> None:
    monkeypatch.setattr(time, "time", lambda: float(moment))
    assert counter_of(SECRET, digits) == moment // 30


def test_a_clock_may_be_a_step_off_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    moment, digits = TABLE[2]
    for off, found in ((30, True), (-30, True), (60, False), (-60, False)):
        monkeypatch.setattr(time, "time", lambda off=off: float(moment + off))
        assert (counter_of(SECRET, digits) is not None) is found


def test_a_step_used_already_holds_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 59.0)
    assert counter_of(SECRET, "287082", after=1) is None


def test_the_app_is_told_who_and_where(cast: Cast) -> None:
    secret = new_secret()
    told = address_for_app(secret, cast.clerk)
    assert told.startswith("otpauth://totp/")
    assert secret in told
    assert "clerk" in told


def test_codes_for_paper_are_read_however_they_are_written(cast: Cast) -> None:
    code = new_code()
    assert len(code) == 11
    assert set(code) <= {*ALPHABET, "-"}
    assert code_digest(cast.clerk, code) == code_digest(cast.clerk, f" {code.lower().replace('-', ' ')}")
    assert code_digest(cast.clerk, code) != code_digest(cast.leader, code)


def test_who_must_have_one_is_a_setting(cast: Cast, settings: Settings) -> None:
    assert not must_have_second(cast.clerk)
    settings.DOORS = replace(settings.DOORS, second_factor="staff")
    assert must_have_second(cast.clerk)
    assert not must_have_second(cast.nobody)
    assert not has_second(cast.clerk)
    assert second.RECOVERY_CODES == 10
