"""What the interface answers with: exact numbers stay text, and what is unknown is null rather than nought."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from keqiao.api.schemas import FigureOut, FigureRepairOut, LotOut

FIGURE = {
    "commitment": "one",
    "clause": "一",
    "topic": "one",
    "title": "一项",
    "status": "no_data",
    "value": None,
    "yes": None,
    "denominator": None,
    "unknown": 0,
    "unit": "percent",
    "target": "at_least: 2/3",
    "baseline": None,
    "due": None,
    "force": "must",
    "proof": "records",
}


def test_what_is_not_known_is_null() -> None:
    assert FigureOut(**FIGURE).model_dump() == FIGURE


def test_a_value_is_exact_text_and_never_a_float() -> None:
    assert FigureOut(**FIGURE | {"value": "2/3"}).value == "2/3"
    with pytest.raises(ValidationError):
        FigureOut(**FIGURE | {"value": 0.6666})


def test_a_figure_with_its_repair_is_a_figure() -> None:
    made = FigureRepairOut(**FIGURE, source="live", as_of="2026-11-30", repair=None, together=None)
    assert FIGURE.items() <= made.model_dump().items()


def test_seats_are_a_number_for_those_who_may_not_see_who_holds_them() -> None:
    assert LotOut(give=1, among=3, role=None, posts=None).posts is None
