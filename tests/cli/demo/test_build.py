"""The demo as built: who is in it, and figures of the city's plan in every state."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.db import models

from cli.demo.conftest import BESIDE
from keqiao.blocks.activities.models import Activity
from keqiao.blocks.assemblies.models import Attendance, Meeting
from keqiao.blocks.places.models import Place
from keqiao.blocks.returns.models import Return
from keqiao.cli.demo import (
    congresses,
    fields,
    listed,
    municipal,
    names,
    organisations,
    places,
    records,
    reporting,
    works,
)
from keqiao.cli.demo.luzhai import LUZHAI
from keqiao.cli.demo.members import MEMBERS
from keqiao.cli.demo.shares import CHANGSHA, CHUZHOU, CITY, HUNAN, LEAST, NATION, TAIZHOU
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.money.models import Funding
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Attribute, Link, Placement
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Post, Term
from keqiao.kernel.units.models import UnitList
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.status import Status
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.models import Report
from keqiao.registry.refusals import division_by_code

pytestmark = pytest.mark.django_db  # the demo stands around each test

# Every figure that isn't met, by its commitment.
UNMET = {
    "congress-delegates-front-line": Status.AT_RISK,
    "full-committee-front-line": Status.ON_TRACK,
    "standing-committee-front-line": Status.AT_RISK,
    "secondments-two-years": Status.MISSED,
    "society-congress-front-line": Status.MISSED,
    "society-council-front-line": Status.MISSED,
    "society-standing-council-front-line": Status.NO_DATA,
    "societies-overdue-elections": Status.MISSED,
    "bases-themed-activity": Status.MISSED,
    "training-in-poor-villages": Status.MISSED,
    "e-stations-in-every-county": Status.MISSED,
    "co-built-venues": Status.MISSED,
}
WAITS = "poverty-seven-batches"  # reported, and nobody has approved it yet


def figures(stage: Stage, *, kept: bool = True, as_of: int | None = None) -> dict[str, Figure]:
    """The city's figures under its plan, by commitment."""
    shown = board([library().plan("liuzhou-2017")], organisations=[stage.city.pk], kept=kept, as_of=as_of)
    return {figure.commitment.id: figure for figure in shown.figures}


def test_figures_stand_in_every_state(demo: Stage) -> None:
    statuses = {name: figure.status for name, figure in figures(demo).items()}
    assert len(statuses) == 31
    assert statuses.pop(WAITS) in (Status.NO_DATA, Status.NEEDS_HUMAN)
    assert {name: status for name, status in statuses.items() if status is not Status.MET} == UNMET


def test_what_is_kept_is_what_is_counted_anew(demo: Stage) -> None:
    counted = figures(demo, kept=False)
    assert {name: figure.result for name, figure in figures(demo).items()} == {
        name: figure.result for name, figure in counted.items()
    }


def test_the_congress_is_on_its_way_and_next_to_none_of_it_unsure(demo: Stage) -> None:
    found = figures(demo)
    congress, full = found["congress-delegates-front-line"], found["full-committee-front-line"]
    assert (congress.result.yes, congress.result.denominator, congress.result.unknown) == (127, 193, 4)
    assert (full.result.yes, full.result.denominator) == (86, 123)
    assert full.due == to_int(municipal.ninth_term(demo.today).ends)


def test_on_the_days_that_follow_the_full_committee_stays_on_its_line(demo: Stage) -> None:
    later = to_int(demo.today + dt.timedelta(days=7))
    assert figures(demo, as_of=later)["full-committee-front-line"].status is Status.ON_TRACK


def test_everybody_is_made_up_and_as_many_as_asked(demo: Stage) -> None:
    assert Person.objects.count() == 600 + BESIDE
    signed_up = {name for name, *_ in MEMBERS}  # as visitors of a site do, who aren't marked as made up
    assert set(Person.objects.filter(synthetic=False).values_list("name", flat=True)) == signed_up
    assert 0 < Employment.objects.filter(confirmed=False).count() < 60
    kept = dict(Person.objects.values_list("keeper__code").annotate(models.Count("pk")))
    assert max(kept, key=lambda code: kept[code]) == CITY
    assert {NATION, HUNAN, CHANGSHA, TAIZHOU, CHUZHOU} < kept.keys()


MOVED = ("accept", "approve", "assign", "close", "draft_reply", "file", "give_opinion", "judge", "record")
OUTSIDE = ("ask_opinion", "name_leader", "note_presence", "record_consultation", "record_hearing", "record_seat")
SUPERVISED = (
    "add_milestone",
    "approve_note",
    "assign",
    "begin_pilot",
    "conclude_pilot",
    "find",
    "hand_down",
    "hand_in",
    "inspect",
    "note",
    "open_from_plan",
    "plant",
    "raise",
    "rectify",
    "send_ledger",
    "set_due",
    "tag",
)


RENEWED = (
    "approve_explanation",
    "approve_postponement",
    "ask_postponement",
    "change_article",
    "describe_branch",
    "explain",
    "file_rules",
    "keep_checkup",
    "meet_stage",
    "name_officer",
    "open",
    "record_reminder",
    "set_rule",
    "watch",
)
COMPOSED = (
    "accept_list",
    "allot",
    "begin",
    "consult",
    "examine",
    "explain",
    "issue",
    "merge",
    "publish",
    "return_list",
    "submit",
)


def test_everything_was_done_by_verbs(demo: Stage) -> None:
    actors = set(Entry.objects.exclude(actor__in=["operator", "visitor"]).values_list("verb", flat=True))
    assert actors == {
        "assemblies.acknowledge",
        "attestations.approve",
        "attestations.submit",
        *(f"composing.{one}" for one in COMPOSED),
        "consents.give",
        "duties.assess",
        "duties.draft",
        "duties.hand_in",
        "elections.announce",
        "elections.cast",
        "elections.enter_sheet",
        "elections.publish",
        "faces.propose",
        "faces.publish",
        "files.attach",
        "identities.apply_real_name",
        "identities.ask_employer",
        "identities.confirm",
        "identities.return_real_name",
        "identities.verify_real_name",
        "people.set_id_number",
        "plans.confirm_report",
        "plans.send_report",
        "requests.ask",
        "returns.approve",
        "returns.report",
        "rolls.propose",
        "rolls.publish",
        *(f"renewal.{one}" for one in RENEWED),
        *(f"motions.{one}" for one in MOVED),
        *(f"outside.{one}" for one in OUTSIDE),
        *(f"supervision.{one}" for one in SUPERVISED),
        "units.add",
        "units.approve_number",
        "units.cite",
        "units.cover",
        "units.put_in_force",
        "units.start_list",
    }
    assert not Entry.objects.exclude(channel="cli").exists()


def test_the_tree_stands_from_the_nation_to_the_villages(demo: Stage) -> None:
    counties = [one.short_name for one in demo.counties()]
    assert counties[-3:] == ["融安县科协", "融水县科协", "三江县科协"]
    assert len(counties) == 10
    assert len(demo.societies()) == len(names.SOCIETIES) == 24
    assert set(subtree(demo.organisations["000000"].pk)) >= {
        one.pk for one in demo.organisations.values() if one.closed is None
    }
    assert Division.objects.filter(poor=True).count() == len(names.POOR_COUNTIES)
    assert Division.objects.count() > 3000


def test_residents_of_every_county_are_known(demo: Stage) -> None:
    counted = dict(Population.objects.values_list("division__code", "people"))
    placed = set(Placement.objects.filter(organisation__kind="association").values_list("division__code", flat=True))
    assert counted.keys() == placed - {None}
    assert 4_000_000 < sum(counted[one.code] for one in demo.counties()) < 4_300_000
    hunan = [people for code, people in counted.items() if code.startswith("43") and not code.endswith("00")]
    assert len(hunan) == 122
    assert 66_000_000 < sum(hunan) < 67_000_000


def test_the_nation_stands_for_the_country(demo: Stage) -> None:
    assert demo.nation.placements.get(ends=None).division.code == "100000"
    assert division_by_code("430000").parent.code == "100000"


def test_the_country_has_its_provinces_prefectures_and_counties(demo: Stage) -> None:
    counted = Counter(one.level for one in demo.organisations.values() if one.kind == "association")
    assert counted == {"national": 1, "provincial": 4, "municipal": 17, "county": 122 + 6 + 8 + 10}
    assert [one.short_name for one in demo.below("4331", "association", "municipal")] == ["湘西州科协"]
    assert str(demo.organisations["430102"]) == "芙蓉区科协"
    assert demo.organisations["430102"].name == "长沙市芙蓉区科学技术协会"
    kinds = {one.kind for one in demo.organisations.values()}
    assert {"enterprise_association", "university_association", "park_association", "township_association"} < kinds


def test_societies_are_tied_up_and_down(demo: Stage) -> None:
    ties = Link.objects.filter(kind="uplink")
    assert set(ties.filter(source__code="tz-jixie").values_list("target__code", flat=True)) == {"js-jixie", "cn-jixie"}
    assert ties.filter(target__code="tz-jixie").exists()
    assert not ties.filter(source__code="tz-jinshu").exists()


def test_over_the_country_every_status_occurs_and_each_plan_has_some_met_some_missed_some_without_data(
    demo: Stage,
) -> None:
    plans = library().all()
    shown = board(plans, kept=False).figures
    found = {plan.id: {one.status for one in shown if one.commitment.plan == plan.id} for plan in plans}
    assert set.union(*found.values()) == set(Status)
    wanted = {Status.MET, Status.NO_DATA}
    assert {name for name, statuses in found.items() if not wanted <= statuses} == set()
    assert {name for name, statuses in found.items() if Status.MISSED not in statuses} <= {"luzhai-fictional"}


def test_every_association_with_people_has_a_congress_in_its_second_term_and_meetings(demo: Stage) -> None:
    for code in {code for code, people in demo.shares.items() if people >= LEAST} - {CITY}:
        elected = congresses.ELECTED[code]
        congress = demo.bodies[code, "congress"]
        terms = list(congress.terms.order_by("number"))
        assert [term.number for term in terms] == [elected.number - 1, elected.number]
        assert (terms[0].ends, terms[1].starts) == (elected.starts, elected.starts)
        assert terms[1].posts.exists()
        assert demo.bodies[code, "standing_committee"].meetings.count() >= 12
        sizes = [demo.bodies[code, kind].terms.latest("starts").posts.count() for kind in BODIES]
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[-1] > 0


BODIES = ("congress", "full_committee", "standing_committee")


def test_somebody_of_changsha_stayed_away_twice_and_nobody_of_the_province(demo: Stage) -> None:
    shown = board([library().plan("hunan")], commitments=["members-absent-twice"], kept=False).figures
    found = {one.subject.code: one.status for one in shown}
    assert (found[HUNAN], found[CHANGSHA]) == (Status.MET, Status.MISSED)


def test_a_national_council_grew_younger(demo: Stage) -> None:
    council = demo.bodies["cn-jixie", "council"]
    before, now = council.terms.order_by("number")
    latest = [max(one.person.birth_to for one in term.posts.select_related("person")) for term in (before, now)]
    assert latest[0] < latest[1]


def test_people_work_where_they_live(demo: Stage) -> None:
    units = Employment.objects.filter(person__keeper__code=CHANGSHA).values_list("unit_name", flat=True)
    assert all(unit.startswith("长沙") for unit in units)
    assert congresses.region_of(demo, "433100").units["medical"][0][0].startswith("湘西")
    assert congresses.region_of(demo, HUNAN).units["medical"][0][0].startswith("湖南")


def test_places_stand_where_their_keepers_stand(demo: Stage) -> None:
    assert Place.objects.filter(kind="workstation", organisation__code__startswith=CHUZHOU[:4]).count() == 21
    halls = Place.objects.filter(kind="science_hall", level="county").values_list("organisation__code", flat=True)
    assert not set(halls) & set(records.NO_HALL)
    assert halls.filter(division__code__startswith="43").count() > 60


def test_money_is_recorded_but_for_some_counties(demo: Stage) -> None:
    last = demo.today.year - 1
    spent = set(Funding.objects.filter(year=last).values_list("organisation__code", flat=True))
    counties = {one.code for one in demo.below("43", "association", "county")}
    assert len(counties - spent) == len(range(5, len(counties), records.WITHOUT_MONEY))
    assert fields.PREFECTURES.keys() <= spent


def test_luzhai_is_on_its_way(demo: Stage) -> None:
    shown = board([library().plan("luzhai-fictional")], kept=False).figures
    found = {one.commitment.id: one.status for one in shown}
    assert found["township-associations"] is Status.AT_RISK
    assert found["training-in-villages"] is Status.MET


def test_a_delegate_logs_in_as_a_person_of_the_congress(demo: Stage) -> None:
    user = demo.users["delegate"]
    person = User.objects.get(pk=user.pk).person
    assert person in demo.delegates
    assert not Post.objects.filter(person=person, term__body__kind="chair_meeting").exists()
    assert not user.grants.exists()


def test_whoever_qualifies_has_a_party_organisation(demo: Stage) -> None:
    tied = set(Link.objects.filter(kind="party_organisation_of").values_list("target__code", flat=True))
    qualified = Attribute.objects.filter(kind="party_conditions", value="1").values_list(
        "organisation__code", flat=True
    )
    assert {code for code in tied if code.startswith(("4502", "lz-"))} == {*qualified, CITY}
    assert len(tied & {one.code for one in demo.counties()}) == 8
    assert len([code for code in tied if code.startswith("43") and not code.endswith("00")]) == 112


def test_poor_villages_lie_in_poor_counties(demo: Stage) -> None:
    said = Attribute.objects.filter(kind="poor", value="1", organisation__kind="village")
    poor = said.filter(starts=to_int(organisations.POOR_SINCE))
    assert {row.organisation.code[:6] for row in poor.select_related("organisation")} == set(names.POOR_COUNTIES)
    assert poor.count() == 12


def test_the_congress_ran_for_a_term_before(demo: Stage) -> None:
    terms = Term.objects.filter(body=demo.bodies[CITY, "congress"]).order_by("number")
    assert [(term.number, term.starts) for term in terms] == [(8, municipal.EIGHTH), (9, municipal.NINTH)]
    assert terms[0].ends == municipal.NINTH
    assert terms[0].posts.exists()


def test_meetings_tell_who_came(demo: Stage) -> None:
    assert Meeting.objects.filter(body__kind="standing_committee").exists()
    assert set(Attendance.objects.values_list("status", flat=True)) == {"present", "absent", "excused"}


def test_nothing_lies_ahead(demo: Stage) -> None:
    assert not Activity.objects.filter(date__gt=to_int(demo.today)).exists()
    ahead = Meeting.objects.filter(date__gt=to_int(demo.today))
    assert set(ahead.values_list("status", flat=True)) <= {"planned", "convened"}


def test_one_number_is_approved_and_one_waits(demo: Stage) -> None:
    found = dict(Return.objects.filter(organisation=demo.city).values_list("indicator", "status"))
    assert found == {"headquarters_support_posts_cut": "approved", "poverty_batches": "submitted"}
    assert 270_000_000 < sum(works.EXHIBITION.values()) < 330_000_000


def test_what_is_missing_is_missing_on_purpose(demo: Stage) -> None:
    found = figures(demo)
    assert found["e-stations-in-every-county"].result.yes == 10 - len({code for code, _ in places.WITHOUT})
    assert found["societies-overdue-elections"].result.yes == 3
    assert found["training-in-poor-villages"].result.denominator == 12


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.username)
def test_accounts_can_log_in_and_hold_their_role(demo: Stage, account: DemoAccount) -> None:
    user = authenticate(username=account.username, password=DEMO_PASSWORD)
    assert isinstance(user, User)
    held = [(one.role, one.organisation.code, one.subtree) for one in user.grants.all()]
    assert held == ([(account.role, account.organisation, account.subtree)] if account.role else [])


def test_the_county_sees_its_own_people_only(demo: Stage) -> None:
    county = Actor(demo.users["county"])
    assert can(county, "people.see", demo.organisations[LUZHAI].pk)
    assert not can(county, "people.see", demo.city.pk)


def test_the_chair_put_their_name_under_what_the_city_reported(demo: Stage) -> None:
    report = Report.objects.get(organisation=demo.city)
    assert report.confirmed_by == demo.users["leader"].person
    assert (report.status, report.visibility) == ("sent", "system")


def test_an_association_without_a_chair_reports_nothing(demo: Stage) -> None:
    without = {code for name, code in reporting.CHAIRS.items() if demo.users[name].person is None}
    assert without
    assert not Report.objects.filter(organisation__code__in=without).exists()


def test_taizhou_s_lists_are_in_force_and_its_figures_counted_over_them(demo: Stage) -> None:
    lists = UnitList.objects.filter(organisation=demo.organisations[TAIZHOU], starts__isnull=False)
    assert set(lists.values_list("kind", flat=True)) == set(listed.WITHOUT)
    named = {"parks-with-association", "townships-with-association", "high-tech-enterprises-with-association"}
    shown = board([library().plan("taizhou-2017")], commitments=named, organisations=[demo.organisations[TAIZHOU].pk])
    values = {figure.commitment.id: figure.result.value for figure in shown.figures}
    assert values.keys() == named
    assert all(value is not None and 0 < value < 1 for value in values.values())
