"""Shapes: where a file departs from its schema, in words."""

from __future__ import annotations

from typing import Any

import pytest

from keqiao.plans.packages.shape import check_shape, schema
from plans.written import MEASURES, written


@pytest.mark.parametrize("name", ["plan", "clauses", "commitments", "notes", "cases"])
def test_every_schema_is_one(name: str) -> None:
    validator = schema(name)
    validator.check_schema(validator.schema)


def test_every_measure_has_its_shape() -> None:
    assert check_shape("commitments", [written(measure) for measure in MEASURES], "file") == []


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({"with": [{"fact": "places"}]}, "one with", "'by' is a required property"),
        ({"with": []}, "one with", "[] "),
        ({"rhythm": {"per": "month"}}, "one rhythm", "not valid|none of the forms"),
        ({"baseline": {"term": "next"}}, "one baseline", "not valid|none of the forms"),
        ({"over": {"number": 3}}, "one over", "not valid|none of the forms"),
        ({"streak": {"by": [], "order": "date", "length": 2}}, "one streak.by", "[] "),
        ({"streak": {"by": ["person"], "order": "date", "length": 0}}, "one streak.length", "less than the minimum"),
        ({"due": "soon"}, "one due", "not valid|none of the forms"),
        ({"id": "Not A Slug"}, "Not A Slug id", "does not match"),
        ({"id": "reports"}, "reports id", "'reports' is the address of a page"),
        ({True: 1}, "one", "unknown key 'True'"),
        ({True: 1, "wher": 2}, "one", "unknown key 'True', 'wher'"),
    ],
)
def test_a_departure_is_told_with_its_place(changes: dict[Any, Any], place: str, said: str) -> None:
    problems = check_shape("commitments", [written() | changes], "plan/file.yaml")
    assert [problem.place for problem in problems] == [place]
    assert any(one in problems[0].message for one in said.split("|"))
    assert (problems[0].file, bool(problems[0].remedy)) == ("plan/file.yaml", True)
