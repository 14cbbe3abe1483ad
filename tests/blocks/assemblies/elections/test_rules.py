"""Rules as data: fractions, thresholds, surplus."""

from __future__ import annotations

from fractions import Fraction

import pytest

from keqiao.blocks.assemblies.elections.presets import PRESETS
from keqiao.blocks.assemblies.elections.rules import (
    Rules,
    least_candidates,
    most_choices,
    part,
    reaches,
    read_rules,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2/3", Fraction(2, 3)), ("0", Fraction(0)), ("1/1", Fraction(1)), ("3/2", None), ("0/3", None), ("半", None)],
)
def test_a_fraction_lies_between_nothing_and_one(text: str, value: Fraction | None) -> None:
    assert part(text) == value


@pytest.mark.parametrize(
    ("number", "operator", "base", "enough"),
    [
        (200, "at_least", 300, True),
        (200, "more_than", 300, False),
        (201, "more_than", 300, True),
        (0, "at_least", 0, False),
    ],
)
def test_two_thirds_to_the_person(number: int, operator: str, base: int, enough: bool) -> None:
    assert reaches(number, "2/3", operator, base) is enough


@pytest.mark.parametrize(
    ("surplus", "seats", "asked"), [("0", 3, 3), ("1/10", 3, 4), ("1/10", 10, 11), ("1/10", 11, 13), ("1/5", 5, 6)]
)
def test_a_surplus_of_less_than_a_person_is_a_person(surplus: str, seats: int, asked: int) -> None:
    assert least_candidates(Rules(surplus=surplus), seats) == asked


def test_as_many_choices_as_seats_unless_the_rules_say_fewer() -> None:
    assert (most_choices(Rules(), 3), most_choices(Rules(max_choices=2), 3)) == (3, 2)


def test_rules_come_back_from_what_is_kept() -> None:
    for preset in PRESETS.values():
        assert read_rules(preset.rules.model_dump_json()) == preset.rules
        assert str(preset.name)
        assert str(preset.source)
    assert read_rules("") == Rules()
