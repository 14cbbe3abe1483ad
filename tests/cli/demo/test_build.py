"""The demo as built: who is in it, and figures of the city's plan in every state."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import authenticate

from keqiao.blocks.activities.models import Activity
from keqiao.blocks.assemblies.models import Attendance, Meeting
from keqiao.blocks.returns.models import Return
from keqiao.cli.demo import municipal, names, organisations, places, works
from keqiao.cli.demo.build import LUZHAI
from keqiao.cli.demo.stage import CITY, Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor, can
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Attribute, Link
from keqiao.kernel.organisations.tree import subtree
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Term
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.status import Status
from keqiao.plans.figures import board
from keqiao.plans.library import library

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
    assert (congress.result.yes, congress.result.denominator, congress.result.unknown) == (180, 273, 6)
    assert (full.result.yes, full.result.denominator) == (128, 183)
    assert full.due == to_int(municipal.ninth_term(demo.today).ends)


def test_on_the_days_that_follow_the_full_committee_stays_on_its_line(demo: Stage) -> None:
    later = to_int(demo.today + dt.timedelta(days=7))
    assert figures(demo, as_of=later)["full-committee-front-line"].status is Status.ON_TRACK


def test_everybody_is_made_up_and_as_many_as_asked(demo: Stage) -> None:
    assert Person.objects.count() == 600
    assert not Person.objects.filter(synthetic=False).exists()
    assert 0 < Employment.objects.filter(confirmed=False).count() < 60


def test_everything_was_done_by_verbs(demo: Stage) -> None:
    actors = set(Entry.objects.exclude(actor="operator").values_list("verb", flat=True))
    assert actors == {"returns.report", "returns.approve"}
    assert not Entry.objects.exclude(channel="cli").exists()


def test_the_tree_stands_from_the_nation_to_the_villages(demo: Stage) -> None:
    counties = [one.short_name for one in demo.counties()]
    assert counties[-3:] == ["融安县科协", "融水县科协", "三江县科协"]
    assert len(counties) == 10
    assert len(demo.societies()) == len(names.SOCIETIES) == 24
    assert set(subtree(demo.organisations["000000"].pk)) == {one.pk for one in demo.organisations.values()}
    assert Division.objects.filter(poor=True).count() == len(names.POOR_COUNTIES)
    assert Division.objects.count() > 3000


def test_residents_of_every_county_are_known(demo: Stage) -> None:
    counted = dict(Population.objects.values_list("division__code", "people"))
    assert counted.keys() == {one.code for one in demo.counties()}
    assert 4_000_000 < sum(counted.values()) < 4_300_000


def test_whoever_qualifies_has_a_party_organisation(demo: Stage) -> None:
    tied = set(Link.objects.filter(kind="party_organisation_of").values_list("target__code", flat=True))
    qualified = Attribute.objects.filter(kind="party_conditions", value="1").values_list(
        "organisation__code", flat=True
    )
    assert tied == {*qualified, CITY}
    assert len(tied & {one.code for one in demo.counties()}) == 8


def test_poor_villages_lie_in_poor_counties(demo: Stage) -> None:
    poor = Attribute.objects.filter(kind="poor", value="1", starts=to_int(organisations.POOR_SINCE))
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
    assert not Meeting.objects.filter(date__gt=to_int(demo.today)).exists()


def test_one_number_is_approved_and_one_waits(demo: Stage) -> None:
    found = dict(Return.objects.values_list("indicator", "status"))
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
    assert [(one.role, one.organisation.code, one.subtree) for one in user.grants.all()] == [
        (account.role, account.organisation, account.subtree)
    ]


def test_the_county_sees_its_own_people_only(demo: Stage) -> None:
    county = Actor(demo.users["county"])
    assert can(county, "people.see", demo.organisations[LUZHAI].pk)
    assert not can(county, "people.see", demo.city.pk)
