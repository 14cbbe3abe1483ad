"""Merging loses nothing, and taking it back restores everything, whatever stood on either side."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cast import OPERATES, OrganisationFactory, PersonFactory, TermFactory, user_with
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Expertise, Honour, Pair, PairDecision, Person, Trait
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.registry.merging.absorb import pointing
from keqiao.registry.verbs.duplicates import merge, unmerge

ROLES = ("delegate", "member", "chair")
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2026, 1, 1))
SIDES = st.lists(st.tuples(st.sampled_from(range(7)), st.integers(0, 2), st.one_of(st.none(), DAYS)), max_size=5)


def everything() -> dict[str, dict[int, dict[str, Any]]]:
    """All rows of whatever points at people, and of people, but for versions and what is derived."""
    models = [Person, *{model for model, _column in pointing(Person)} - {Pair}]
    left_out = {"version", "last_login"}
    found = {}
    for model in models:
        if model._meta.label == "people.Merge":
            continue
        rows = {row.pk: row for row in model._base_manager.all()}
        found[model._meta.label] = {
            pk: {
                field.attname: getattr(row, field.attname)
                for field in model._meta.concrete_fields
                if field.attname not in left_out
            }
            for pk, row in rows.items()
        }
    return found


def attach(person: Person, terms: list[Term], what: int, which: int, day: dt.date | None) -> None:
    """One record of the person, of one of seven kinds."""
    place = terms[which].body.organisation
    starts = None if day is None else day.replace(day=1)
    made: list[Any] = [
        lambda: Employment(person=person, unit_name=f"单位{which}", position="工程师", starts=starts),
        lambda: Trait(person=person, kind="title", value=f"职称{which}", starts=starts),
        lambda: Post(person=person, term=terms[which], role=ROLES[which], ends=day),
        lambda: Membership(organisation=place, person=person, kind="individual", starts=starts),
        lambda: Secondment(organisation=place, person=person, direction="in", starts=dt.date(2024, 1, 1)),
        lambda: Honour(person=person, title=f"荣誉{which}"),
        lambda: Expertise(person=person, discipline="450", starts=starts),
    ]
    if what == 2 and day is None and Post.objects.filter(person=person, term=terms[which], ends=None).exists():
        return
    made[what]().save()


class Merging(TestCase):
    """Property tests over the database; each example in a transaction of its own."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(kept=SIDES, other=SIDES, sexes=st.sampled_from([("", "male"), ("male", ""), ("", "")]), paired=st.booleans())
    def test_merging_and_taking_it_back_restores_everything(
        self, kept: list[Any], other: list[Any], sexes: tuple[str, str], paired: bool
    ) -> None:
        with ledger.exempt("given"):
            keeper = OrganisationFactory()
            bodies = [Body.objects.create(organisation=keeper, kind="congress", name=f"机构{n}") for n in range(3)]
            terms = [TermFactory(body=body) for body in bodies]
            one = PersonFactory(name="韦晓", keeper=keeper, sex=sexes[0])
            two = PersonFactory(
                name="韦曉", keeper=keeper, sex=sexes[1], birth_from=dt.date(1975, 6, 1), birth_to=dt.date(1975, 6, 3)
            )
            for person, side in ((one, kept), (two, other)):
                for what, which, day in side:
                    attach(person, terms, what, which, day)
            if paired:
                PairDecision(first=one, second=two, choice="later").save()
                PairDecision(first=two, second=PersonFactory(keeper=keeper), choice="different").save()
        before = everything()
        counts = {label: len(rows) for label, rows in before.items()}
        made = merge(OPERATES, one, {"duplicate": two.pk})
        assert not Person.objects.filter(pk=two.pk).exists()
        aside = [label for label, _values in json.loads(made.content())["taken"]["aside"]]
        after = {label: len(rows) for label, rows in everything().items()}
        for label, count in counts.items():
            assert after[label] + aside.count(label) == count, label
        unmerge(OPERATES, made, {})
        assert everything() == before
        assert json.loads(made.outcome) == {"gone": 0, "elsewhere": 0, "newer": 0, "changed": 0}


@pytest.mark.django_db
def test_every_column_that_points_at_people_is_walked() -> None:
    found = {(model._meta.label, column.name) for model, column in pointing(Person)}
    declared = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }
    assert found == declared


@pytest.mark.django_db
def test_an_account_moves_and_of_two_the_absorbed_ones_points_at_nobody() -> None:
    keeper = OrganisationFactory()
    one, two, three = (PersonFactory(keeper=keeper) for _ in range(3))
    mine, theirs = user_with("mine"), user_with("theirs")
    with ledger.exempt("given"):
        for user, person in ((mine, two), (theirs, three)):
            user.person = person
            user.save()
    first = merge(OPERATES, one, {"duplicate": two.pk})
    mine.refresh_from_db()
    assert mine.person == one
    second = merge(OPERATES, one, {"duplicate": three.pk})
    theirs.refresh_from_db()
    assert (theirs.person, theirs.is_active) == (None, True)
    unmerge(OPERATES, second, {})
    unmerge(OPERATES, first, {})
    theirs.refresh_from_db()
    mine.refresh_from_db()
    assert (mine.person_id, theirs.person_id) == (two.pk, three.pk)
