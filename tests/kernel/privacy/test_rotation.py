"""A rotation seals everything anew, goes on where it was killed, and hides nothing from a search meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, PersonFactory, acts
from keqiao.kernel import seals
from keqiao.kernel.audit.models import Entry, PersonalValues, PersonKey
from keqiao.kernel.audit.personal import destroy_key, open_values
from keqiao.kernel.keys import SM4, Keyring
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy import rotation
from keqiao.kernel.privacy.models import KeyRotation
from keqiao.kernel.privacy.rotation import reseal, standings
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.verbs.keys import rotate
from keqiao.registry.verbs.people import correct, set_id_number

NUMBERS = ("450203197506030019", "450203197506030027", "450203197506030035")


@pytest.fixture(autouse=True)
def ring(settings: Settings, tmp_path: Path) -> Keyring:
    """A keyring of the test's own."""
    settings.KEYRING = Keyring.open(tmp_path / "keys.json")
    return settings.KEYRING


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    """Three people with an ID number each, one of them corrected by a verb."""
    found = []
    with ledger.exempt("given"):
        for number in NUMBERS:
            person = PersonFactory(keeper=cast.liuzhou)
            person.set_id_number(number)
            person.save()
            found.append(person)
    correct(acts(cast.clerk), found[0], {"ethnicity": "侗族"})
    return found


def marks() -> set[str]:
    return {one.id_sealed.partition(":")[0] for one in Person.objects.exclude(id_sealed="")}


def older() -> int:
    return sum(one.older for one in standings())


def test_everything_is_sealed_anew_and_opens(people: list[Person]) -> None:
    done = reseal(rotate(OPERATES, None))
    assert [one.id_number() for one in Person.objects.filter(pk__in=[p.pk for p in people])] == list(NUMBERS)
    assert marks() == {"aes-gcm.2"}
    assert {one.sealed_key.partition(":")[0] for one in PersonKey.objects.all()} == {"aes-gcm.2"}
    assert (older(), done.left) == (0, 0)
    assert done.finished is not None
    assert done.done == len(NUMBERS) + PersonKey.objects.count()
    values = open_values(PersonalValues.objects.get(person=people[0].pk))
    assert values is not None
    assert values[f"people.Person:{people[0].pk}"]["ethnicity"] == ["", "12"]


def test_both_algorithms_take_each_others_place(people: list[Person], settings: Settings, ring: Keyring) -> None:
    settings.KEYRING = Keyring.open(ring.path, SM4)
    reseal(rotate(OPERATES, None, {"new_keys": False}))
    assert marks() == {"sm4-gcm.1"}
    assert {one.sealed.partition(":")[0] for one in PersonalValues.objects.all()} == {"sm4-gcm.1"}
    settings.KEYRING = ring
    reseal(rotate(OPERATES, None, {"new_keys": False}))
    assert marks() == {"aes-gcm.1"}
    assert [one.id_number() for one in Person.objects.filter(pk__in=[p.pk for p in people])] == list(NUMBERS)


def test_one_rotation_is_one_entry_of_the_audit_by_the_operator(people: list[Person], cast: Cast) -> None:
    before = Entry.objects.count()
    reseal(rotate(OPERATES, None))
    entry = Entry.objects.latest("pk")
    assert (Entry.objects.count(), entry.verb, entry.actor) == (before + 1, "keys.rotate", "operator")
    with pytest.raises(VerbError, match="只有本人"):
        rotate(acts(cast.system_admin), None)


def test_killed_half_way_it_goes_on_where_it_was(people: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "CHUNK", 1)
    begun = rotate(OPERATES, None)

    def die(label: str, count: int) -> None:
        if label == "people.Person.id_sealed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reseal(begun, die)
    assert marks() == {"aes-gcm.1", "aes-gcm.2"}
    assert [one.id_number() for one in Person.objects.filter(pk__in=[p.pk for p in people])] == list(NUMBERS)
    with pytest.raises(VerbError, match="上一次换钥还没有做完"):
        rotate(OPERATES, None)
    done = reseal(KeyRotation.objects.get(finished=None))
    assert (marks(), older(), done.left) == ({"aes-gcm.2"}, 0, 0)
    assert done.done == len(NUMBERS) + PersonKey.objects.count()


def test_a_number_is_found_before_during_and_after(
    people: list[Person], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[int]:
        return [Person.objects.get(id_index__in=Person.id_indexes(number)).pk for number in NUMBERS]

    wanted = [one.pk for one in people]
    monkeypatch.setattr(rotation, "CHUNK", 1)
    assert found() == wanted
    begun = rotate(OPERATES, None)
    assert found() == wanted
    reseal(begun, lambda label, count: [*map(int.__sub__, found(), wanted)] == [0, 0, 0] or pytest.fail("not found"))
    assert found() == wanted
    assert {one.id_index[:2] for one in Person.objects.exclude(id_index="")} == {"2:"}


def test_a_number_given_twice_is_refused_while_keys_change(people: list[Person], cast: Cast) -> None:
    rotate(OPERATES, None)
    with pytest.raises(VerbError, match="已登记在"):
        set_id_number(acts(cast.clerk), cast.engineer, {"id_number": NUMBERS[0]})


def test_what_does_not_open_stays_and_is_counted(people: list[Person]) -> None:
    with ledger.exempt("spoilt"):
        Person.objects.filter(pk=people[0].pk).update(id_sealed=people[1].id_sealed)  # moved from another record
    done = reseal(rotate(OPERATES, None))
    assert done.left == 1
    assert Person.objects.get(pk=people[0].pk).id_sealed == people[1].id_sealed
    with pytest.raises(seals.SealError):
        Person.objects.get(pk=people[0].pk).id_number()


def test_the_keys_of_another_installation_open_nothing(
    people: list[Person], settings: Settings, tmp_path: Path
) -> None:
    settings.KEYRING = Keyring.open(tmp_path / "other.json")
    with pytest.raises(seals.SealError, match=r"请核对 keys\.json"):
        Person.objects.get(pk=people[0].pk).id_number()


def test_what_somebody_writes_meanwhile_is_kept(people: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    begun = rotate(OPERATES, None)
    field = next(one for one in rotation.sealed_fields() if one.label == "people.Person.id_sealed")
    rows = list(Person.objects.filter(pk__in=[one.pk for one in people]))
    with ledger.exempt("meanwhile"):
        late = Person.objects.get(pk=people[0].pk)
        late.set_id_number("")
        late.save()
    rotation._seal_anew(field, rows)
    assert Person.objects.get(pk=people[0].pk).id_number() == ""
    reseal(begun)
    assert older() == 0


def test_two_records_of_one_number_do_not_stop_the_others(people: list[Person]) -> None:
    rotate(OPERATES, None)
    with ledger.exempt("given"):
        twin = PersonFactory(keeper=people[0].keeper)
        twin.set_id_number(NUMBERS[0])  # under the new key, which the database can't compare with the old
        twin.save()
    done = reseal(KeyRotation.objects.get())
    assert done.left == 1
    assert [one.id_number() for one in Person.objects.filter(pk__in=[p.pk for p in people])] == list(NUMBERS)


def test_what_a_destroyed_key_sealed_is_no_leftover(people: list[Person], settings: Settings, ring: Keyring) -> None:
    destroy_key(people[0].pk)
    settings.KEYRING = Keyring.open(ring.path, SM4)
    assert reseal(rotate(OPERATES, None)).left == 0
