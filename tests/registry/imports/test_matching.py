"""Whom a row means among the people that are kept."""

from __future__ import annotations

from typing import Any

import pytest

from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.identity import check_digit
from keqiao.registry.imports.matching import How, KnownPeople, Match
from keqiao.registry.imports.staged import StagedPerson
from keqiao.registry.verbs import people, posts
from registry.conftest import OPERATES, Registry

FIRST, SECOND = "45020219750603001", "45020219750603003"
ID, OTHER_ID = FIRST + check_digit(FIRST), SECOND + check_digit(SECOND)
JUNE = {"birth_from": 19750601, "birth_to": 19750630}
YEAR = {"birth_from": 19750101, "birth_to": 19751231}
JULY = {"birth_from": 19750701, "birth_to": 19750731}


def match(registry: Registry, **row: Any) -> Match:
    """What one row is matched with."""
    staged = StagedPerson(row=3, name=row.pop("name", "韦晓"), **row)
    return KnownPeople.for_rows(registry.city, registry.congress, [staged]).match(staged)


def enrol(registry: Registry, **data: Any) -> Person:
    """Somebody called 韦晓."""
    return people.enrol(OPERATES, registry.city, {"name": "韦晓", "despite_namesake": True} | data)


@pytest.mark.parametrize(
    ("known", "row", "how"),
    [
        ({"unit_name": "云桥"}, {"unit": "云桥"}, How.UNIT),
        ({"unit_name": "云桥", "birth": "1975"}, {"unit": "云 桥", **JUNE}, How.UNIT),
        ({"unit_name": "云桥", "birth": "1975.06"}, {"unit": "云桥", **JULY}, How.NEW),
        ({"unit_name": "云桥", "birth": "1975.06"}, {"unit": "龙城", **JUNE}, How.BIRTH),
        ({"unit_name": "云桥", "birth": "1975.06"}, {"unit": "龙城", **YEAR}, How.NEW),
        ({"unit_name": "云桥", "birth": "1975.06.03"}, {"unit": "龙城", **JUNE}, How.BIRTH),
        ({"unit_name": "云桥"}, {"unit": "龙城"}, How.NEW),
        ({"unit_name": "云桥"}, {}, How.NEW),
        ({"unit_name": "云桥"}, {"name": "覃亮", "unit": "云桥"}, How.NEW),
        ({"id_number": ID}, {"id_number": ID}, How.ID),
        ({"id_number": ID}, {"name": "覃亮", "id_number": ID}, How.OTHER_NAME),
        ({"id_number": ID, "unit_name": "云桥"}, {"id_number": OTHER_ID, "unit": "云桥", **JUNE}, How.NEW),
        ({"unit_name": "云桥"}, {"id_number": ID, "unit": "云桥", **JUNE}, How.UNIT),
    ],
)
def test_one_person_is_kept(registry: Registry, known: dict[str, str], row: dict[str, Any], how: How) -> None:
    enrol(registry, **known)
    assert match(registry, **row).how is how


def test_nobody_is_kept(registry: Registry) -> None:
    assert match(registry, unit="云桥") == Match(How.NEW)


def test_the_surer_way_decides_between_namesakes(registry: Registry) -> None:
    enrol(registry, unit_name="龙城", birth="1975.06")
    wanted = enrol(registry, unit_name="云桥", birth="1975.06")
    assert match(registry, unit="云桥", **JUNE).person == wanted
    assert match(registry, unit="柳江", **JUNE).how is How.AMBIGUOUS


def test_a_bare_name_means_whoever_holds_a_post_there(registry: Registry) -> None:
    person = enrol(registry, unit_name="云桥")
    posts.elect(OPERATES, registry.term, {"person": person.pk, "role": "delegate"})
    assert match(registry).how is How.POST
    assert match(registry, unit="龙城").how is How.NEW


def test_namesakes_of_the_same_year_are_counted(registry: Registry) -> None:
    enrol(registry, unit_name="云桥", birth="1975")
    assert match(registry, unit="龙城", **JUNE) == Match(How.NEW, alike=1)
