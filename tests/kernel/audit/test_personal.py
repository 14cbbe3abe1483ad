"""Personal values stand aside, sealed for each person: whoever's key is destroyed can't be read any more."""

from __future__ import annotations

import os

import pytest
from django.conf import settings

from cast import OPERATES, Cast, PersonFactory, acts
from keqiao.kernel import seals
from keqiao.kernel.audit.models import Entry, PersonalValues, PersonKey
from keqiao.kernel.audit.personal import destroy_key, open_values, person_keys
from keqiao.kernel.audit.sealer import seal_pending, verify
from keqiao.kernel.people.models import Person
from keqiao.kernel.seals import SealError
from kernel.verbs import trial
from threads import at_once


def enrolled(cast: Cast, name: str) -> Person:
    """Somebody made and renamed by a verb."""
    return trial.enrol_and_rename(acts(cast.clerk), cast.liuzhou, {"name": name})


def values_of(person: Person) -> PersonalValues:
    """What the audit set aside of somebody."""
    return PersonalValues.objects.get(person=person.pk)


def test_values_before_and_after_are_kept_by_record(cast: Cast) -> None:
    person = enrolled(cast, "莫然")
    found = open_values(values_of(person))
    assert found is not None
    assert list(found) == [f"people.Person:{person.pk}"]
    assert found[f"people.Person:{person.pk}"]["name"] == [None, "莫然莫然"]


def test_no_value_stands_readable_in_the_database(cast: Cast) -> None:
    person = enrolled(cast, "莫然")
    assert "莫然" not in values_of(person).sealed
    assert "莫然" not in repr(list(Entry.objects.values()))


def test_what_says_nothing_about_a_person_sets_nothing_aside(cast: Cast) -> None:
    trial.rename(acts(cast.clerk), cast.liuzhou, {"name": "新名"})
    assert not PersonalValues.objects.exists()
    assert not PersonKey.objects.exists()


def test_a_deleted_persons_last_values_are_set_aside_under_their_key(cast: Cast) -> None:
    person = enrolled(cast, "莫然")
    number = person.pk
    trial.part(OPERATES, person)
    last = PersonalValues.objects.filter(person=number).latest("pk")
    found = open_values(last)
    assert found is not None
    assert found[f"people.Person:{number}"]["name"] == ["莫然莫然", None]


def test_a_destroyed_key_makes_all_of_one_person_unreadable_and_nobody_elses(cast: Cast) -> None:
    leaves, stays = enrolled(cast, "莫然"), enrolled(cast, "覃然")
    number = leaves.pk
    trial.part(OPERATES, leaves)
    destroy_key(number)
    assert PersonalValues.objects.filter(person=number).count() == 2
    assert [open_values(row) for row in PersonalValues.objects.filter(person=number)] == [None, None]
    assert open_values(values_of(stays)) is not None


def test_the_chain_holds_after_a_key_was_destroyed(cast: Cast) -> None:
    person = enrolled(cast, "莫然")
    seal_pending()
    destroy_key(person.pk)
    report = verify()
    assert (report.faults, report.entries) == ([], 1)


def test_a_key_made_afterwards_does_not_open_what_the_destroyed_one_sealed(cast: Cast) -> None:
    person = enrolled(cast, "莫然")
    destroy_key(person.pk)
    person_keys([person.pk])
    with pytest.raises(SealError):
        open_values(values_of(person))


def test_values_cannot_be_passed_off_as_another_entrys(cast: Cast) -> None:
    person = enrolled(cast, "莫然")
    row = values_of(person)
    trial.rename(acts(cast.clerk), cast.liuzhou, {"name": "新名"})
    row.entry = Entry.objects.latest("pk")
    with pytest.raises(SealError):
        open_values(row)


def test_each_person_has_one_key_and_keeps_it(cast: Cast) -> None:
    first = person_keys([cast.engineer.pk, cast.official.pk])
    again = person_keys([cast.engineer.pk, PersonFactory(keeper=cast.liuzhou).pk])
    assert first[cast.engineer.pk] == again[cast.engineer.pk]
    assert len({*first.values(), *again.values()}) == 3
    assert all(len(key) == 32 for key in again.values())


def test_keys_are_sealed_under_the_audits_own(cast: Cast) -> None:
    person_keys([cast.engineer.pk])
    row = PersonKey.objects.get()
    with pytest.raises(SealError):
        seals.unseal(row.sealed_key, key=os.urandom(32), bound_to=str(row.person))
    with pytest.raises(SealError):
        seals.unseal(row.sealed_key, key=settings.KEYRING.key("person"), bound_to="another")


@pytest.mark.django_db(transaction=True)
def test_two_verbs_at_once_use_the_same_key_of_a_person(cast: Cast) -> None:
    number = cast.engineer.pk
    one, other = at_once(lambda: person_keys([number]), lambda: person_keys([number]))
    assert one == other
    assert PersonKey.objects.filter(person=number).count() == 1
