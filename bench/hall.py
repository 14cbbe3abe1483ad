"""A hall for the bench of votes: an association's congress with so many delegates, each with a session of their own.

It is filled, everybody signs in over HTTP, and then the votes are opened: who is there is who has a vote.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.tallying import kept_result
from keqiao.blocks.assemblies.elections.verbs import preparing, voting
from keqiao.blocks.assemblies.meetings.convening import convene_meeting
from keqiao.blocks.assemblies.meetings.door import arrange_meeting, present_code
from keqiao.blocks.assemblies.meetings.planning import plan_meeting
from keqiao.blocks.assemblies.meetings.running import open_meeting
from keqiao.blocks.assemblies.models import AttendanceState, Meeting
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.contract import OPERATOR, Act

ACT = Act(OPERATOR, "cli")
STANDING, SEATS = 12, 10
LISTED = STANDING + 3  # the candidates and three tellers


def fill(delegates: int) -> dict[str, Any]:
    """A meeting that goes on and to which everybody was called: what the bench has to know to sign people in."""
    today = timezone.localdate()
    with ledger.exempt("bench"):
        unit = Organisation.objects.create(code="450200", name="柳州市科学技术协会", kind="association")
        Placement(organisation=unit).save()
        body = Body.objects.create(organisation=unit, kind="congress", name="代表大会")
        term = Term.objects.create(body=body, number=9, starts=dt.date(2021, 11, 22))
        people = [Person.objects.create(name=f"代表{number}", keeper=unit) for number in range(delegates)]
        Post.objects.bulk_create(Post(term=term, person=one, role="delegate") for one in people)
        users = [User.objects.create(username=f"delegate-{one.pk}", person=one) for one in people]
        clerk = User.objects.create(username="clerk")
        for role in ("clerk", "leader"):
            Grant(user=clerk, role=role, organisation=unit, subtree=True).save()
    meeting = plan_meeting(ACT, body, {"date": today, "title": "第九次代表大会", "begins": ""})
    meeting = convene_meeting(ACT, meeting, {"convener": people[0].pk})
    arrange_meeting(ACT, meeting, {"door": "fixed"})
    open_meeting(ACT, meeting, {})
    return {
        "meeting": str(meeting.public_id),
        "clerk": _session(clerk),
        "delegates": [_session(user) for user in users],
    }


def code() -> str:
    """What is printed at the door of the meeting."""
    return present_code(Meeting.objects.get())


def open_votes(votes: int) -> dict[str, Any]:
    """Open so many votes of whoever has signed in; what the bench has to know to cast, close and look."""
    meeting = Meeting.objects.select_related("body__organisation").get()
    came = list(meeting.attendance.values_list("status", flat=True))
    people = list(Person.objects.order_by("pk")[:LISTED])
    elections = [_opened(meeting, people, number) for number in range(1, votes + 1)]
    return {
        "present": came.count(AttendanceState.PRESENT),
        "rows": len(came),
        "elections": [_told(one) for one in elections],
    }


def _opened(meeting: Meeting, people: list[Person], number: int) -> Election:
    """One secret election of persons among 12 candidates for 10 seats."""
    given = {"title": f"第{number}项选举", "manner": "online", "date": meeting.date, "meeting": meeting.pk}
    given |= {"term": meeting.body.terms.get().pk, "role": "member", "seats": SEATS, "preset": "association"}
    one = preparing.prepare(ACT, meeting.body, given)
    preparing.nominate(ACT, one, {"people": [person.pk for person in people[:STANDING]]})
    tellers = [person.pk for person in people[STANDING:]]
    preparing.name_tellers(ACT, one, {"scrutineers": tellers[:1], "counters": tellers[1:]})
    preparing.approve_tellers(ACT, one, {"date": meeting.date})
    preparing.approve_rules(ACT, one)
    return voting.open_voting(ACT, one)


def _told(one: Election) -> dict[str, Any]:
    lines = one.voters.order_by("person").values_list("public_id", flat=True)
    return {"id": str(one.public_id), "lines": [str(line) for line in lines]}


def _session(user: User) -> dict[str, str]:
    """The cookies of a browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return {name: one.value for name, one in client.cookies.items()}


def found() -> list[dict[str, Any]]:
    """What the database has of each vote in the end."""
    told = []
    for one in Election.objects.order_by("pk"):
        result = kept_result(one)
        yes = {} if result is None else {str(line.number): line.votes.yes for line in result.lines}
        told.append(
            {
                "ballots": one.ballots.count(),
                "receipts": one.receipts.count(),
                "voted": one.voters.filter(voted=True).count(),
                "sealed": one.sealed_ballots.count(),
                "yes": yes,
            }
        )
    return told
