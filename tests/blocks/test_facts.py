"""The facts of the blocks are those that plans were promised, and what the city's plan says of them can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from blocks.counting import OURS
from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Column, Label
from keqiao.plans.engine.parse import Definition, parse
from plans.facts_fixture import FACTS

PACKAGE = Path(__file__).parents[2] / "plans" / "liuzhou-2017"
DEFINITIONS = {
    name: Definition(Label(said["zh"], said["en"]), said["rule"])
    for name, said in yaml.safe_load((PACKAGE / "plan.yaml").read_text(encoding="utf-8"))["definitions"].items()
}
COMMITMENTS = [
    commitment
    for path in sorted((PACKAGE / "commitments").glob("*.yaml"))
    for commitment in yaml.safe_load(path.read_text(encoding="utf-8"))
]
# Each rule with the fact it is about.
RULES = [
    (counted["fact"] if "fact" in counted else commitment["of"], counted[key])
    for commitment in COMMITMENTS
    for counted in (commitment, *commitment.get("with", []))
    for key in ("where", "that")
    if key in counted
]


def shape(column: Column) -> tuple[Any, ...]:
    """What a rule depends on."""
    return column.name, column.kind, column.nullable, column.unit


@pytest.mark.parametrize("name", OURS)
def test_columns_are_as_promised(name: str) -> None:
    real, promised = schema.get(name), FACTS[name]
    assert [shape(column) for column in real.columns] == [shape(column) for column in promised.columns]
    assert (real.label, real.unit) == (promised.label, promised.unit)


@pytest.mark.parametrize("name", OURS)
def test_codes_are_as_promised(name: str) -> None:
    for promised in FACTS[name].columns:
        real = schema.get(name).column(promised.name)
        assert real is not None
        assert promised.codes.keys() <= real.codes.keys()
        assert (real.label, bool(real.codes)) == (promised.label, bool(promised.codes))


@pytest.mark.parametrize(("fact", "rule"), [(fact, rule) for fact, rule in RULES if fact in OURS])
def test_the_plans_rules_can_be_read(fact: str, rule: str) -> None:
    assert parse(rule, schema.get(fact), DEFINITIONS)


def test_the_columns_that_the_plan_adds_tells_apart_and_joins_by_are_there() -> None:
    named = {
        (one[key_of_fact], one[column])
        for commitment in COMMITMENTS
        for one, key_of_fact in ((commitment, "of"), *((one, "fact") for one in commitment.get("with", [])))
        for column in ("sum", "distinct", "by")
        if column in one and one[key_of_fact] in OURS
    }
    assert {("places", "floor_area"), ("places", "division"), ("publications", "title")} <= named
    for fact, column in named:
        assert schema.get(fact).column(column) is not None
