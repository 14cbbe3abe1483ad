"""One organisation takes over another's work, or part of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import OPERATES, PersonFactory
from keqiao.blocks.resources.models import Publication, Title
from keqiao.kernel.access.rules import can
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Link, Organisation, Placement, Succession
from keqiao.kernel.organisations.tree import ancestors, answering
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body, Post, Secondment, Term
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.facts.memberships import MEMBERSHIPS
from keqiao.registry.verbs import links, memberships, organisations
from keqiao.registry.verbs import successions as verbs
from registry.conftest import Registry
from registry.facts.given import given
from registry.facts.reading import row

DAY = dt.date(2024, 7, 1)
BEFORE = dt.date(2020, 5, 1)


@pytest.fixture
def other(registry: Registry) -> Organisation:
    """A society beside the first one."""
    data = {"code": "lz-jx2", "name": "柳州市制造学会", "kind": "society", "level": "municipal"}
    return organisations.register(registry.clerk, registry.city, data)


def merge(registry: Registry, into: Organisation, **more: Any) -> Succession:
    return verbs.merge(registry.clerk, registry.society, {"into": into.code, "day": DAY} | more)


def test_a_merger_closes_the_one_and_says_who_came_after(registry: Registry, other: Organisation) -> None:
    made = merge(registry, other, document="柳科协发〔2024〕7号")
    registry.society.refresh_from_db()
    assert (registry.society.closed, made.kind, made.day, made.document) == (DAY, "merge", DAY, "柳科协发〔2024〕7号")
    assert ancestors(registry.society.pk, DAY) == [registry.society.pk]
    assert ancestors(registry.society.pk, BEFORE)[1] == registry.city.pk
    assert Entry.objects.get(verb="successions.merge").outcome == "done"


def test_whoever_took_over_answers_for_the_past(registry: Registry, other: Organisation) -> None:
    merge(registry, other)
    own, above = answering(registry.society.pk)
    assert own == [registry.society.pk, other.pk]
    assert above == [registry.society.pk, registry.city.pk, other.pk]
    assert can(registry.clerk.actor, "records.see", registry.society.pk)


def test_people_and_what_holds_of_them_follow(registry: Registry, other: Organisation) -> None:
    person = PersonFactory(keeper=registry.society)
    work = given(Employment, person=person, unit=registry.society, unit_name=registry.society.name, confirmed=True)
    seconded = given(Secondment, person=person, organisation=registry.society, direction="in", starts=BEFORE)
    merge(registry, other)
    person.refresh_from_db()
    seconded.refresh_from_db()
    assert (person.keeper, seconded.organisation, seconded.starts) == (other, other, BEFORE)
    told = Employment.objects.order_by("pk").values_list("unit_name", "confirmed", "starts", "ends")
    assert list(told) == [(work.unit_name, True, None, DAY), (other.name, True, DAY, None)]


def test_members_stay_members_since_they_joined(registry: Registry, other: Organisation) -> None:
    both, one = PersonFactory.create_batch(2, keeper=registry.city)
    for person in (both, one):
        given(Membership, organisation=registry.society, person=person, kind="individual", starts=BEFORE)
    given(Membership, organisation=other, person=both, kind="individual", starts=BEFORE)
    merge(registry, other)
    open_ones = Membership.objects.filter(ends=None).order_by("pk").values_list("organisation", "person")
    assert list(open_ones) == [(other.pk, both.pk), (other.pk, one.pk)]
    counted = row(MEMBERSHIPS, to_int(DAY), person=one.pk)
    assert (counted["organisation"], counted["joined"], counted["joined_within_year"]) == (other.pk, 20200501, 0)


def test_bodies_end_with_the_organisation_and_nobody_sits_elsewhere(registry: Registry, other: Organisation) -> None:
    body = given(Body, organisation=registry.society, kind="council", name="理事会")
    term = given(Term, body=body, number=3, starts=BEFORE, ends=dt.date(2025, 5, 1))
    post = given(Post, person=PersonFactory(keeper=registry.city), term=term, role="director")
    merge(registry, other)
    term.refresh_from_db()
    post.refresh_from_db()
    assert (term.ends, post.ends) == (DAY, DAY)
    assert not other.bodies.exists()


def test_ties_go_on_once_and_never_lead_back(registry: Registry, other: Organisation) -> None:
    for one in (registry.society, other):
        links.link(registry.clerk, one, {"kind": "group_member", "other": "450200", "starts": BEFORE})
    links.link(registry.clerk, registry.society, {"kind": "contact", "other": other.code})
    links.link(registry.clerk, registry.county, {"kind": "supervises", "other": registry.society.code})
    merge(registry, other)
    told = Link.objects.filter(ends=None).order_by("pk").values_list("kind", "source", "target")
    assert list(told) == [
        ("group_member", other.pk, registry.city.pk),
        ("supervises", registry.county.pk, other.pk),
    ]
    assert Link.objects.filter(ends=DAY).count() == 3


def test_whoever_was_led_is_led_on(registry: Registry) -> None:
    branch = organisations.register(
        OPERATES,
        registry.society,
        {"code": "lz-jx-1", "name": "机械学会分会", "kind": "society", "level": "county"},
    )
    verbs.merge(OPERATES, registry.society, {"into": registry.county.code, "day": DAY})
    assert ancestors(branch.pk, DAY)[1] == registry.county.pk
    assert ancestors(branch.pk, BEFORE)[1] == registry.society.pk


def test_an_organisation_merges_even_into_one_far_below(registry: Registry) -> None:
    town = organisations.register(
        OPERATES,
        registry.county,
        {"code": "town", "name": "鹿寨镇科协", "kind": "township_association", "level": "township"},
    )
    verbs.merge(OPERATES, registry.city, {"into": "town", "day": DAY})
    assert ancestors(town.pk, DAY) == [town.pk]
    assert ancestors(registry.county.pk, DAY) == [registry.county.pk, town.pk]
    assert Placement.objects.filter(ends=None).count() == 3


def test_issues_to_come_go_on_under_the_same_title(registry: Registry, other: Organisation) -> None:
    title = given(Title, organisation=registry.society, kind="periodical_issue", name="柳州机械")
    early = given(Publication, title=title, date=BEFORE)
    late = given(Publication, title=title, date=DAY)
    merge(registry, other)
    early.refresh_from_db()
    late.refresh_from_db()
    assert (early.title, late.title.organisation, late.title.name) == (title, other, "柳州机械")


def test_a_person_who_would_stand_there_twice_is_sorted_out_first(registry: Registry, other: Organisation) -> None:
    for keeper in (registry.society, other):
        PersonFactory(keeper=keeper, id_index="same")
    with pytest.raises(VerbError, match="有1名人员与“柳州市制造学会”登记的证件号码相同"):
        merge(registry, other)
    assert not Person.objects.filter(keeper=other).exclude(id_index="same")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"into": "lz-jx"}, "并入它自己"),
        ({"into": "nobody"}, "没有机构代码为“nobody”的单位"),
        ({"day": dt.date(2999, 1, 1)}, "这一天还没有到"),
        ({"into": "young"}, "尚未成立"),
        ({"into": "gone"}, "已于2019-01-01撤销"),
    ],
)
def test_what_cannot_be_merged_is_said(
    registry: Registry, other: Organisation, data: dict[str, Any], says: str
) -> None:
    given(Organisation, code="young", name="新学会", kind="society", level="municipal", founded=dt.date(2025, 1, 1))
    given(Organisation, code="gone", name="旧学会", kind="society", level="municipal", closed=dt.date(2019, 1, 1))
    with pytest.raises(VerbError, match=says):
        verbs.merge(OPERATES, registry.society, {"into": other.code, "day": DAY} | data)
    assert not Succession.objects.exists()


def test_merging_needs_the_right_at_both_ends(registry: Registry) -> None:
    elsewhere = organisations.register_root(
        OPERATES, None, {"code": "450300", "name": "桂林市科协", "kind": "association", "level": "municipal"}
    )
    with pytest.raises(Refused, match="桂林市科协"):
        merge(registry, elsewhere)


def test_part_is_split_off_with_its_people_and_memberships(registry: Registry, other: Organisation) -> None:
    city, clerk = registry.city, registry.clerk
    firm = organisations.register(clerk, city, {"code": "f", "name": "柳工", "kind": "enterprise", "level": "county"})
    person, stays = PersonFactory.create_batch(2, keeper=city)
    given(Employment, person=person, unit=firm, unit_name=firm.name)
    links.link(clerk, firm, {"kind": "group_member", "other": "450200", "starts": BEFORE})
    memberships.admit(clerk, city, {"kind": "unit", "member": "f", "starts": BEFORE})
    made = verbs.split(clerk, city, {"into": other.code, "day": DAY, "led": ["f"]})
    person.refresh_from_db()
    stays.refresh_from_db()
    assert (made.kind, person.keeper, stays.keeper) == ("split", other, city)
    assert ancestors(firm.pk, DAY)[1] == other.pk
    assert Link.objects.get(ends=None).target == other
    assert Membership.objects.get(ends=None).since == BEFORE
    city.refresh_from_db()
    assert city.closed is None


def test_nobody_is_split_off_to_those_whom_it_leads(registry: Registry) -> None:
    clerk, city = registry.clerk, registry.city
    firm = organisations.register(clerk, city, {"code": "f", "name": "柳工", "kind": "enterprise", "level": "county"})
    works = {"code": "w", "name": "柳工一厂", "kind": "enterprise", "level": "county"}
    below = organisations.register(clerk, firm, works)
    with pytest.raises(VerbError, match="不能反过来领导它"):
        verbs.split(clerk, city, {"into": "w", "day": DAY, "led": ["f"]})
    assert ancestors(below.pk, DAY)[1] == firm.pk
    assert not Succession.objects.exists()


def test_the_rest_of_what_was_split_is_a_split_as_well(registry: Registry, other: Organisation) -> None:
    verbs.split(OPERATES, registry.society, {"into": other.code, "day": DAY})
    made = verbs.merge(OPERATES, registry.society, {"into": registry.county.code, "day": DAY})
    assert made.kind == "split"
    with pytest.raises(VerbError, match="不能再办理变更"):
        verbs.split(OPERATES, Organisation.objects.get(pk=registry.society.pk), {"into": other.code, "day": DAY})


def test_what_is_not_led_is_not_split_off_and_nothing_twice(registry: Registry, other: Organisation) -> None:
    with pytest.raises(VerbError, match="不由“柳州市机械工程学会”直接领导"):
        verbs.split(OPERATES, registry.society, {"into": other.code, "day": DAY, "led": [registry.county.code]})
    verbs.split(OPERATES, registry.society, {"into": other.code, "day": DAY})
    with pytest.raises(VerbError, match="没有重复办理"):
        verbs.split(OPERATES, registry.society, {"into": other.code, "day": DAY})


def test_whoever_closes_leaves_people_to_those_above(registry: Registry) -> None:
    person = PersonFactory(keeper=registry.society)
    organisations.close(registry.clerk, registry.society, {"closed": DAY})
    person.refresh_from_db()
    assert person.keeper == registry.city
    with pytest.raises(VerbError, match="这一天还没有到"):
        organisations.close(registry.clerk, registry.county, {"closed": dt.date(2999, 1, 1)})
