"""The register of facts, and what a column is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.codes import DATE, ORGANISATION, PERSON, YEAR
from keqiao.kernel.facts.schema import Column, DataClass, Fact, FactError, Kind, Label, Sql, all_facts, get, register


@pytest.fixture(autouse=True)
def own_register(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A register without anybody else's facts."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_register", {})
        yield


def nothing(as_of: int) -> Sql:
    """No rows."""
    return "SELECT 1 WHERE 1 = %s", [as_of]


def fact(name: str, *columns: Column) -> Fact:
    """A fact with these columns."""
    return Fact(name, Label("试验", "trial"), columns, nothing)


def test_a_registered_fact_is_found_by_its_name() -> None:
    made = register(fact("trials", ORGANISATION, YEAR))
    assert get("trials") is made
    assert all_facts() == {"trials": made}


def test_the_same_fact_may_be_registered_again_and_another_of_its_name_may_not() -> None:
    made = register(fact("trials", ORGANISATION))
    assert register(made) is made
    with pytest.raises(FactError, match="Two facts are called 'trials'"):
        register(fact("trials", ORGANISATION, YEAR))
    assert get("trials") is made


def test_a_fact_without_an_organisation_is_nobodys() -> None:
    with pytest.raises(FactError, match="'trials' has no column 'organisation'"):
        register(fact("trials", YEAR))
    assert all_facts() == {}


def test_an_unknown_fact_is_told_with_those_there_are() -> None:
    register(fact("trials", ORGANISATION))
    register(fact("errors", ORGANISATION))
    with pytest.raises(FactError, match=r"There is no fact 'trial'\. Facts are: errors, trials\."):
        get("trial")


def test_what_is_given_out_is_a_copy() -> None:
    register(fact("trials", ORGANISATION))
    all_facts().clear()
    assert "trials" in all_facts()


def test_a_column_is_found_by_its_name_or_not_at_all() -> None:
    made = fact("trials", ORGANISATION, DATE)
    assert made.column("date") is DATE
    assert made.column("Date") is None


def test_a_birth_stands_for_two_columns_and_all_else_for_one() -> None:
    assert Column("birth", Kind.BIRTH, Label("出生日期", "birth")).sql_names() == ("birth_from", "birth_to")
    for kind in set(Kind) - {Kind.BIRTH}:
        assert Column("it", kind, Label("它", "it")).sql_names() == ("it",)


def test_what_points_at_a_person_is_personal_and_an_organisation_is_public() -> None:
    assert PERSON.data_class is DataClass.PERSONAL
    assert ORGANISATION.data_class is DataClass.PUBLIC
    assert YEAR.data_class is DataClass.INTERNAL
