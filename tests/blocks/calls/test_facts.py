"""What plans count of awards, and which of them lie in a poor county."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.counting import check_days_of_change, noticed, rows, said
from cast import OPERATES, Cast, DivisionFactory
from keqiao.blocks.calls import verbs
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb

DAY = dt.date(2024, 3, 12)
PROJECT = {"programme": "key_popularisation_project", "title": "大篷车", "date": DAY}


class SetPoor(VerbData):
    """Whether a division (its code) counts as poor."""

    code: str
    poor: bool | None


@verb("trial.set_poor", needs="organisations.manage", on=lambda target, data: [target])
def set_poor(act: Act, target: Organisation, data: SetPoor) -> None:
    """Call a county poor."""
    division = Division.objects.get(code=data.code)
    division.poor = data.poor
    division.save()


def test_awards_granted_by_the_day(cast: Cast) -> None:
    made = verbs.grant_award(OPERATES, cast.liuzhou, PROJECT)
    assert rows("awards", 20240311) == []
    assert rows("awards", 20240312) == [
        {
            "id": made.pk,
            "organisation": cast.liuzhou.pk,
            "programme": "key_popularisation_project",
            "year": 2024,
            "date": 20240312,
            "poor_county": None,
        }
    ]


@pytest.mark.parametrize(("poor", "says"), [(True, 1), (False, 0), (None, None)])
def test_an_award_lies_in_the_county_of_its_division(cast: Cast, poor: bool | None, says: int | None) -> None:
    set_poor(OPERATES, cast.liuzhou, {"code": "450223", "poor": poor})
    county = Division.objects.get(code="450223")
    town = DivisionFactory(code="450223100", level="township", parent=county, poor=not poor)
    DivisionFactory(code="450223100001", level="village", parent=town, poor=not poor)
    for code in ("450223", "450223100", "450223100001"):
        verbs.grant_award(OPERATES, cast.liuzhou, PROJECT | {"division": code, "title": code})
    assert said("awards", 20240312, "poor_county") == [says] * 3


def test_above_the_counties_nothing_is_known(cast: Cast) -> None:
    set_poor(OPERATES, cast.liuzhou, {"code": "450200", "poor": True})
    verbs.grant_award(OPERATES, cast.liuzhou, PROJECT | {"division": "450200"})
    assert said("awards", 20240312, "poor_county") == [None]


def test_a_county_called_poor_changes_awards_in_it_and_below(cast: Cast) -> None:
    county = Division.objects.get(code="450223")
    town = DivisionFactory(code="450223100", level="township", parent=county)
    DivisionFactory(code="450223100001", level="village", parent=town)
    for organisation, code in ((cast.liuzhou, "450223"), (cast.luzhai, "450223100"), (cast.society, "450223100001")):
        verbs.grant_award(OPERATES, organisation, PROJECT | {"division": code})
    with noticed(by={"awards"}):
        set_poor(OPERATES, cast.liuzhou, {"code": "450223", "poor": True})


def test_days_of_change_are_foretold(cast: Cast) -> None:
    for organisation, day in ((cast.liuzhou, 12), (cast.liuzhou, 20), (cast.luzhai, 14)):
        verbs.grant_award(OPERATES, organisation, PROJECT | {"date": dt.date(2024, 3, day)})
    assert check_days_of_change("awards")
