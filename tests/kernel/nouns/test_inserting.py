"""Rows inserted by the thousand are records like any other."""

from __future__ import annotations

import uuid

import pytest

from cast import Cast, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.inserting import insert, public_ids, reserve
from keqiao.kernel.people.models import Person

COLUMNS = ("id", "public_id", "name", "keeper_id", "birth_from")


def test_inserted_rows_have_defaults_and_keys_that_nobody_gets_again(cast: Cast) -> None:
    with ledger.exempt("trial"):
        keys = reserve(Person, 3)
        rows = [
            (pk, public, f"莫{pk}", cast.liuzhou.pk, 19750601) for pk, public in zip(keys, public_ids(3), strict=True)
        ]
        insert(Person, COLUMNS, rows)
    found = list(Person.objects.filter(pk__in=keys).order_by("pk"))
    assert [one.name for one in found] == [f"莫{pk}" for pk in keys]
    assert {(one.version, one.sex, one.id_index, one.synthetic, one.birth_to) for one in found} == {
        (1, "", "", False, None)
    }
    assert found[0].birth_from is not None
    assert found[0].birth_from.isoformat() == "1975-06-01"
    after = PersonFactory(keeper=cast.liuzhou)
    assert after.pk > max(keys)
    with ledger.exempt("trial"):
        assert min(reserve(Person, 1)) > after.pk
        assert len(reserve(Person, 0)) == 0


def test_public_ids_are_random_uuids() -> None:
    made = [uuid.UUID(one) for one in public_ids(200)]
    assert {(one.version, one.variant) for one in made} == {(4, uuid.RFC_4122)}
    assert len(set(made)) == 200


def test_nothing_is_inserted_outside_a_verb(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="outside a verb"):
        insert(Person, COLUMNS, [])
