"""Every field that holds sealed text stands in the register, so that a rotation of keys doesn't pass it by."""

from __future__ import annotations

import pytest
from django.apps import apps

from cast import Cast
from keqiao.kernel.nouns.sealed import SealedField, sealed_fields
from keqiao.kernel.people.models import Person


def test_the_sealed_fields_are_known() -> None:
    assert {
        "audit.PersonKey.sealed_key",
        "audit.PersonalValues.sealed",
        "people.Person.id_sealed",
        "verbs.BatchRow.sealed",
    } <= {one.label for one in sealed_fields()}


def test_no_field_that_is_called_sealed_is_missing() -> None:
    known = {one.label for one in sealed_fields()}
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("keqiao.")
        for field in model._meta.get_fields()
        if "sealed" in field.name and field.concrete and not field.is_relation
    }
    assert named <= known, f"Register these with kernel.nouns.sealed.sealed_field: {sorted(named - known)}"


@pytest.mark.django_db
def test_a_record_is_opened_with_the_rings_key_or_its_own(cast: Cast) -> None:
    shared = SealedField(Person, "id_sealed", lambda one: str(one.public_id))
    own = SealedField(Person, "id_sealed", lambda one: "", keys=lambda rows: {rows[0].pk: b"k"})
    people = [cast.engineer, cast.official]
    assert set(shared.keys_of(people)) == {one.pk for one in people}
    assert own.keys_of(people) == {cast.engineer.pk: b"k"}
