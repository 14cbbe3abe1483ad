"""The registered facts have the columns that rules are written against."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Fact
from keqiao.plans.packages.read import package_folders, read_package
from keqiao.registry.apps import FACTS
from plans.facts_fixture import FACTS as SHAPES
from registry.facts.reading import rows

ROOT = Path(__file__).parents[3]
OURS = [schema.get(name) for name in FACTS]
PACKAGES = package_folders(ROOT / "plans")
each_fact = pytest.mark.parametrize("fact", OURS, ids=FACTS)


@each_fact
def test_columns_kinds_and_what_can_be_unknown_are_as_rules_assume(fact: Fact) -> None:
    ours, theirs = ([(one.name, one.kind, one.nullable) for one in f.columns] for f in (fact, SHAPES[fact.name]))
    assert ours == theirs
    assert fact.unit == SHAPES[fact.name].unit
    assert fact.columns[0].name == "organisation"


@each_fact
def test_columns_have_labels_in_both_languages(fact: Fact) -> None:
    labels = [fact.label, *(column.label for column in fact.columns)]
    labels += [label for column in fact.columns for label in column.codes.values()]
    for label in labels:
        assert re.search(r"[一-鿿]", label.zh) or label.zh == label.en
        assert label.en
        assert "（" not in label.zh  # a bracket breaks the sentence it stands in


@each_fact
@pytest.mark.django_db
def test_only_the_declared_columns_come_out(fact: Fact) -> None:
    assert rows(fact, 20250101) == []
    assert "%" not in fact.sql(20250101)[0]


@pytest.mark.parametrize("name", FACTS)
def test_the_reference_names_every_column_and_code(name: str) -> None:
    text = (ROOT / "docs" / "reference" / "facts.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
    fact = schema.get(name)
    for column in fact.columns[1:]:
        kind = f"{column.kind}{'?' if column.nullable else ''}"
        assert re.search(rf"\b{column.name} {re.escape(kind)}", line), f"{name}.{column.name} {kind}"
        for code in column.codes:
            assert re.search(rf"\b{code}\b", text), f"{name}.{column.name}: {code}"


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_every_rule_of_every_package_fits(folder: Path) -> None:
    facts = {**SHAPES, **{fact.name: fact for fact in OURS}}
    assert {one.fact for one in read_package(folder, facts).commitments} & set(FACTS)
