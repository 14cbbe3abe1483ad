"""The same done to many people: one entry for all, nobody beyond reach, and everything can be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from cast import Cast, EmploymentFactory, PersonFactory, acts, user_with
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Expertise, Person
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.bulk import BulkVerb
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.many import verbs
from keqiao.registry.many.verbs import rows_for

VERSED = {"discipline": "450", "topic": "特种钢材"}


def staged(verb: BulkVerb, act: Act, cast: Cast, data: dict[str, Any], people: list[Person]) -> Batch:
    """A step that waits to be done."""
    numbers = [one.pk for one in people]
    return verb.stage(act, cast.liuzhou, verb.schema.model_validate(data), rows_for(numbers), title="成批")


def done(verb: BulkVerb, cast: Cast, data: dict[str, Any], people: list[Person]) -> Batch:
    """A step that the clerk did."""
    return verb.apply(acts(cast.clerk), staged(verb, acts(cast.clerk), cast, data, people))


def both(cast: Cast) -> list[Person]:
    return [cast.engineer, cast.official]


def test_a_class_is_confirmed_for_all_with_one_entry_and_put_back(cast: Cast) -> None:
    batch = done(verbs.confirm_many, cast, {"source_class": "rural", "leading_official": False}, both(cast))
    assert set(Employment.objects.values_list("source_class", "confirmed_by")) == {("rural", f"user:{cast.clerk.pk}")}
    assert Entry.objects.filter(verb="people.confirm_many.apply").count() == 1
    verbs.confirm_many.undo(acts(cast.clerk), batch)
    assert set(Employment.objects.values_list("source_class", flat=True)) == {"enterprise", "government"}


def test_records_are_handed_over_and_back(cast: Cast) -> None:
    batch = done(verbs.move_many, cast, {"keeper": "450223"}, both(cast))
    assert {one.keeper for one in Person.objects.all()} == {cast.luzhai}
    verbs.move_many.undo(acts(cast.clerk), batch)
    assert {one.keeper for one in Person.objects.all()} == {cast.liuzhou}


def test_nobody_is_handed_over_to_where_one_has_no_right_or_the_number_stands_already(cast: Cast) -> None:
    with pytest.raises(Refused):
        staged(verbs.move_many, acts(cast.clerk), cast, {"keeper": "450300"}, both(cast))
    with ledger.exempt("given"):
        for one in (cast.engineer, PersonFactory(name="韦曉", keeper=cast.luzhai)):
            one.set_id_number("45020219750603001X")
            one.save()
    with pytest.raises(VerbError, match="证件号码相同的记录（韦曉）"):
        done(verbs.move_many, cast, {"keeper": "450223"}, both(cast))


@pytest.mark.parametrize(
    ("verb", "data", "model"),
    [
        (verbs.admit_many, {"organisation": "lz-jixie", "kind": "individual"}, Membership),
        (verbs.versed_many, VERSED, Expertise),
        (verbs.elect_many, {"role": "delegate"}, Post),
    ],
)
def test_what_is_made_is_made_once_for_each_and_taken_back(
    cast: Cast, verb: BulkVerb, data: dict[str, Any], model: type[Any]
) -> None:
    data = data | ({"term": cast.term.pk} if model is Post else {})
    done(verb, cast, data, [cast.engineer])
    batch = done(verb, cast, data, both(cast))
    assert model.objects.count() == 2
    assert batch.outcomes.filter(outcome="{}").count() == 1
    verb.undo(acts(cast.clerk), batch)
    assert [row.person for row in model.objects.all()] == [cast.engineer]


def test_one_person_beyond_reach_and_nobody_is_touched(cast: Cast) -> None:
    stranger = PersonFactory(keeper=cast.guilin)
    for verb, data in (
        (verbs.versed_many, VERSED),
        (verbs.confirm_many, {"source_class": "rural", "leading_official": False}),
    ):
        with pytest.raises(Refused, match="其中有1人"):
            done(verb, cast, data, [*both(cast), stranger])
    assert not Expertise.objects.exists()
    narrow = acts(user_with("narrow", "clerk", cast.liuzhou))
    below = PersonFactory(keeper=cast.luzhai)
    with pytest.raises(Refused):
        verbs.versed_many.apply(narrow, staged(verbs.versed_many, narrow, cast, VERSED, [below]))


def test_what_was_changed_since_is_not_overwritten_by_taking_back(cast: Cast) -> None:
    classes = {"source_class": "rural", "leading_official": False}
    for verb, data, model in (
        (verbs.confirm_many, classes, Employment),
        (verbs.versed_many, VERSED, Expertise),
        (verbs.move_many, {"keeper": "450223"}, Person),
    ):
        batch = done(verb, cast, data, both(cast))
        with ledger.exempt("given"):
            row = model.objects.first()
            if model is Person:
                row.keeper = cast.society
            row.save()
        with pytest.raises(VerbError, match="有1人的记录又改动过"):
            verb.undo(acts(cast.clerk), batch)


def test_what_cannot_be_is_said(cast: Cast) -> None:
    with pytest.raises(VerbError, match="没有代码为“999”的学科"):
        done(verbs.versed_many, cast, {"discipline": "999"}, both(cast))
    with pytest.raises(VerbError, match="个人不能作“单位会员”"):
        done(verbs.admit_many, cast, {"organisation": "lz-jixie", "kind": "unit"}, both(cast))


def test_who_works_nowhere_is_skipped(cast: Cast) -> None:
    nobody = PersonFactory(keeper=cast.liuzhou)
    EmploymentFactory(person=PersonFactory(keeper=cast.liuzhou))
    batch = done(verbs.confirm_many, cast, {"source_class": "rural", "leading_official": True}, [nobody])
    assert [row.outcome for row in batch.outcomes.all()] == ["{}"]
