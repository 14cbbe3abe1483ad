"""Two records are merged by whoever keeps both, taken apart again, or remembered to be two people."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from cast import EmploymentFactory, PersonFactory, PostFactory
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Merge, PairDecision, Person
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.duplicates import decide_pair, merge, unmerge
from keqiao.registry.verbs.people import set_id_number
from registry.conftest import Registry, user_with

VALID_ID = "45020219750603001" + check_digit("45020219750603001")
OTHER_ID = "45020219760603001" + check_digit("45020219760603001")


@pytest.fixture
def two(registry: Registry) -> tuple[Person, Person]:
    """Two records of the city and the county."""
    return PersonFactory(name="韦晓", keeper=registry.city), PersonFactory(name="韦曉", keeper=registry.county)


def test_what_the_kept_record_does_not_say_is_filled_in_and_taken_out_again(
    registry: Registry, two: tuple[Person, Person]
) -> None:
    kept, other = two
    set_id_number(registry.clerk, other, {"id_number": VALID_ID})
    EmploymentFactory(person=other)
    PostFactory(person=other, term=registry.term)
    made = merge(registry.clerk, kept, {"duplicate": other.pk})
    stored = Person.objects.get()
    assert (stored.name, stored.id_number(), stored.sex) == ("韦晓", VALID_ID, "male")
    assert stored.employments.count() == stored.posts.count() == 1
    assert VALID_ID not in made.sealed + made.moved
    unmerge(registry.clerk, made, {})
    back = Person.objects.get(pk=other.pk)
    assert (back.name, back.public_id, back.id_number()) == ("韦曉", other.public_id, VALID_ID)
    assert back.employments.count() == back.posts.count() == 1
    assert Person.objects.get(pk=kept.pk).id_index == ""
    with pytest.raises(VerbError, match=r"已于.*撤销"):
        unmerge(registry.clerk, made, {})


def test_a_closer_birth_date_is_taken_over(registry: Registry) -> None:
    year = {"birth_from": dt.date(1975, 1, 1), "birth_to": dt.date(1975, 12, 31)}
    kept = PersonFactory(keeper=registry.city, **year)
    other = PersonFactory(keeper=registry.city, birth_from=dt.date(1975, 6, 3), birth_to=dt.date(1975, 6, 3))
    merge(registry.clerk, kept, {"duplicate": other.pk})
    assert Person.objects.get().birth_from == dt.date(1975, 6, 3)


def test_both_ends_are_asked_for_the_right(registry: Registry, two: tuple[Person, Person]) -> None:
    kept, other = two
    alone = user_with("clerk", registry.city, "city-only")
    for target, absorbed in ((kept, other), (other, kept)):
        with pytest.raises(Refused):
            merge(alone, target, {"duplicate": absorbed.pk})
    with pytest.raises(Refused):
        decide_pair(alone, kept, {"duplicate": other.pk, "choice": "different"})
    made = merge(registry.clerk, kept, {"duplicate": other.pk})
    with pytest.raises(Refused):
        unmerge(alone, made, {})
    assert Entry.objects.filter(verb="duplicates.merge", outcome="refused").count() == 2


def test_what_cannot_be_one_person_is_not_merged(registry: Registry, two: tuple[Person, Person]) -> None:
    kept, other = two
    for wrong, says in ((kept.pk, "并入它自己"), (0, "没有编号为0的人员")):
        with pytest.raises(VerbError, match=says):
            merge(registry.clerk, kept, {"duplicate": wrong})
    set_id_number(registry.clerk, kept, {"id_number": VALID_ID})
    set_id_number(registry.clerk, other, {"id_number": OTHER_ID})
    with pytest.raises(VerbError, match="不同的证件号码"):
        merge(registry.clerk, kept, {"duplicate": other.pk})
    woman = PersonFactory(keeper=registry.city, sex="female")
    with pytest.raises(VerbError, match="性别不同"):
        merge(registry.clerk, kept, {"duplicate": woman.pk})
    younger = PersonFactory(keeper=registry.city, birth_from=dt.date(1999, 1, 1), birth_to=dt.date(1999, 12, 31))
    with pytest.raises(VerbError, match="出生日期互相矛盾"):
        merge(registry.clerk, kept, {"duplicate": younger.pk})
    assert not Merge.objects.exists()


def test_merges_are_taken_back_last_first_and_what_stays_is_counted(registry: Registry) -> None:
    kept, one, two = (PersonFactory(keeper=registry.city) for _ in range(3))
    gone, elsewhere = (EmploymentFactory(person=one) for _ in range(2))
    first = merge(registry.clerk, kept, {"duplicate": one.pk})
    second = merge(registry.clerk, kept, {"duplicate": two.pk})
    with pytest.raises(VerbError, match="请先撤销后一次合并"):
        unmerge(registry.clerk, first, {})
    unmerge(registry.clerk, second, {})
    EmploymentFactory(person=kept)
    with ledger.exempt("given"):
        for work in (gone, elsewhere):
            work.refresh_from_db()
        gone.delete()
        elsewhere.person = two
        elsewhere.save()
    unmerge(registry.clerk, Merge.objects.get(pk=first.pk), {})
    left = json.loads(Merge.objects.get(pk=first.pk).outcome)
    assert (left["gone"], left["elsewhere"], left["newer"]) == (1, 1, 1)


def test_what_was_written_anew_since_stays(registry: Registry) -> None:
    kept, other = PersonFactory(keeper=registry.city), PersonFactory(keeper=registry.city, sex="male")
    made = merge(registry.clerk, kept, {"duplicate": other.pk})
    kept.refresh_from_db()
    with ledger.exempt("given"):
        kept.sex = "female"
        kept.save()
    unmerge(registry.clerk, Merge.objects.get(), {})
    assert Person.objects.get(pk=kept.pk).sex == "female"
    assert json.loads(Merge.objects.get(pk=made.pk).outcome)["changed"] == 1


def test_a_decision_is_remembered_once_in_either_order(registry: Registry, two: tuple[Person, Person]) -> None:
    kept, other = two
    later = decide_pair(registry.clerk, kept, {"duplicate": other.pk, "choice": "later"})
    assert later.until is not None
    decide_pair(registry.clerk, other, {"duplicate": kept.pk, "choice": "different"})
    assert [(row.choice, row.until) for row in PairDecision.objects.all()] == [("different", None)]
    with pytest.raises(VerbError, match="同一条记录"):
        decide_pair(registry.clerk, kept, {"duplicate": kept.pk, "choice": "later"})
