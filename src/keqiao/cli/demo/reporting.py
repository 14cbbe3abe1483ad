"""Figures that went upward: who leads an association is a person there, and put a name under what was reported."""

from __future__ import annotations

from keqiao.cli.demo.congresses import OTHER, YEARS, region_of
from keqiao.cli.demo.rosters import SEXES, body_of
from keqiao.cli.demo.shares import CHANGSHA, CITY, HUNAN, REPORTING
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.models import User
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Act, Actor, VerbData
from keqiao.plans.reports import verbs as reports
from keqiao.registry.verbs import access, people, posts

CHAIRS = {"leader": CITY, "hnleader": HUNAN, "csleader": CHANGSHA}
# By the first digits of its code, under which plan an association reports and whose clerk sends it.
PLANS = {"4502": ("liuzhou-2017", "clerk"), "43": ("hunan", "hnclerk"), "3212": ("taizhou-2017", "")}
BORN = (1964, 1978)  # years in which those were born who lead

# Association, its plan, who confirms, who sends, and who may see the report in the end.
REPORTS = (
    (CITY, "liuzhou-2017", "leader", "clerk", "system"),
    (CHANGSHA, "hunan", "csleader", "csclerk", "unit"),
    (HUNAN, "hunan", "hnleader", "hnclerk", "public"),
)


def build_leaders(stage: Stage) -> None:
    """Say whose the leaders' accounts are; those of smaller associations can't log in, they only confirm."""
    for username, code in CHAIRS.items():
        _link(stage, stage.organisations[code], username)
    for code in REPORTING:
        if code not in stage.shares:
            continue
        own = stage.organisations[code]
        if (code, "chair_meeting") not in stage.bodies:
            _elect_chair(stage, own)
        access.create_user(stage.act, own, {"username": f"leader-{code}", "display_name": f"{own}主席"})
        access.grant(stage.act, own, {"username": f"leader-{code}", "role": "leader"})
        _link(stage, own, f"leader-{code}")


def build_reports(stage: Stage) -> None:
    """Confirm and send from the counties up; a wider public is proposed by one and approved by another."""
    for code in REPORTING:
        if code in stage.shares:
            plan, sends = next(told for begins, told in PLANS.items() if code.startswith(begins))
            _report(stage, code, plan, f"leader-{code}", sends, "system")
    for report in REPORTS:
        _report(stage, *report)


def _report(stage: Stage, code: str, plan: str, confirms: str, sends: str, visibility: str) -> None:
    if stage.users[confirms].person is None:
        return
    leader = Act(Actor(stage.users[confirms]), "cli")
    clerk = Act(Actor(stage.users[sends]), "cli") if sends else stage.act
    report = reports.confirm_report(leader, stage.organisations[code], {"plan": plan})
    reports.send_report(clerk, report, VerbData())
    if visibility != report.visibility:
        reports.propose_visibility(clerk, report, {"visibility": visibility})
    if report.proposed:
        reports.approve_visibility(leader, report, VerbData())


def _link(stage: Stage, own: Organisation, username: str) -> None:
    """The account is its chair's. A small demo may lack a chair."""
    stage.users[username] = User.objects.get(username=username)
    chairs = Post.objects.filter(term__body__organisation=own, term__body__kind="chair_meeting", role="chair")
    for chair in chairs:
        linked = {"username": username, "person": chair.person_id}
        stage.users[username] = access.link_person(stage.act, own, linked)


def _elect_chair(stage: Stage, own: Organisation) -> None:
    """The one person whom a small association has leads it."""
    made = stage.people.person("government", BORN, region_of(stage, own.code))
    person = people.enrol(
        stage.act,
        own,
        {
            "name": made.name,
            "sex": SEXES[made.sex],
            "ethnicity": made.ethnicity,
            "birth": made.born,
            "unit_name": made.unit,
            "position": made.position,
            "source_class": "government",
            "synthetic": True,
        },
    )
    term = posts.open_term(
        stage.act,
        body_of(stage, own, "chair_meeting"),
        {"number": OTHER.number, "starts": OTHER.starts, "ends": OTHER.starts.replace(year=OTHER.starts.year + YEARS)},
    )
    posts.elect(stage.act, term, {"person": person.pk, "role": "chair", "resident": True})
