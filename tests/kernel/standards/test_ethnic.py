"""GB/T 3304."""

from __future__ import annotations

import pytest

from keqiao.kernel.standards.ethnic import BY_CODE, ETHNICITIES, read_ethnicity
from keqiao.kernel.standards.refusal import Refused


def test_there_are_56_groups_numbered_without_a_gap() -> None:
    groups = [group for group in ETHNICITIES if int(group.code) <= 56]
    assert [group.code for group in groups] == [f"{number:02d}" for number in range(1, 57)]
    assert len({group.name for group in groups}) == len({group.letters for group in groups}) == 56
    assert sum(group.minority for group in groups) == 55


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("汉族", "01"),
        ("汉", "01"),
        (" 壮 族 ", "08"),
        ("壮", "08"),
        ("僮族", "08"),
        ("维族", "05"),
        ("维", "05"),
        ("仫佬", "32"),
        ("毛难族", "36"),
        ("土", "30"),
        ("土家", "15"),
        ("水族", "25"),
        ("08", "08"),
        ("8", "08"),
        ("zh", "08"),
        ("穿青人", "97"),
    ],
)
def test_what_rosters_write(written: str, code: str) -> None:
    assert read_ethnicity(written).code == code


@pytest.mark.parametrize(
    ("written", "refusal"), [("", "ethnic.empty"), ("广西", "ethnic.unknown"), ("57", "ethnic.unknown")]
)
def test_an_unknown_group_is_refused(written: str, refusal: str) -> None:
    with pytest.raises(Refused) as caught:
        read_ethnicity(written)
    assert caught.value.code == refusal
    assert "请" in caught.value.message


def test_foreign_descent_is_no_minority() -> None:
    assert not BY_CODE["98"].minority
    assert BY_CODE["97"].minority
