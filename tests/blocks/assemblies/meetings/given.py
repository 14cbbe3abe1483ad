"""A congress of a few delegates with rules of procedure, and meetings at each stage."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cast import Cast, PersonFactory, PostFactory, TermFactory, acts, user_with
from keqiao.blocks.assemblies.meetings import convening, planning, presence, rules, running
from keqiao.blocks.assemblies.meetings.models import Invitation, Rules
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act

TODAY = timezone.localdate()
TOMORROW = TODAY + dt.timedelta(days=1)
LATER = TODAY + dt.timedelta(days=30)


@dataclass(frozen=True)
class Hall:
    """Who sits in the congress, and who works for it. The chair is the first of the people."""

    cast: Cast
    people: list[Person]
    delegate: User
    clerk: Act
    leader: Act
    own: Act

    @property
    def chair(self) -> Person:
        """Holds the post that convenes."""
        return self.people[0]

    def planned(self, day: dt.date = LATER, **more: Any) -> Meeting:
        """A meeting that is being prepared."""
        return planning.plan_meeting(self.clerk, self.cast.congress, {"date": day, "begins": "", **more})

    def convened(self, day: dt.date = LATER, **more: Any) -> Meeting:
        """A meeting that was convened."""
        late = {"late": "急需研究"} if day < LATER else {}
        return convening.convene_meeting(self.leader, self.planned(day, **more), {"convener": self.chair.pk} | late)

    def running(self, there: int = 0, **more: Any) -> Meeting:
        """A meeting that goes on, with so many there."""
        made = running.open_meeting(self.clerk, self.convened(TODAY, **more), {})
        ids = list(made.invitations.filter(kind="due").order_by("pk").values_list("pk", flat=True)[:there])
        if ids:
            presence.check_in(self.clerk, made, {"invitations": ids})
        return made

    def closed(self, there: int = 5, **more: Any) -> Meeting:
        """A meeting that is over, with so many that were there."""
        return running.close_meeting(self.clerk, self.running(there, **more), {})

    def call(self, meeting: Meeting) -> Invitation:
        """The delegate's own invitation."""
        return meeting.invitations.get(person=self.delegate.person)


def hall(cast: Cast, size: int = 6) -> Hall:
    """So many delegates; the second of them has an account. Rules: two thirds, five days' notice, by the chair."""
    people = [PersonFactory(name=f"代表{number}", keeper=cast.liuzhou) for number in range(1, size + 1)]
    for person in people:
        PostFactory(term=cast.term, person=person, delegation="第一代表团")
    with ledger.exempt("given"):
        chairs = Body.objects.create(organisation=cast.liuzhou, kind="chair_meeting", name="主席会议")
    PostFactory(term=TermFactory(body=chairs), person=people[0], role="chair")
    delegate = user_with("delegate")
    with ledger.exempt("given"):
        delegate.person = people[1]
        delegate.save()
    made = Hall(cast, people, delegate, acts(cast.clerk), acts(cast.leader), acts(delegate))
    ruled(made)
    return made


def ruled(at: Hall, **more: Any) -> Rules:
    """Rules of the congress, in force for a year."""
    data = {
        "title": "代表大会议事规则",
        "starts": TODAY - dt.timedelta(days=365),
        "quorum": "2/3",
        "notice_days": 5,
        "convening_body": "chair_meeting",
        "convening_role": "chair",
        "rhythm": "gap",
        "months": 60,
    }
    return rules.adopt_rules(at.clerk, at.cast.congress, data | more)
