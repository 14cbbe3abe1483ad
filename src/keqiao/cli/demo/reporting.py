"""Figures that went upward: who leads an association is a person there, and put a name under what was reported."""

from __future__ import annotations

from keqiao.cli.demo.shares import CHANGSHA, CITY, HUNAN
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Act, Actor, VerbData
from keqiao.plans.reports import verbs as reports
from keqiao.registry.verbs import access

CHAIRS = {"leader": CITY, "hnleader": HUNAN, "csleader": CHANGSHA}

# Association, its plan, who confirms, who sends, and who may see the report in the end.
REPORTS = (
    (CITY, "liuzhou-2017", "leader", "clerk", "system"),
    (HUNAN, "hunan", "hnleader", "hnclerk", "public"),
    (CHANGSHA, "hunan", "csleader", "csclerk", "unit"),
)


def build_leaders(stage: Stage) -> None:
    """Say that the leaders' accounts are those of the chairs. A small demo may lack a chair."""
    for username, code in CHAIRS.items():
        own = stage.organisations[code]
        chairs = Post.objects.filter(term__body__organisation=own, term__body__kind="chair_meeting", role="chair")
        for chair in chairs:
            linked = {"username": username, "person": chair.person_id}
            stage.users[username] = access.link_person(stage.act, own, linked)


def build_reports(stage: Stage) -> None:
    """Confirm and send; what more than the unit may see is proposed by one and approved by another."""
    for code, plan, confirms, sends, visibility in REPORTS:
        if stage.users[confirms].person is None:
            continue
        leader, clerk = (Act(Actor(stage.users[name]), "cli") for name in (confirms, sends))
        report = reports.confirm_report(leader, stage.organisations[code], {"plan": plan})
        reports.send_report(clerk, report, VerbData())
        reports.propose_visibility(clerk, report, {"visibility": visibility})
        if report.proposed:
            reports.approve_visibility(leader, report, VerbData())
