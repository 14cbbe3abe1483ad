"""Made-up people for rosters: no two of a name, born when asked, with the class that was asked for."""

from __future__ import annotations

import datetime as dt

from keqiao.cli.demo.names import DELEGATIONS, SECTORS
from keqiao.cli.demo.people import UNITS
from keqiao.cli.demo.rosters import FRONT, OTHERS, Maker
from keqiao.cli.demo.stage import Stage

TODAY = dt.date(2026, 11, 24)


def maker(seed: int = 7) -> Maker:
    """Makes people for a stage of that seed."""
    return Maker(Stage(600, seed, TODAY))


def test_nobody_bears_the_name_of_another() -> None:
    made = maker().several(800, FRONT, 2, ((1958, 1965), (1974, 1996)))
    assert len({one.name for one in made}) == len({one.row for one in made}) == 800


def test_two_of_three_are_born_in_the_later_years() -> None:
    made = maker().several(30, FRONT, 2, ((1958, 1965), (1974, 1996)))
    assert sum(1 for one in made if (one.birth_from or 0) >= 19740101) == 20


def test_classes_come_in_turn_and_name_sector_and_delegation() -> None:
    made = maker().several(10, OTHERS, 0, ((1960, 1970), (1980, 1990)))
    assert [one.source_class for one in made] == [*OTHERS, *OTHERS]
    assert {one.sector for one in made} == {SECTORS[source] for source in OTHERS}
    assert all(one.leading_official is (one.position in {"局长", "副局长"}) for one in made)


def test_the_same_seed_makes_the_same_people() -> None:
    years = ((1960, 1970), (1980, 1990))
    assert maker().several(20, FRONT, 1, years) == maker().several(20, FRONT, 1, years)
    assert maker().several(20, FRONT, 1, years) != maker(8).several(20, FRONT, 1, years)


def test_every_class_of_unit_has_a_sector_and_a_delegation() -> None:
    assert UNITS.keys() == SECTORS.keys() == DELEGATIONS.keys()
