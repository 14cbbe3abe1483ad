"""Questions that pin different codes are counted in parts of one statement, whatever counters each has."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from keqiao.plans.engine.database import Database
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.questions import Grain, Question
from keqiao.plans.engine.statements import parts_of
from plans.engine.test_statements import RANDOM, agree
from plans.facts_fixture import FACTS
from plans.strategies import DAY, rows_of


@RANDOM
@given(rows=rows_of(FACTS["places"], 8), day=DAY)
def test_parts_with_and_without_sums_and_bands(database: Database, rows: Any, day: int) -> None:
    texts = ("kind = 'science_hall'", "kind = 'e_station' and floor_area > 5")
    halls, stations = (parse(text, FACTS["places"]) for text in texts)
    asked = [
        Question("a", "main", Grain.ROWS, "places", day, None, band="level"),
        Question("b", "main", Grain.ROWS, "places", day, halls, needed="floor_area", add="floor_area"),
        Question(
            "c", "main", Grain.ROWS, "places", day, halls, needed="weekend_days", add="weekend_days", band="level"
        ),
        Question("d", "main", Grain.ROWS, "places", day, stations),
        Question("e", "main", Grain.ROWS, "places", day, stations, halls, band="level"),
    ]
    assert len(parts_of(asked)) == 3
    agree(database, {"places": rows}, *asked)
