"""A hall for the bench of votes: an association's congress with so many delegates, each with a session of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.tallying import kept_result
from keqiao.blocks.assemblies.elections.verbs import preparing, voting
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.verbs import record_attendance, record_meeting
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.contract import OPERATOR, Act

ACT = Act(OPERATOR, "cli")
STANDING, SEATS = 12, 10


def fill(delegates: int, votes: int) -> dict[str, Any]:
    """Everybody is there and so many votes are open: what the bench has to know to cast, close and look."""
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
    meeting = record_meeting(ACT, body, {"date": today, "title": "第九次代表大会"})
    record_attendance(ACT, meeting, {"people": [{"person": one.pk, "state": "present"} for one in people]})
    elections = [_opened(body, meeting, term, people, number) for number in range(1, votes + 1)]
    return {
        "clerk": _session(clerk),
        "delegates": [_session(user) for user in users],
        "elections": [_told(one) for one in elections],
    }


def _opened(body: Body, meeting: Meeting, term: Term, people: list[Person], number: int) -> Election:
    """One secret election of persons among 12 candidates for 10 seats."""
    given = {"title": f"第{number}项选举", "manner": "online", "date": meeting.date, "meeting": meeting.pk}
    given |= {"term": term.pk, "role": "member", "seats": SEATS, "preset": "association"}
    one = preparing.prepare(ACT, body, given)
    preparing.nominate(ACT, one, {"people": [person.pk for person in people[:STANDING]]})
    tellers = [person.pk for person in people[STANDING : STANDING + 3]]
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
