"""What hangs below associations: every code once, led by what stands before, tied to what is there."""

from __future__ import annotations

from typing import Any

import pytest

from keqiao.cli.demo.branches import NO_UPLINK, WITHOUT_GROUP, rows
from keqiao.cli.demo.shares import CHANGSHA, CHUZHOU, CITY, HUNAN, NATION, TAIZHOU


def association(code: str, level: str, leading: str) -> dict[str, Any]:
    """An association's row."""
    named = {"code": code, "name": f"{code}科学技术协会", "short_name": f"{code}科协", "kind": "association"}
    return named | {"level": level, "leading": leading, "division": code}


ASSOCIATIONS = [
    association(HUNAN, "provincial", NATION),
    association(CHANGSHA, "municipal", HUNAN),
    association(TAIZHOU, "municipal", "320000"),
    association(CITY, "municipal", "450000"),
    association("430121", "county", CHANGSHA),
    association("430181", "county", CHANGSHA),
    association("321281", "county", TAIZHOU),
    association("341122", "county", CHUZHOU),
    association("450223", "county", CITY),
]


@pytest.fixture(scope="module")
def below() -> dict[str, dict[str, Any]]:
    """The rows by code."""
    found = rows(ASSOCIATIONS)
    assert len({row["code"] for row in found}) == len(found)
    return {row["code"]: row for row in found}


def test_whatever_leads_stands_before_and_every_tie_leads_somewhere(below: dict[str, dict[str, Any]]) -> None:
    outside = {NATION, "320000", "340000", "450000", CHUZHOU, *(one["code"] for one in ASSOCIATIONS)}
    seen = set(outside)
    for code, row in below.items():
        assert row["leading"] in seen, code
        seen.add(code)
        assert {tie["other"] for tie in row.get("links", ())} <= outside | below.keys()


def test_what_liuzhou_leads_is_built_elsewhere(below: dict[str, dict[str, Any]]) -> None:
    assert not [code for code, row in below.items() if row["leading"].startswith(CITY[:4])]


def test_a_city_society_is_tied_to_its_field_above_and_one_is_not(below: dict[str, dict[str, Any]]) -> None:
    def up(code: str) -> list[str]:
        return [tie["other"] for tie in below[code]["links"] if tie["kind"] == "uplink"]

    assert up("tz-jixie") == ["js-jixie", "cn-jixie"]
    assert up("cs-jixie") == ["hn-jixie", "cn-jixie"]
    assert up("321281-jixie") == ["tz-jixie"]
    assert up(NO_UPLINK) == up("cn-jixie") == []


def test_counties_have_a_leading_party_group_but_some_of_hunan(below: dict[str, dict[str, Any]]) -> None:
    assert below["321281-dz"]["kind"] == below["430121-dz"]["kind"] == "leading_party_group"
    no_group = f"43010{next(end for end in range(1, 12) if int(f'43010{end}') % WITHOUT_GROUP == 0)}"
    found = {row["code"] for row in rows([*ASSOCIATIONS, association(no_group, "county", CHANGSHA)])}
    assert f"{no_group}-dz" not in found


def test_every_society_of_taizhou_has_a_work_group(below: dict[str, dict[str, Any]]) -> None:
    societies = [code for code, row in below.items() if row["leading"] == TAIZHOU and row["kind"] == "society"]
    assert len(societies) == 10
    assert all(below[f"{code}-gz"]["kind"] == "party_work_group" for code in societies)
