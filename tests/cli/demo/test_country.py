"""What people call a place, and where they work there."""

from __future__ import annotations

import pytest

from keqiao.cli.demo.country import short_name
from keqiao.cli.demo.people import LIUZHOU, People
from keqiao.cli.demo.regions import NATION_GROUPS, region


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("湖南省", "湖南"),
        ("广西壮族自治区", "广西"),
        ("长沙市", "长沙市"),
        ("湘西土家族苗族自治州", "湘西州"),
        ("城步苗族自治县", "城步县"),
        ("靖州苗族侗族自治县", "靖州县"),
        ("融水苗族自治县", "融水县"),
        ("南县", "南县"),
        ("城中区", "城中区"),
    ],
)
def test_a_division_is_called_as_people_call_it(name: str, short: str) -> None:
    assert short_name(name) == short


def test_people_of_a_region_work_there() -> None:
    made = People(7).person("university", (1960, 1970), region("长沙"))
    assert made.unit.startswith("长沙")


def test_every_region_knows_every_class_of_units() -> None:
    assert region("长沙").units.keys() == LIUZHOU.units.keys()
    assert set(region("华夏", NATION_GROUPS).ethnicities) > {"汉族", "藏族"}
