"""An election on stage: Liuzhou's standing committee of nine, which elects three of five candidates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from cast import Cast, PersonFactory, PostFactory, TermFactory, acts, user_with
from keqiao.blocks.assemblies.elections import box
from keqiao.blocks.assemblies.elections.models import Election, Teller, Voter
from keqiao.blocks.assemblies.elections.roll import numbers as numbers_on
from keqiao.blocks.assemblies.elections.rules import read_rules
from keqiao.blocks.assemblies.elections.verbs import preparing, settling, voting
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.verbs import record_attendance, record_meeting
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Term
from keqiao.kernel.verbs.contract import Act

SIZE, STANDING, SEATS = 9, 5, 3


@dataclass
class Stand:
    """Who elects whom, and who acts."""

    cast: Cast
    body: Body
    term: Term
    members: list[Person]
    clerk: Act
    leader: Act
    used: dict[str, Any] = field(default_factory=dict)

    @property
    def candidates(self) -> list[Person]:
        """The first of the members."""
        return self.members[:STANDING]

    def act_of(self, person: Person) -> Act:
        """What a member does on the phone."""
        if person.pk not in self.used:
            user = user_with(f"member-{person.pk}")
            with ledger.exempt("given"):
                user.person = person
                user.save()
            self.used[person.pk] = acts(user)
        return self.used[person.pk]


def stand_of(cast: Cast, size: int = SIZE) -> Stand:
    """The committee, its term that runs and its members."""
    with ledger.exempt("given"):
        body = Body.objects.create(organisation=cast.liuzhou, kind="standing_committee", name="常委会")
    term = TermFactory(body=body)
    members = [PersonFactory(name=f"常委{number}", keeper=cast.liuzhou) for number in range(1, size + 1)]
    for person in members:
        PostFactory(term=term, person=person, role="member")
    return Stand(cast, body, term, members, acts(cast.clerk), acts(cast.leader))


def prepared(stand: Stand, **changes: Any) -> Election:
    """The election of three vice-chairs, rules as they are usual in enterprises."""
    given: dict[str, Any] = {
        "title": "选举副主席",
        "kind": "persons",
        "manner": "online",
        "date": timezone.localdate(),
        "term": stand.term.pk,
        "role": "vice_chair",
        "seats": SEATS,
        "preset": "enterprise",
    }
    return preparing.prepare(stand.clerk, stand.body, given | changes)


def matter(stand: Stand, manner: str = "hands", **changes: Any) -> Election:
    """A vote on the work report."""
    given = {"title": "通过工作报告", "kind": "matter", "matter": "通过常委会工作报告。", "manner": manner}
    return prepared(stand, **(given | {"term": None, "role": None, "preset": "matter"} | changes))


def with_rules(stand: Stand, election: Election, **changes: Any) -> Election:
    """Other rules."""
    return preparing.set_rules(stand.clerk, election, read_rules(election.rules).model_dump() | changes)


def approved(stand: Stand, election: Election) -> Election:
    """Five stand, two watch and count, the rules are approved."""
    if election.persons:
        preparing.nominate(stand.clerk, election, {"people": [one.pk for one in stand.candidates]})
    watching, counting, second = stand.members[STANDING : STANDING + 3]
    preparing.name_tellers(stand.clerk, election, {"scrutineers": [watching.pk], "counters": [counting.pk, second.pk]})
    preparing.approve_tellers(stand.clerk, election, {"date": election.date})
    return preparing.approve_rules(stand.leader, election)


def opened(stand: Stand, election: Election | None = None) -> Election:
    """Voting goes on."""
    return voting.open_voting(stand.clerk, approved(stand, election or prepared(stand)))


def vote(stand: Stand, election: Election, person: Person, *numbers: int, **more: Any) -> str:
    """Somebody votes for these numbers and against the others. Returns the receipt."""
    code = box.new_receipt()
    places = numbers_on(election)
    marks = {str(place): "for" if place in numbers else "against" for place in places}
    line = Voter.objects.get(election=election, person=person)
    caster = stand.act_of(line.holder or person)
    voting.cast(caster, line, {"marks": marks | more.pop("marks", {}), "receipt": code, **more})
    return code


def closed(stand: Stand, election: Election) -> Election:
    """Voting is over, and counted, as happens by itself once the transaction is through."""
    voting.close_voting(stand.clerk, election)
    return settling.count_votes(stand.clerk, election)


def met(stand: Stand, present: int = SIZE, *, day: dt.date | None = None) -> Meeting:
    """A meeting today to which so many of the members came."""
    meeting = record_meeting(stand.clerk, stand.body, {"date": day or timezone.localdate(), "title": "第二次会议"})
    states = ["present" if place < present else "absent" for place in range(len(stand.members))]
    people = [{"person": one.pk, "state": state} for one, state in zip(stand.members, states, strict=True)]
    record_attendance(stand.clerk, meeting, {"people": people})
    return meeting


def counters(election: Election) -> list[Teller]:
    """Those who count."""
    return list(election.tellers.filter(duty="counter").order_by("pk"))


def sheet(election: Election, **changes: Any) -> dict[str, Any]:
    """A sheet on which everything fits: nine ballots, three candidates far ahead."""
    votes = {"1": [9, 0, 0], "2": [8, 1, 0], "3": [6, 2, 1], "4": [2, 7, 0], "5": [1, 8, 0]}
    return {"issued": 9, "returned": 9, "void": 0, "votes": votes} | changes
