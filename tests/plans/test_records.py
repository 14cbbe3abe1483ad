"""Whoever registers a fact says how its records are named."""

from __future__ import annotations

import pytest

from keqiao.kernel.facts import schema
from keqiao.plans import records
from keqiao.plans.records import RecordLine, describer, describes


def test_the_records_of_every_fact_are_described() -> None:
    assert all(describer(name) for name in schema.all_facts())


@pytest.mark.parametrize(
    ("fact", "names"),
    [("posts", True), ("memberships", True), ("secondments", True), ("organisations", False), ("places", False)],
)
def test_facts_over_people_name_persons(fact: str, names: bool) -> None:
    assert describer(fact).names_persons is names


def test_a_fact_that_nobody_describes_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_register", {})
    with pytest.raises(KeyError, match="'posts'"):
        describer("posts")
    describes("posts", lambda ids: {one: RecordLine(str(one)) for one in ids})
    assert describer("posts").describe([7]) == {7: RecordLine("7", "", "", "")}
    assert describer("posts").names_persons is False
