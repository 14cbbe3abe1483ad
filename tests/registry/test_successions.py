"""What follows when organisations merge, split, move and close: nothing is lost, whatever happens in which order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cast import OPERATES, OrganisationFactory, PersonFactory, PostFactory, TermFactory
from keqiao.blocks.activities.models import Activity
from keqiao.blocks.places.models import Place
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Link, Organisation, OrganisationName, Placement
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.successions import relations, undeclared
from keqiao.registry.verbs import links, memberships, organisations, successions

FIRST = dt.date(2020, 1, 1)
STARTS = 6  # organisations at the beginning: a root and some below it
KINDS = ("society", "association", "enterprise")


def test_of_every_relation_to_an_organisation_it_is_said_what_follows() -> None:
    assert undeclared() == [], "Say with keqiao.registry.successions (stays, goes, carries, ends, follows)."
    assert len(list(relations())) > 20


# What may happen

steps = st.lists(
    st.tuples(
        st.sampled_from(("merge", "split", "rename", "place", "close", "register", "link", "admit")),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(1, 40),
    ),
    max_size=12,
)


@dataclass
class World:
    """A small tree with people, members, places and activities; days pass as things happen."""

    root: Organisation
    day: dt.date = FIRST
    done: Counter[str] = field(default_factory=Counter)

    def pick(self, place: int) -> Organisation:
        found = list(Organisation.objects.order_by("pk"))
        return found[place % len(found)]

    def happen(self, what: str, first: int, second: int, days: int) -> None:
        """One thing happens, or is refused and leaves nothing."""
        self.day += dt.timedelta(days)
        one, other = self.pick(first), self.pick(second)
        try:
            with transaction.atomic():
                getattr(self, what)(one, other)
        except VerbError:
            self.done["refused"] += 1
        else:
            self.done[what] += 1

    def merge(self, one: Organisation, other: Organisation) -> None:
        successions.merge(OPERATES, one, {"into": other.code, "day": self.day})

    def split(self, one: Organisation, other: Organisation) -> None:
        led = Placement.objects.filter(leading=one, ends=None).values_list("organisation__code", flat=True)
        data = {"into": other.code, "day": self.day, "led": [code for code in led if code != other.code][:1]}
        successions.split(OPERATES, one, data)

    def rename(self, one: Organisation, other: Organisation) -> None:
        organisations.rename(OPERATES, one, {"name": f"{one.name}改", "starts": self.day})

    def place(self, one: Organisation, other: Organisation) -> None:
        organisations.place(OPERATES, one, {"leading": other.code, "starts": self.day})

    def close(self, one: Organisation, other: Organisation) -> None:
        if one.placements.filter(ends=None, leading=None):
            raise VerbError("Whoever nobody leads has nobody to leave its people to.")
        organisations.close(OPERATES, one, {"closed": self.day})

    def register(self, one: Organisation, other: Organisation) -> None:
        number = Organisation.objects.count()
        data = {"code": f"new-{number}", "name": f"新{number}", "kind": "society", "level": "county"}
        made = organisations.register(OPERATES, one, data | {"starts": self.day})
        with ledger.exempt("given"):
            settle(made)

    def link(self, one: Organisation, other: Organisation) -> None:
        links.link(OPERATES, one, {"kind": "group_member", "other": other.code, "starts": self.day})

    def admit(self, one: Organisation, other: Organisation) -> None:
        person = Person.objects.order_by("pk").first()
        assert person is not None
        data = {"kind": "individual", "person": person.pk, "starts": self.day}
        memberships.admit(OPERATES, one, data)


def settle(one: Organisation) -> None:
    """Somebody is kept, employed, a member and in a post; a place, an activity before and one after, a link up."""
    person = PersonFactory(keeper=one)
    Employment(person=person, unit=one, unit_name=one.name, starts=FIRST).save()
    Membership(organisation=one, person=person, kind="individual", starts=FIRST).save()
    body = Body(organisation=one, kind="council", name="理事会")
    body.save()
    PostFactory(person=person, term=TermFactory(body=body, starts=FIRST))
    division = Division.objects.get(code="450200")
    Place(organisation=one, division=division, kind="science_hall", name=f"{one.name}馆", level="county").save()
    for title, day in (("早", dt.date(2019, 1, 1)), ("晚", dt.date(2099, 1, 1))):
        Activity(organisation=one, title=f"{title}{one.pk}", kind="lecture", date=day).save()


def begin(parents: list[int]) -> World:
    """A root, and below it one for each number, led by the one of that number among those before."""
    division = Division(code="450200", name="柳州市", level="municipal")
    with ledger.exempt("given"):
        division.save()
    made = [OrganisationFactory(code="root", kind="association")]
    for place, parent in enumerate(parents):
        leading = made[parent % len(made)]
        made.append(OrganisationFactory(code=f"o{place}", kind=KINDS[place % 3], leading=leading))
    with ledger.exempt("given"):
        for one in made:
            settle(one)
            if one is not made[0]:
                Link(kind="group_member", source=one, target=made[0], starts=FIRST).save()
    return World(made[0])


def counts() -> dict[str, int]:
    """How many records there are of each noun that refers to organisations."""
    models: set[type[Noun]] = {model for model, _field in relations()}  # type: ignore[misc]  # nouns, all of them
    return {model._meta.label: model._default_manager.count() for model in models}


def check(world: World) -> None:
    """What always holds."""
    living = Organisation.objects.filter(closed=None)
    opened = Placement.objects.filter(ends=None)
    assert sorted(opened.values_list("organisation", flat=True)) == sorted(living.values_list("pk", flat=True))
    assert not opened.filter(leading__closed__isnull=False), "led by what is closed"
    for one in opened.exclude(leading=None):
        assert one.leading_id not in subtree(one.organisation_id, world.day), "a circle"
    tops = opened.filter(leading=None).values_list("organisation", flat=True)
    below = {pk for top in tops for pk in subtree(top, world.day)}
    assert Person.objects.filter(keeper__in=below).count() == Person.objects.count()
    assert not Place.objects.filter(organisation__closed__isnull=False)
    for activity in Activity.objects.all():
        assert (activity.title == f"早{activity.organisation_id}") == (activity.date < FIRST) or activity.date > FIRST
        assert activity.date < FIRST or activity.organisation.closed is None
    ends_of = {Link: ("source", "target"), Membership: ("organisation",), OrganisationName: ("organisation",)}
    for model, ends in ends_of.items():
        for end in ends:
            assert not model._default_manager.filter(**{"ends": None, f"{end}__closed__isnull": False})


@pytest.mark.django_db
# Not shrunk: each try takes a moment, and the steps are few enough to read.
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(parents=st.lists(st.integers(0, 9), min_size=2, max_size=STARTS), happening=steps)
def test_whatever_happens_nothing_is_lost(parents: list[int], happening: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        world = begin(parents)
        for step in happening:
            before = counts()
            world.happen(*step)
            after = counts()
            assert all(after[label] >= number for label, number in before.items())
            check(world)
        transaction.set_rollback(True)
