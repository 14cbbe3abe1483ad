"""Into a snapshot go numbers, days, flags and codes; nobody's name, number or account."""

from __future__ import annotations

from keqiao.kernel.facts import schema
from keqiao.plans.snapshots.tables import tables

LISTED = {table.name: [column.name for column in table.columns] for table in tables()}


def test_nothing_that_names_a_person_goes_in() -> None:
    assert LISTED["people_person"] == ["id", "keeper_id", "sex", "ethnicity", "birth_from", "birth_to"]
    assert not {"unit_name", "position"} & set(LISTED["people_employment"])
    everywhere = {column for columns in LISTED.values() for column in columns}
    assert not {"id_sealed", "id_index", "public_id", "title", "note", "submitted_by_id"} & everywhere
    assert [name for name, columns in LISTED.items() if "name" in columns] == ["organisations_organisation"]


def test_of_traits_only_political_affiliation_goes_in() -> None:
    assert next(table.where for table in tables() if table.name == "people_trait") == "kind = 'political_affiliation'"


def test_every_number_of_a_person_is_marked_to_be_exchanged() -> None:
    for table in tables():
        for column in table.columns:
            others = {("people_person", "id"), ("assemblies_meeting", "convener_id")}
            expected = column.name == "person_id" or (table.name, column.name) in others
            assert column.person is expected, (table.name, column.name)


def test_every_table_that_a_fact_reads_is_there() -> None:
    for fact in schema.all_facts().values():
        words = fact.sql(20260101)[0].split()
        named = {words[n + 1] for n, word in enumerate(words[:-1]) if word in ("FROM", "JOIN") and "_" in words[n + 1]}
        assert named <= LISTED.keys(), fact.name
