"""Real-name registration: applied for, verified, given back."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import VISITS, Cast, PersonFactory, acts, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.identities.models import RealName, is_verified, verified_people
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.identities import join
from keqiao.registry.verbs.realnames import apply_real_name, return_real_name, verify_real_name
from registry.proving import proved

NUMBER = "11010519491231002X"
WHO = {"name": "韦宁", "unit_name": "柳江村", "keeper": "450200", "notice": "2026-11"}


@pytest.fixture
def user(cast: Cast) -> User:
    """Somebody who signed up."""
    return join(VISITS, proved(), WHO)


@pytest.fixture
def registrar(cast: Cast) -> User:
    """The city's registrar."""
    return user_with("registrar", "registrar", cast.liuzhou, subtree=True)


def applied(user: User) -> RealName:
    """An application that waits."""
    return apply_real_name(acts(user), person_of(user), {"id_number": NUMBER, "need": "申报科技奖"})


def person_of(user: User) -> Person:
    """Who the user is."""
    assert user.person is not None
    return user.person


def test_a_verified_number_goes_into_the_record_with_what_it_tells(user: User, registrar: User) -> None:
    waiting = applied(user)
    assert NUMBER not in waiting.sealed
    assert waiting.number() == NUMBER
    assert not is_verified(person_of(user))
    decided = verify_real_name(acts(registrar), waiting, None)
    person = Person.objects.get(pk=user.person_id)
    assert person.id_number() == NUMBER
    assert (person.birth_from, person.sex) == (dt.date(1949, 12, 31), "female")
    assert is_verified(person)
    assert person.pk in verified_people()
    assert (decided.decided_by, decided.number()) == (registrar, "")
    assert NUMBER not in str(list(Entry.objects.values_list()))


def test_one_application_waits_at_a_time_and_one_is_enough(user: User, registrar: User) -> None:
    waiting = applied(user)
    with pytest.raises(VerbError, match="正在等待登记员核验"):
        applied(user)
    verify_real_name(acts(registrar), waiting, None)
    with pytest.raises(VerbError, match="已经核验通过"):
        applied(user)
    with pytest.raises(VerbError, match="已经办理"):
        verify_real_name(acts(registrar), waiting, None)


def test_what_is_no_number_is_refused(user: User) -> None:
    with pytest.raises(VerbError, match="证件号码"):
        apply_real_name(acts(user), person_of(user), {"id_number": "110105194912310021"})


def test_it_is_given_back_with_a_reason_and_applied_for_again(user: User, registrar: User) -> None:
    waiting = applied(user)
    with pytest.raises(VerbError, match="退回理由"):
        return_real_name(acts(registrar), waiting, {"reason": ""})
    returned = return_real_name(acts(registrar), waiting, {"reason": "姓名与证件不符"})
    assert (returned.verified, returned.reason, returned.sealed) == (False, "姓名与证件不符", "")
    assert applied(user).decided is None


def test_only_a_registrar_verifies_and_never_their_own(user: User, registrar: User, cast: Cast) -> None:
    waiting = applied(user)
    with pytest.raises(Refused):
        verify_real_name(acts(cast.clerk), waiting, None)
    with pytest.raises(Refused):
        apply_real_name(acts(registrar), person_of(user), {"id_number": NUMBER})
    with ledger.exempt("given"):
        User.objects.filter(pk=user.pk).update(person=None)
        registrar.person = person_of(user)
        registrar.save()
    with pytest.raises(Refused, match="不能核验自己"):
        verify_real_name(acts(registrar), waiting, None)
    with pytest.raises(Refused, match="不能核验自己"):
        return_real_name(acts(registrar), waiting, {"reason": "试一试"})


def test_anothers_number_is_not_taken(user: User, registrar: User, cast: Cast) -> None:
    other = PersonFactory(name="另一人", keeper=cast.liuzhou)
    with ledger.exempt("given"):
        other.set_id_number(NUMBER)
        other.save()
    with pytest.raises(VerbError, match="已登记在“另一人”名下"):
        verify_real_name(acts(registrar), applied(user), None)
    assert not is_verified(person_of(user))


def test_a_record_with_another_number_is_looked_at_first(user: User, registrar: User) -> None:
    waiting = applied(user)
    with ledger.exempt("given"):
        waiting.person.set_id_number("440524188001010014")
        waiting.person.save()
    with pytest.raises(VerbError, match="已有另一个证件号码"):
        verify_real_name(acts(registrar), waiting, None)
