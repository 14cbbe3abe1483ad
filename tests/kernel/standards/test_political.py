"""GB/T 4762."""

from __future__ import annotations

import pytest

from keqiao.kernel.standards.political import AFFILIATIONS, read_affiliation
from keqiao.kernel.standards.refusal import Refused


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("中共党员", "01"),
        ("党员", "01"),
        ("中共", "01"),
        ("中共党员（1998.07）", "01"),
        ("预备党员", "02"),
        ("民 盟", "05"),
        ("九三学社", "10"),
        ("无党派", "12"),
        ("群众", "13"),
        ("13", "13"),
        ("1", "01"),
    ],
)
def test_what_rosters_write(written: str, code: str) -> None:
    assert read_affiliation(written).code == code


def test_only_members_and_probationers_are_party_members() -> None:
    assert [affiliation.code for affiliation in AFFILIATIONS if affiliation.party_member] == ["01", "02"]
    assert len(AFFILIATIONS) == 13


@pytest.mark.parametrize("written", ["", "教授", "14"])
def test_what_is_no_affiliation_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="请填写"):
        read_affiliation(written)
