"""Nouns: an outdated copy never overwrites, and the ledger knows exactly what changed."""

from __future__ import annotations

import pytest

from cast import Cast, EmploymentFactory, OrganisationFactory, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person


def changed(book: ledger.Ledger) -> list[tuple[str, dict[str, tuple[object, object]]]]:
    """Labels and changed fields, without the version."""
    return [
        (change.record._meta.label, {name: pair for name, pair in change.fields().items() if name != "version"})
        for change in book.changes
    ]


def test_each_save_raises_the_version(cast: Cast) -> None:
    assert cast.liuzhou.version == 1
    with ledger.opened():
        cast.liuzhou.short_name = "柳科协"
        cast.liuzhou.save()
    stored = Organisation.objects.get(pk=cast.liuzhou.pk)
    assert (stored.version, stored.short_name) == (2, "柳科协")


def test_an_outdated_copy_is_stale_and_changes_nothing(cast: Cast) -> None:
    first, second = (Organisation.objects.get(pk=cast.liuzhou.pk) for _ in range(2))
    with ledger.opened():
        first.name = "先改的"
        first.save()
        second.name = "后改的"
        with pytest.raises(Stale, match="已被他人修改"):
            second.save()
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "先改的"


def test_a_deleted_record_is_stale_too(cast: Cast) -> None:
    copy = Person.objects.get(pk=cast.engineer.pk)
    with ledger.opened():
        cast.engineer.delete()
        with pytest.raises(Stale):
            copy.save()


def test_the_ledger_holds_what_was_before_and_after(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.engineer.pk)
    with ledger.opened() as book:
        person.name = "韦小晓"
        person.save()
    derived = {"name_key": ("韦晓", "韦小晓"), "name_sound": ("weixiao", "weixiaoxiao")}
    assert changed(book) == [("people.Person", {"name": ("韦晓", "韦小晓"), **derived})]


def test_a_new_record_has_no_before(cast: Cast) -> None:
    with ledger.opened() as book:
        made = Person(name="蒙青", keeper=cast.society)
        made.save()
    [change] = book.changes
    assert change.before is None
    assert change.after is not None
    assert change.fields()["name"] == (None, "蒙青")


def test_a_partial_save_notes_only_what_it_wrote(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.engineer.pk)
    with ledger.opened() as book:
        person.ethnicity, person.sex = "45", "male"
        person.save(update_fields=["ethnicity"])
        person.save()
    assert changed(book) == [
        ("people.Person", {"ethnicity": ("", "45")}),
        ("people.Person", {"sex": ("female", "male")}),
    ]
    assert Person.objects.get(pk=person.pk).sex == "male"


def test_what_was_read_again_is_the_new_before(cast: Cast) -> None:
    person, other = (Person.objects.get(pk=cast.engineer.pk) for _ in range(2))
    with ledger.opened():
        other.name = "韦小晓"
        other.save()
    person.refresh_from_db()
    with ledger.opened() as book:
        person.name = "韦大晓"
        person.save()
    derived = {"name_key": ("韦小晓", "韦大晓"), "name_sound": ("weixiaoxiao", "weidaxiao")}
    assert changed(book) == [("people.Person", {"name": ("韦小晓", "韦大晓"), **derived})]


def test_a_record_loaded_in_part_notes_its_change(cast: Cast) -> None:
    person = Person.objects.only("name", "version").get(pk=cast.engineer.pk)
    with ledger.opened() as book:
        person.name = "韦小晓"
        person.save(update_fields=["name"])
    assert changed(book) == [("people.Person", {"name": ("韦晓", "韦小晓")})]


def test_a_deletion_notes_all_that_goes_along(cast: Cast) -> None:
    EmploymentFactory(person=cast.engineer, unit_name="柳州市气象台")
    with ledger.opened() as book:
        cast.engineer.delete()
    assert sorted(label for label, _ in changed(book)) == ["people.Employment"] * 2 + ["people.Person"]
    assert all(change.after is None for change in book.changes)
    assert not Employment.objects.filter(person_id=cast.engineer.pk).exists()


def test_as_it_was_is_a_copy_with_earlier_values(cast: Cast) -> None:
    was = cast.engineer.as_it_was({"name": "韦旧"})
    assert (was.pk, was.name, was.keeper_id) == (cast.engineer.pk, "韦旧", cast.liuzhou.pk)
    assert cast.engineer.name == "韦晓"


def test_public_ids_differ(db: None) -> None:
    keeper = OrganisationFactory()
    assert PersonFactory(keeper=keeper).public_id != PersonFactory(keeper=keeper).public_id
