"""Where what a figure lacks lies: by county, most first, with the fewest places that would do."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import OPERATES, DivisionFactory, OrganisationFactory, user_with
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Placement
from keqiao.plans.figures import Board, board
from keqiao.plans.gaps import Gap, Place, gap_of
from keqiao.plans.library import library
from keqiao.plans.repairs import advice, gap_words, located_words
from keqiao.plans.world import Installation
from keqiao.registry.verbs import organisations
from plans.municipal import PLAN, Municipal
from plans.reported import lead, report_of


def counted(municipal: Municipal, name: str, *, reported: bool = False) -> Board:
    """One figure of the city today, from everybody's records or with what was reported."""
    world = None if reported else Installation()
    plan = library().plan(PLAN)
    return board([plan], organisations=[municipal.city.pk], commitments=[name], kept=False, world=world)


def gap(found: Board) -> Gap | None:
    return gap_of(found.figures[0], found)


def counties(municipal: Municipal, *numbers: int) -> None:
    """Further counties, each with an association and so many poor villages in which nobody was trained."""
    for place, number in enumerate(numbers):
        division = DivisionFactory(code=f"45023{place}", name=f"第{place + 1}县")
        county = OrganisationFactory(
            code=division.code,
            name=f"第{place + 1}县科协",
            kind="association",
            level="county",
            leading=municipal.city,
            division=division,
        )
        for village in range(number):
            data = {"code": f"v{place}-{village}", "name": "某村", "kind": "village", "level": "village"}
            made = organisations.register(OPERATES, county, data)
            organisations.set_attribute(OPERATES, made, {"kind": "poor", "value": "1", "starts": dt.date(2018, 1, 1)})


def test_villages_are_told_with_their_county(municipal: Municipal) -> None:
    found = counted(municipal, "training-in-poor-villages")
    assert gap(found) == Gap(1, (Place("450223", "鹿寨县", 1),))
    words = located_words(found.figures[0], found)
    assert words == "再有1个单位做到，即符合要求。缺口在鹿寨县（1个）。"


def test_places_with_most_come_first(municipal: Municipal) -> None:
    counties(municipal, 1, 3)
    found = gap(counted(municipal, "training-in-poor-villages"))
    assert found is not None
    assert [(place.name, place.number) for place in found.places] == [("第2县", 3), ("鹿寨县", 1), ("第1县", 1)]
    assert found.needed == 5
    assert gap_words(found) == "缺口在第2县（3个）、鹿寨县（1个）、第1县（1个）。"


def test_a_figure_that_holds_has_no_gap_and_no_advice(municipal: Municipal) -> None:
    found = counted(municipal, "congress-delegates-young")
    assert gap(found) is None
    assert advice(found.figures[0]) == ""


@pytest.mark.parametrize("name", ["congress-delegates-front-line", "secondments-two-years"])
def test_people_are_not_told_by_place(municipal: Municipal, name: str) -> None:
    assert gap(counted(municipal, name)) is None


def test_societies_of_the_city_itself_have_no_place_to_tell(municipal: Municipal) -> None:
    found = counted(municipal, "society-standing-council-front-line")
    assert gap(found) is None
    assert advice(found.figures[0]) == "再有1个单位达到，即全部符合要求。"


def test_of_another_association_as_many_lack_it_as_it_reported(municipal: Municipal) -> None:
    county = municipal.cast.luzhai
    assert gap(counted(municipal, "e-stations-in-every-county", reported=True)) is None  # nothing is known of it
    report_of(lead(user_with("county-leader", "leader", county), county, "陆主席"), county)
    found = gap(counted(municipal, "e-stations-in-every-county", reported=True))
    assert found == Gap(1, (Place("450223", "鹿寨县", 1),))


def test_many_counties_are_told_by_the_city_above_them(municipal: Municipal) -> None:
    city = municipal.city.placements.get().division
    other = DivisionFactory(code="450300", name="桂林市", level="municipal")
    counties(municipal, *[1] * 13)
    with ledger.exempt("given"):
        for number, placed in enumerate(Placement.objects.filter(division__code__startswith="45023")):
            placed.division.parent = other if number < 9 else city
            placed.division.save()
    found = gap(counted(municipal, "training-in-poor-villages"))
    assert found is not None
    assert found.places[0] == Place("450300", "桂林市", 9)
    assert sum(place.number for place in found.places) == found.needed == 14


A, B, C, D = (Place(code, f"{code}县", number) for code, number in (("甲", 8), ("乙", 6), ("丙", 2), ("丁", 2)))


@pytest.mark.parametrize(
    ("needed", "places", "words"),
    [
        (14, (A, B), "缺口在甲县（8个）、乙县（6个）。"),
        (18, (A, B, C, D), "缺口在甲县（8个）、乙县（6个）、丙县（2个）等4地。"),
        (14, (A, B, C, D), "缺口分布在4地，其中甲县（8个）、乙县（6个）补上即可。"),
        (15, (A, B, C, D), "缺口在甲县（8个）、乙县（6个）、丙县（2个）等4地，最少补上其中3地即可。"),
        (1, (C, D), "缺口在丙县（2个）、丁县（2个），最少补上其中1地即可。"),
        (3, (Place("450200", "柳州市", 2, own=True), D), "缺口在柳州市本级（2个）、丁县（2个）。"),
    ],
)
def test_words_name_the_places_that_would_do(needed: int, places: tuple[Place, ...], words: str) -> None:
    assert gap_words(Gap(needed, places)) == words
