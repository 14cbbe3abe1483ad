"""Whoever registers a fact says how its records are named."""

from __future__ import annotations

import pytest

from keqiao.kernel.facts import schema
from keqiao.look.acts import offers
from keqiao.plans import records
from keqiao.plans.records import RecordLine, adding, adds, describer, describes


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


@pytest.mark.parametrize(
    ("fact", "verb"),
    [
        ("activities", "activities.record"),
        ("awards", "calls.grant_award"),
        ("places", "places.open"),
        ("publications", "resources.register_title"),
    ],
)
def test_records_that_staff_add_say_by_which_verb(fact: str, verb: str) -> None:
    found = adding(fact)
    assert found is not None
    assert found.name == verb
    assert verb in offers()


def test_records_that_come_another_way_have_no_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    assert adding("posts") is None
    monkeypatch.setattr(records, "_adding", {})
    assert adding("activities") is None
    adds("activities", offers()["activities.record"].verb)
    assert adding("activities") is offers()["activities.record"].verb
