"""Organisations are founded at the desk in one of four modes, and Party organisations in one of four forms."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import ancestors
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import founding as verbs
from keqiao.registry.verbs import organisations
from registry.conftest import Registry, user_with

DAY = dt.date(2024, 5, 6)
NEW = {"name": "柳北工业园科协", "kind": "park_association", "level": "county", "founded": DAY}


@pytest.fixture
def firms(registry: Registry) -> list[str]:
    """Codes of two enterprises."""
    for code in ("f1", "f2"):
        data = {"code": code, "name": f"柳州{code}公司", "kind": "enterprise", "level": "county"}
        organisations.register(registry.clerk, registry.city, data)
    return ["f1", "f2"]


def covered(one: Organisation) -> list[tuple[str, str, dt.date | None]]:
    return [(tie.kind, tie.target.code, tie.starts) for tie in one.links_out.select_related("target").order_by("pk")]


def test_a_joint_association_names_the_units_it_covers(registry: Registry, firms: list[str]) -> None:
    made = verbs.found(registry.clerk, registry.city, NEW | {"founding": "regional_joint", "covers": firms})
    assert (made.code, made.founding, made.founded) == ("450200-001", "regional_joint", DAY)
    assert covered(made) == [("covers", "f1", DAY), ("covers", "f2", DAY)]
    assert ancestors(made.pk, DAY) == [made.pk, registry.city.pk]
    again = verbs.found(registry.clerk, registry.city, NEW | {"founding": "independent", "code": ""})
    assert again.code == "450200-002"


def test_an_attached_association_names_its_host(registry: Registry, firms: list[str]) -> None:
    made = verbs.found(registry.clerk, registry.city, NEW | {"founding": "attached", "host": "f1", "covers": ["f2"]})
    assert covered(made) == [("covers", "f2", DAY), ("host", "f1", DAY)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "没有选择组建方式"),
        ({"kind": "society", "covers": ["f1"]}, "没有选择组建方式"),
        ({"founding": "regional_joint"}, "至少两个，现在有0个"),
        ({"founding": "industry_wide", "covers": ["f1", "f1"]}, "至少两个，现在有1个"),
        ({"founding": "attached"}, "依托组建要写明"),
        ({"founding": "independent", "host": "f1"}, "单独组建的没有依托"),
        ({"founding": "independent", "covers": ["f1", "f2"]}, "只覆盖一个单位"),
        ({"founding": "attached", "host": "f9"}, "没有机构代码为“f9”"),
    ],
)
def test_a_mode_that_does_not_fit_is_refused(
    registry: Registry, firms: list[str], data: dict[str, Any], says: str
) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.found(registry.clerk, registry.city, NEW | data)
    assert not Organisation.objects.filter(name=NEW["name"]).exists()


def test_the_mode_of_one_that_exists_counts_what_it_covers_already(registry: Registry, firms: list[str]) -> None:
    made = verbs.found(registry.clerk, registry.city, NEW | {"founding": "independent", "covers": ["f1"]})
    verbs.set_founding(registry.clerk, made, {"founding": "regional_joint", "covers": ["f2"], "starts": DAY})
    made.refresh_from_db()
    assert made.founding == "regional_joint"
    with pytest.raises(VerbError, match="只覆盖一个单位"):
        verbs.set_founding(registry.clerk, made, {"founding": "independent"})


PARTY = {"kind": "party_branch", "name": "联合党支部", "founded": DAY}


def test_a_joint_party_organisation_serves_several(registry: Registry) -> None:
    data = PARTY | {"form": "joint", "others": [registry.county.code]}
    made = verbs.found_party(registry.clerk, registry.society, data)
    assert made.attributes.get(kind="party_form").value == "joint"
    assert {target for _kind, target, _day in covered(made)} == {"lz-jx", "450223-kx"}
    assert ancestors(made.pk)[1] == registry.society.pk


@pytest.mark.parametrize("wrong", [{"form": "joint"}, {"form": "online", "others": ["450223-kx"]}])
def test_a_form_that_does_not_fit_is_refused(registry: Registry, wrong: dict[str, Any]) -> None:
    with pytest.raises(VerbError, match="联合设立的党组织要写明其他单位"):
        verbs.found_party(registry.clerk, registry.society, PARTY | wrong)


def test_all_for_whom_it_is_set_up_have_to_grant_it(registry: Registry) -> None:
    clerk = user_with("clerk", registry.society, "society-clerk")
    with pytest.raises(Refused, match="鹿寨县"):
        verbs.found_party(clerk, registry.society, PARTY | {"form": "joint", "others": [registry.county.code]})
