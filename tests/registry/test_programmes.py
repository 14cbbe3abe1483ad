"""The templates of the register count organisations, links, members, posts, secondments, money and units."""

from __future__ import annotations

import datetime as dt

from cast import OPERATES, EmploymentFactory
from keqiao.kernel.units.models import Unit, UnitList
from keqiao.registry.programmes import PostSettings, posts
from keqiao.registry.verbs import links, memberships, money, organisations, unit_lists
from keqiao.registry.verbs.posts import elect, form_body, open_term, second
from plans.starting import Starting, records
from registry.facts.given import given

THEN = dt.date(2021, 11, 22)


def test_organisations_of_the_kind_that_it_and_what_it_leads_lead(starting: Starting) -> None:
    cast = starting.cast
    data = {"name": "某企业科协", "kind": "enterprise_association", "level": "county"}
    for number, leading in enumerate((cast.liuzhou, cast.society, cast.guilin)):
        organisations.register(OPERATES, leading, data | {"code": f"firm-{number}"})
    assert records(starting, "registry.organisations", kind="enterprise_association") == 2
    # What a county's association leads is its own to report, and it reports nothing of other units' programmes.
    organisations.register(OPERATES, cast.luzhai, data | {"code": "county"})
    assert records(starting, "registry.organisations", kind="enterprise_association") == 2
    assert records(starting, "registry.organisations", kind="society") == 1


def test_links_of_the_kind_with_such_others(starting: Starting) -> None:
    links.link(OPERATES, starting.cast.liuzhou, {"kind": "contact", "other": starting.cast.society.code})
    assert records(starting, "registry.links", kind="contact") == 1
    assert records(starting, "registry.links", kind="contact", other_kind="society") == 1
    assert records(starting, "registry.links", kind="contact", other_kind="school") == 0


def test_members_of_the_class(starting: Starting) -> None:
    data = {"person": starting.cast.engineer.pk, "kind": "individual", "starts": THEN}
    memberships.admit(OPERATES, starting.cast.liuzhou, data)
    assert records(starting, "registry.members") == 1
    assert records(starting, "registry.members", member_class="individual") == 1
    assert records(starting, "registry.members", member_class="group") == 0


def test_posts_that_are_held_now(starting: Starting) -> None:
    city = starting.cast.liuzhou
    body = form_body(OPERATES, city, {"kind": "chair_meeting"})
    term = open_term(OPERATES, body, {"number": 1, "starts": THEN})
    for part_time in (True, False):
        person = EmploymentFactory().person
        elect(OPERATES, term, {"person": person.pk, "role": "vice_chair", "part_time": part_time})
    assert records(starting, "registry.posts", body="chair_meeting", role="vice_chair") == 2
    assert records(starting, "registry.posts", body="chair_meeting", part_time=True) == 1
    assert records(starting, "registry.posts", body="chair_meeting", role="chair") == 0
    where = posts(PostSettings(body="chair_meeting", resident=True))["where"]
    assert where == "resident and body = 'chair_meeting' and term = 'current'"


def test_secondments_of_a_direction(starting: Starting) -> None:
    data = {"person": starting.cast.engineer.pk, "direction": "in", "starts": THEN}
    second(OPERATES, starting.cast.liuzhou, data)
    assert records(starting, "registry.secondments") == 1
    assert records(starting, "registry.secondments", direction="out") == 0


def test_money_of_a_kind_for_a_purpose(starting: Starting) -> None:
    spent = {"year": 2023, "kind": "budget", "level": "municipal", "purpose": "popularisation", "amount": 100}
    money.record_funding(OPERATES, starting.cast.liuzhou, spent)
    assert records(starting, "registry.funding", kind="budget", purpose="popularisation") == 1
    assert records(starting, "registry.funding", purpose="exhibition") == 0


def test_units_on_a_list_of_the_kind(starting: Starting) -> None:
    said = {"kind": "park", "title": "园区", "source": "目录", "as_of": THEN}
    kept = given(UnitList, organisation=starting.cast.liuzhou, **said)
    given(Unit, list=kept, name="柳东新区")
    assert records(starting, "registry.list", kind="park") == 0  # it is still being drawn up
    unit_lists.put_in_force(OPERATES, kept, {"starts": THEN})
    assert records(starting, "registry.list", kind="park") == 1
    assert records(starting, "registry.list", kind="university") == 0
