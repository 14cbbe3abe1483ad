"""Live figures inside an association, reported ones from outside it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, OrganisationFactory, acts, user_with
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.rules import VISITOR, Actor
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.access import Reader, chain_in, live_area, sees_live, sees_report
from keqiao.plans.engine.tree import Node, Tree
from keqiao.plans.models import Report, Visibility
from plans.reported import report_of


@pytest.fixture(autouse=True)
def no_demo(settings: Settings) -> None:
    settings.DEMO = False


@pytest.fixture
def above(cast: Cast) -> User:
    """A reader of the region and all below it."""
    return user_with("region", "reader", cast.region, subtree=True)


def live(user: User, *organisations: object) -> list[bool]:
    return [sees_live(Actor(user), getattr(one, "pk")) for one in organisations]  # noqa: B009 - any organisation


def test_a_grant_reaches_what_the_association_leads_itself_and_ends_at_the_next_association(cast: Cast) -> None:
    assert live(cast.clerk, cast.liuzhou, cast.society, cast.luzhai, cast.region) == [True, True, False, False]
    below = OrganisationFactory(name="鹿寨县医学会", leading=cast.luzhai)
    assert live(cast.clerk, below) == [False]
    assert live(cast.county_clerk, cast.luzhai, below) == [True, False]  # no subtree in the grant


def test_levels_above_see_nothing_live(cast: Cast, above: User) -> None:
    assert live(above, cast.region, cast.liuzhou, cast.society, cast.luzhai) == [True, False, False, False]


def test_a_grant_on_the_unit_itself_is_enough(cast: Cast, above: User) -> None:
    with ledger.exempt("given"):
        Grant(user=above, role="reader", organisation=cast.luzhai).save()
    assert live(above, cast.luzhai, cast.liuzhou) == [True, False]


def test_a_grant_without_subtree_or_without_the_need_reaches_nothing_else(cast: Cast) -> None:
    assert live(cast.reader, cast.liuzhou, cast.society) == [True, False]
    assert live(cast.system_admin, cast.liuzhou) == [False]
    assert live(cast.nobody, cast.liuzhou) == [False]
    assert not sees_live(VISITOR, cast.liuzhou.pk)


def test_the_operator_and_a_demo_see_everything(cast: Cast, settings: Settings) -> None:
    assert sees_live(OPERATES.actor, cast.luzhai.pk)
    settings.DEMO = True
    assert sees_live(VISITOR, cast.luzhai.pk)


def test_the_reader_s_own_area_is_the_same_rule_for_all_organisations(
    cast: Cast, above: User, settings: Settings
) -> None:
    assert live_area(Actor(cast.clerk)) == {cast.liuzhou.pk, cast.society.pk}
    assert live_area(Actor(above)) == {cast.region.pk}
    assert live_area(Actor(cast.nobody)) == live_area(VISITOR) == set()
    settings.DEMO = True
    assert live_area(Actor(cast.clerk)) == {cast.liuzhou.pk, cast.society.pk}


def may_open(report: Report, *users: User) -> list[bool]:
    return [sees_report(Actor(user), report) for user in users]


@pytest.fixture
def report(cast: Cast, chair: Act) -> Report:
    """Liuzhou's, sent to the region."""
    return report_of(chair, cast.liuzhou)


def shown_to(report: Report, visibility: Visibility) -> Report:
    with ledger.exempt("given"):
        report.visibility = visibility
        report.save()
    return report


def test_the_unit_and_whom_it_was_sent_to_always_see_a_report(cast: Cast, report: Report, above: User) -> None:
    nation = user_with("nation", "reader", cast.nation)
    shown_to(report, Visibility.UNIT)
    assert may_open(report, cast.clerk, cast.reader, above, nation) == [True] * 4
    assert may_open(report, cast.outsider, cast.county_clerk, cast.nobody, cast.system_admin) == [False] * 4
    assert not sees_report(VISITOR, report)


def test_the_system_is_everybody_who_may_see_figures_anywhere(cast: Cast, report: Report) -> None:
    shown_to(report, Visibility.SYSTEM)
    assert may_open(report, cast.outsider, cast.county_clerk) == [True, True]
    assert may_open(report, cast.nobody, cast.system_admin) == [False, False]
    assert not sees_report(VISITOR, report)


def test_a_public_report_is_for_everybody(cast: Cast, report: Report) -> None:
    shown_to(report, Visibility.PUBLIC)
    assert may_open(report, cast.nobody) == [True]
    assert sees_report(VISITOR, report)


def test_what_was_not_sent_is_the_unit_s_own(cast: Cast, chair: Act, above: User) -> None:
    report = shown_to(report_of(chair, cast.liuzhou, send=False), Visibility.PUBLIC)
    assert may_open(report, cast.clerk, above, cast.outsider) == [True, False, False]
    assert not sees_report(acts(cast.nobody).actor, report)


@example(above=[0, 1], kinds=["association", *["society"] * 10], grants=[(0, True), (1, False)])
@given(
    above=st.lists(st.integers(0, 9), max_size=10),
    kinds=st.lists(st.sampled_from(("association", "society", "enterprise")), min_size=11, max_size=11),
    grants=st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=4),
)
def test_the_area_is_wherever_it_is_seen_live(
    above: list[int], kinds: list[str], grants: list[tuple[int, bool]]
) -> None:
    nodes = [Node(0, "0", "", kinds[0], "county")]
    nodes += [Node(at, str(at), "", kinds[at], "county", leading % at) for at, leading in enumerate(above, 1)]
    tree = Tree.of(nodes)
    at = frozenset(place for place, _below in grants)
    reader = Reader(at, frozenset(place for place, below in grants if below))
    assert reader.area(tree) == {one for one in tree.nodes if reader.live(chain_in(tree, one))}
