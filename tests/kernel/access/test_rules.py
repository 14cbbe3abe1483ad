"""Who may what where: grants hold on an organisation or its subtree, as the tree is today, as long as they run."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, OrganisationFactory, user_with
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.roles import ALL_NEEDS, EXCLUSIVE, ROLES
from keqiao.kernel.access.rules import OPERATOR, VISITOR, Actor, can, reachable, staff_of
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.tree import today

NEED = "people.manage"
DAY = dt.timedelta(days=1)


def this_day() -> dt.date:
    """Today in China."""
    return from_int(today())


def change(user: User, **fields: Any) -> None:
    """Let a user's grants be different."""
    with ledger.exempt("given"):
        user.grants.update(**fields)


def move(organisation: Organisation, leading: Organisation, day: dt.date) -> None:
    """Let an organisation be led by another from a day on."""
    with ledger.exempt("given"):
        organisation.placements.filter(ends=None).update(ends=day)
        Placement(organisation=organisation, leading=leading, starts=day).save()


def agree(user: User, need: str = NEED) -> set[int]:
    """Where the user has the need, asked in every way."""
    found = {pk for pk in Organisation.objects.values_list("pk", flat=True) if can(Actor(user), need, pk)}
    assert (need in Actor(user).needs) == bool(found)
    below = Organisation.objects.filter(pk__in=reachable(Actor(user), need))
    assert set(below.values_list("pk", flat=True)) == set(reachable(Actor(user), need)) == found
    return found


# Where


def test_a_grant_with_its_subtree_reaches_all_below_and_nothing_above_or_beside(cast: Cast) -> None:
    assert agree(cast.clerk) == {cast.liuzhou.pk, cast.luzhai.pk, cast.society.pk}


def test_a_grant_without_subtree_reaches_its_organisation_alone(cast: Cast) -> None:
    alone = user_with("alone", "clerk", cast.liuzhou)
    assert agree(alone) == {cast.liuzhou.pk}


def test_several_grants_add_up_and_each_keeps_its_own_reach(cast: Cast) -> None:
    user = user_with("two", "clerk", cast.guilin)
    with ledger.exempt("given"):
        Grant(user=user, role="reader", organisation=cast.liuzhou, subtree=True).save()
    assert agree(user) == {cast.guilin.pk}
    assert agree(user, "figures.see") == {cast.guilin.pk, cast.liuzhou.pk, cast.luzhai.pk, cast.society.pk}


def test_a_role_gives_its_own_needs_only(cast: Cast) -> None:
    assert agree(cast.reader, "records.see") == {cast.liuzhou.pk}
    assert agree(cast.reader, "people.see") == set()
    assert agree(cast.leader, NEED) == set()
    assert agree(cast.security_admin, "people.see") == set()


def test_nobody_and_a_visitor_have_nothing_and_the_operator_all(cast: Cast) -> None:
    assert agree(cast.nobody) == set()
    assert not can(VISITOR, NEED, cast.liuzhou.pk)
    assert NEED not in VISITOR.needs
    assert not reachable(VISITOR, NEED)
    assert can(OPERATOR, NEED, cast.liuzhou.pk)


def test_an_organisation_that_does_not_exist_is_in_nobodys_reach(cast: Cast) -> None:
    assert not can(Actor(cast.clerk), NEED, 10**9)


def test_an_unknown_need_is_a_mistake_that_names_the_place(cast: Cast) -> None:
    with pytest.raises(KeyError, match=r"No role gives 'people\.mange': add it to kernel/access/roles\.py"):
        can(Actor(cast.clerk), "people.mange", cast.liuzhou.pk)


# When


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (None, None, True),
        (0, None, True),
        (1, None, False),
        (None, 1, True),
        (None, 0, False),
        (-2, -1, False),
        (-1, 1, True),
        (0, 0, False),
    ],
)
def test_a_grant_holds_from_its_first_day_to_before_its_last(
    cast: Cast, starts: int | None, ends: int | None, holds: bool
) -> None:
    days = [None if offset is None else this_day() + offset * DAY for offset in (starts, ends)]
    change(cast.clerk, starts=days[0], ends=days[1])
    assert bool(agree(cast.clerk)) == holds


def test_a_revoked_grant_gives_nothing_while_another_goes_on(cast: Cast) -> None:
    with ledger.exempt("given"):
        Grant(user=cast.clerk, role="clerk", organisation=cast.guilin).save()
        cast.clerk.grants.filter(organisation=cast.liuzhou).update(ends=this_day())
    assert agree(cast.clerk) == {cast.guilin.pk}


def test_a_disabled_user_has_nothing_whatever_the_grants_say(cast: Cast) -> None:
    cast.clerk.is_active = False
    assert agree(cast.clerk) == set()


def test_the_tree_of_today_decides_what_is_below(cast: Cast) -> None:
    move(cast.society, cast.guilin, this_day())
    assert cast.society.pk not in agree(cast.clerk)
    assert cast.society.pk in agree(cast.outsider)


def test_a_move_that_comes_tomorrow_changes_nothing_yet(cast: Cast) -> None:
    move(cast.society, cast.guilin, this_day() + DAY)
    assert cast.society.pk in agree(cast.clerk)
    assert cast.society.pk not in agree(cast.outsider)


def test_what_hangs_below_a_moved_organisation_goes_with_it(cast: Cast) -> None:
    branch = OrganisationFactory(leading=cast.society)
    move(cast.society, cast.guilin, this_day() - DAY)
    assert branch.pk not in agree(cast.clerk)
    assert branch.pk in agree(cast.outsider)


# Cost and roles


def test_a_deep_tree_costs_as_many_queries_as_a_shallow_one(cast: Cast) -> None:
    deep = cast.luzhai
    for _step in range(5):
        deep = OrganisationFactory(leading=deep)
    asked = []
    for organisation in (cast.liuzhou, cast.luzhai, deep):
        with CaptureQueriesContext(connection) as queries:
            assert can(Actor(cast.clerk), NEED, organisation.pk)
        asked.append(len(queries))
    assert asked == [1, 2, 2]  # the grants; of one below, who leads it


def test_an_actor_is_looked_up_once_and_a_new_one_sees_what_was_granted_since(cast: Cast) -> None:
    actor = Actor(cast.nobody)
    assert not can(actor, NEED, cast.liuzhou.pk)
    with ledger.exempt("given"):
        Grant(user=cast.nobody, role="clerk", organisation=cast.liuzhou).save()
    with CaptureQueriesContext(connection) as queries:
        assert not can(actor, NEED, cast.liuzhou.pk)
        assert not actor.needs
        assert not list(reachable(actor, NEED))
    assert len(queries) <= 1
    assert can(Actor(cast.nobody), NEED, cast.liuzhou.pk)


def test_the_three_administrators_share_no_right_with_each_other_or_with_anybody() -> None:
    for code in EXCLUSIVE:
        others = frozenset().union(*(role.needs for role in ROLES.values() if role.code != code))
        assert not ROLES[code].needs & others
    assert frozenset().union(*(role.needs for role in ROLES.values())) == ALL_NEEDS


def test_what_is_seen_of_a_person_is_divided_among_the_roles() -> None:
    seen = {
        role: {need for need in ROLES[role].needs if need in {"people.see", "people.private", "people.contact"}}
        for role in ("reader", "clerk", "leader", "registrar")
    }
    assert seen["reader"] == set()
    assert seen["leader"] == {"people.see", "people.private"}
    assert seen["clerk"] == seen["registrar"] == {"people.see", "people.private", "people.contact"}
    assert [code for code, role in ROLES.items() if "people.identity" in role.needs] == ["registrar"]


# Whose work it is


def test_the_staff_of_an_organisation_are_its_own_and_only_without_them_those_above(cast: Cast) -> None:
    assert staff_of(cast.luzhai.pk, NEED) == [cast.county_clerk]
    assert staff_of(cast.liuzhou.pk, NEED) == [cast.clerk]
    assert staff_of(cast.society.pk, NEED) == [cast.clerk]  # who answers for what the city leads
    change(cast.county_clerk, ends=today())
    assert staff_of(cast.luzhai.pk, NEED) == [cast.clerk]
    change(cast.clerk, subtree=False)
    assert staff_of(cast.luzhai.pk, NEED) == []


def test_an_account_out_of_use_is_nobodys_staff(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.county_clerk.is_active = False
        cast.county_clerk.save()
    assert staff_of(cast.luzhai.pk, NEED) == [cast.clerk]
