"""What tests of duties begin with: Liuzhou's committees, who sits in them, and meetings that some stay away from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from cast import OPERATES, Cast, PersonFactory, PostFactory, TermFactory
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Role, Term
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.verbs.posts import form_body
from registry.privacy.given import self_act

TODAY = timezone.localdate()
YEAR = TODAY.year
EARLY = dt.date(YEAR, 1, 1)


@dataclass(frozen=True)
class Sitting:
    """Liuzhou's full and standing committee; engineer, official and a third sit in the first, two in the second."""

    cast: Cast
    full: Body
    standing: Body
    third: Person

    @property
    def engineer(self) -> Person:
        """Who does things themself."""
        return self.cast.engineer

    @property
    def official(self) -> Person:
        """Another member."""
        return self.cast.official

    def herself(self) -> Act:
        """What the engineer does."""
        return self_act(self.cast, self.engineer)


def body_with(organisation: Organisation, kind: str, people: Iterable[Person], role: Role = Role.MEMBER) -> Body:
    """A body whose term runs, with these people in it."""
    body: Body = form_body(OPERATES, organisation, {"kind": kind})
    term: Term = TermFactory(body=body)
    for person in people:
        PostFactory(term=term, person=person, role=role)
    return body


def committees(cast: Cast) -> Sitting:
    """Both committees."""
    third = PersonFactory(name="蓝天", keeper=cast.liuzhou)
    people = [cast.engineer, cast.official, third]
    full = body_with(cast.liuzhou, "full_committee", people)
    return Sitting(cast, full, body_with(cast.liuzhou, "standing_committee", people[:2]), third)


def met(body: Body, day: dt.date, states: Mapping[Person, str]) -> Meeting:
    """A meeting, and who came to it."""
    meeting: Meeting = verbs.record_meeting(OPERATES, body, {"date": day, "title": f"{day}会议"})
    if states:
        people = [{"person": person.pk, "state": state} for person, state in states.items()]
        verbs.record_attendance(OPERATES, meeting, {"people": people})
    return meeting


def days(number: int) -> list[dt.date]:
    """So many days before today, the earliest first, two months apart."""
    return [TODAY - dt.timedelta(days=60 * back) for back in range(number, 0, -1)]
