"""The city's elections and votes: one settled, one to be confirmed, one that goes on, one with sheets that differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

from keqiao.blocks.assemblies.elections.box import new_receipt
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.verbs import announcing, preparing, settling, voting
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act

CLERK, LEADER = "clerk", "leader"
ENOUGH = 20  # members of the standing committee
WRITING = (3, 11, 19)  # who names somebody who doesn't stand
LEANINGS = ((1, 2, 3), (1, 2, 4), (1, 2, 3), (1, 3), (1, 2, 3), (2, 3, 5), (1, 2, 3), (1, 4))


def build_elections(stage: Stage) -> None:
    """Four elections in different stages, and one after the second; a tiny demo has too few people for any."""
    if len(_members_of(stage.bodies["450200", "standing_committee"], ENOUGH)) < ENOUGH:
        return
    _work_report(stage)
    chairs = _vice_chairs(stage)
    _secretary(stage, chairs)
    _standing_members(stage)
    _members(stage)


def _members_of(body: Body, count: int, skip: int = 0) -> list[Person]:
    term = body.terms.order_by("-number")[0]
    return [one.person for one in term.posts.select_related("person").order_by("pk")[skip : skip + count]]


def _prepared(stage: Stage, body: Body, **data: Any) -> Election:
    return preparing.prepare(stage.act, body, data)


def _approved(stage: Stage, election: Election, standing: list[Person], tellers: list[Person]) -> Election:
    """Candidates, tellers that the meeting approved of, and the rules."""
    if standing:
        preparing.nominate(stage.act, election, {"people": [one.pk for one in standing], "nominated": "常委会提名"})
    watching, *counting = [one.pk for one in tellers]
    preparing.name_tellers(stage.act, election, {"scrutineers": [watching], "counters": counting})
    preparing.approve_tellers(stage.act, election, {"date": election.date})
    return preparing.approve_rules(stage.act, election)


def _work_report(stage: Stage) -> None:
    """A show of hands at the latest session of the full committee."""
    body = stage.bodies["450200", "full_committee"]
    meeting = body.meetings.order_by("-date").first()
    if meeting is None or meeting.date is None:
        return
    election = _prepared(
        stage,
        body,
        title="通过常委会工作报告",
        kind="matter",
        manner="hands",
        matter="通过九届常委会所作的工作报告。",
        date=meeting.date,
        meeting=meeting.pk,
    )
    _approved(stage, election, [], _members_of(body, 3, 10))
    voting.open_voting(stage.act, election)
    present = election.present or 0
    settling.enter_hands(stage.act, election, {"yes": present - 3, "no": 1, "abstain": 1})
    settling.confirm_result(stage.act, election, {})
    announcing.publish(_as(stage, LEADER), announcing.announce(_as(stage, CLERK), election, {}))


def _vice_chairs(stage: Stage) -> Election:
    """A secret vote of the standing committee that is counted and waits to be confirmed."""
    body = stage.bodies["450200", "standing_committee"]
    term = stage.bodies["450200", "chair_meeting"].terms.order_by("-number")[0]
    election = _prepared(
        stage,
        body,
        title="增选副主席",
        manner="online",
        date=stage.today - dt.timedelta(days=3),
        term=term.pk,
        role="vice_chair",
        seats=3,
        preset="association",
    )
    people = _members_of(body, 40)
    _approved(stage, election, people[8:13], people[14:17])
    voting.open_voting(stage.act, election)
    for place, line in enumerate(election.voters.select_related("election", "person").order_by("pk")):
        marks = {str(number): "for" if number in LEANINGS[place % 8] else "against" for number in range(1, 6)}
        written = {"5": "陆春生"} if place in WRITING else {}
        own = Act(Actor(User(username="voter", person=line.person)), "cli")
        voting.cast(own, line, {"marks": marks, "written": written, "receipt": new_receipt()})
    voting.close_voting(stage.act, election)
    return settling.count_votes(stage.act, election)


def _secretary(stage: Stage, before: Election) -> None:
    """The next step of the charter's chain, on the chair's nomination."""
    body = stage.bodies["450200", "standing_committee"]
    election = _prepared(
        stage,
        body,
        title="表决秘书长人选",
        manner="online",
        date=stage.today + dt.timedelta(days=4),
        term=before.term_id,
        role="secretary_general",
        seats=1,
        preset="society",
    )
    preparing.put_after(stage.act, election, {"after": before.pk})
    candidate = _members_of(body, 1, 20)[0]
    preparing.nominate(stage.act, election, {"people": [candidate.pk], "nominated": "主席提名", "resident": True})


def _standing_members(stage: Stage) -> None:
    """A vote on paper whose two sheets don't agree yet."""
    body = stage.bodies["450200", "full_committee"]
    meeting = body.meetings.order_by("-date").first()
    if meeting is None or meeting.date is None:
        return
    term = stage.bodies["450200", "standing_committee"].terms.order_by("-number")[0]
    election = _prepared(
        stage,
        body,
        title="增补常务委员",
        manner="paper",
        date=meeting.date,
        term=term.pk,
        role="member",
        seats=2,
        preset="enterprise",
    )
    sitting = set(term.posts.values_list("person", flat=True))
    people = [one for one in _members_of(body, 60) if one.pk not in sitting]
    _approved(stage, election, people[:3], people[4:7])
    voting.open_voting(stage.act, election)
    voting.close_voting(stage.act, election)
    present = election.present or 0
    valid = present - 2
    first = {"1": [valid - 9, 7, 2], "2": [valid - 20, 15, 5], "3": [24, valid - 24, 0]}
    sheet = {"issued": present, "returned": present - 1, "void": 1, "votes": first}
    counters = list(election.tellers.filter(duty="counter").order_by("pk"))
    settling.enter_sheet(_as(stage, CLERK), counters[0], sheet)
    votes = first | {"2": [valid - 21, 16, 5]}
    settling.enter_sheet(stage.act, counters[1], sheet | {"votes": votes})


def _members(stage: Stage) -> None:
    """A secret vote of all delegates that goes on now, so that a delegate finds a ballot on the phone."""
    body = stage.bodies["450200", "congress"]
    term = stage.bodies["450200", "full_committee"].terms.order_by("-number")[0]
    election = _prepared(
        stage,
        body,
        title="增选委员会委员",
        manner="online",
        date=stage.today,
        term=term.pk,
        role="member",
        seats=3,
        preset="association",
    )
    sitting = set(term.posts.values_list("person", flat=True))
    people = [one for one in _members_of(body, 120, 30) if one.pk not in sitting]
    _approved(stage, election, people[:5], people[6:9])
    voting.open_voting(stage.act, election)


def _as(stage: Stage, username: str) -> Act:
    return Act(Actor(stage.users[username]), "cli")
