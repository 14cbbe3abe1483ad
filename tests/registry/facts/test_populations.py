"""The fact populations: the last number known, at the association responsible."""

from __future__ import annotations

import datetime as dt

from cast import Cast, DivisionFactory
from keqiao.kernel.divisions.models import Division, Population
from keqiao.registry.facts.populations import POPULATIONS
from registry.facts.given import given, saved
from registry.facts.reading import next_days, row, rows


def settle(code: str, year: int, people: int) -> Population:
    division = Division.objects.get(code=code)
    return given(Population, division=division, year=year, people=people, source="统计年鉴")


def test_of_each_division_the_latest_year_up_to_the_days_own_counts(cast: Cast) -> None:
    for year in (2018, 2020, 2023):
        settle("450223", year, year * 100)
    found = row(POPULATIONS, 20221231)
    assert found == {
        "id": Population.objects.get(year=2020).pk,
        "organisation": cast.luzhai.pk,
        "division": Division.objects.get(code="450223").pk,
        "year": 2020,
        "people": 202000,
    }
    assert row(POPULATIONS, 20230101)["year"] == 2023
    assert rows(POPULATIONS, 20171231) == []


def test_a_division_without_an_association_counts_where_it_is_answered_for(cast: Cast) -> None:
    DivisionFactory(code="450224", parent=Division.objects.get(code="450200"))
    DivisionFactory(code="460000")
    settle("450224", 2020, 300000)
    settle("460000", 2020, 9000000)
    assert [(one["organisation"], one["people"]) for one in rows(POPULATIONS, 20250301)] == [(cast.liuzhou.pk, 300000)]


def test_a_division_that_is_no_more_has_no_people(cast: Cast) -> None:
    gone = DivisionFactory(code="450224", parent=Division.objects.get(code="450200"), ends=dt.date(2022, 1, 1))
    settle("450224", 2020, 300000)
    assert len(rows(POPULATIONS, 20211231, division=gone.pk)) == 1
    assert rows(POPULATIONS, 20220101) == []


def test_a_number_touches_those_who_answer_for_its_division(cast: Cast) -> None:
    number = settle("450223", 2020, 400000)
    assert saved(POPULATIONS, number, people=410000) == {cast.luzhai.pk, cast.liuzhou.pk, cast.region.pk}


def test_new_years_day_brings_the_number_of_the_year(cast: Cast) -> None:
    assert next_days(POPULATIONS, 20250301) == {}
    settle("450223", 2027, 400000)
    assert next_days(POPULATIONS, 20250301)[cast.luzhai.pk] == 20270101
    assert next_days(POPULATIONS, 20270101) == {}
