"""A congress in the making: Liuzhou allots seats to a county and a society, whose lists tests fill in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from cast import OPERATES, Cast, EmploymentFactory, PersonFactory, acts, user_with
from keqiao.blocks.assemblies.composing import approval, lists, publishing, seats
from keqiao.blocks.assemblies.composing.models import Allotment, Making, Nominee, NomineeList, Publicity
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import Purpose
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.privacy.verbs.consents import record_consent
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice


def day(away: int) -> dt.date:
    """A day so many days from today."""
    return timezone.localdate() + dt.timedelta(days=away)


@dataclass
class Congress:
    """The making and who works on it."""

    cast: Cast
    making: Making
    county: Allotment
    society: Allotment
    society_clerk: User

    @property
    def clerk(self) -> Act:
        """Who organises it."""
        return acts(self.cast.clerk)

    @property
    def leader(self) -> Act:
        """Who approves it."""
        return acts(self.cast.leader)

    @property
    def county_clerk(self) -> Act:
        """Who fills in the county's list."""
        return acts(self.cast.county_clerk)

    @property
    def list(self) -> NomineeList:
        """The county's list."""
        return NomineeList.objects.get(allotment=self.county)

    def now(self) -> Making:
        """The making as it is stored."""
        return Making.objects.select_related("body__organisation").get(pk=self.making.pk)

    def nominate(self, *people: Person, on: Allotment | None = None, **more: Any) -> list[Nominee]:
        """Put people on a unit's list, the county's unless told otherwise."""
        allotment = on or self.county
        act = self.county_clerk if allotment == self.county else acts(self.society_clerk)
        slate = NomineeList.objects.get(allotment=allotment)
        return [lists.nominate(act, slate, {"person": one.pk, **more}) for one in people]

    def report(self, on: Allotment | None = None) -> None:
        """Report a unit's list."""
        allotment = on or self.county
        act = self.county_clerk if allotment == self.county else acts(self.society_clerk)
        lists.report(act, NomineeList.objects.get(allotment=allotment), {})

    def merged(self, front: int = 2, others: int = 1) -> Making:
        """Both lists reported, accepted and merged: three of the county's, one of the society's."""
        county = [engineer(self.cast.luzhai) for _ in range(front)] + [
            official(self.cast.luzhai) for _ in range(others)
        ]
        self.nominate(*county)
        self.nominate(engineer(self.cast.society), on=self.society)
        for allotment in (self.county, self.society):
            self.report(allotment)
            lists.accept_list(self.clerk, Allotment.objects.get(pk=allotment.pk), {})
        return lists.merge(self.clerk, self.now(), {})

    def approved(self, front: int = 2, others: int = 1) -> Making:
        """The same, approved; what isn't met is explained by nobody."""
        return self.approved_from(self.merged(front, others))

    def approved_from(self, made: Making) -> Making:
        """A merged list, approved."""
        approval.submit(self.clerk, made, {})
        return approval.approve(self.leader, self.now(), {"body": "市科协党组", "day": day(0)})


def engineer(keeper: Organisation, born: int = 1990, **more: Any) -> Person:
    """Somebody of an enterprise, young, a woman."""
    made = PersonFactory(
        keeper=keeper, sex="female", birth_from=dt.date(born, 6, 1), birth_to=dt.date(born, 6, 30), **more
    )
    EmploymentFactory(person=made)
    return made


def official(keeper: Organisation) -> Person:
    """Somebody of the government who leads there, older, a man."""
    made = PersonFactory(keeper=keeper, sex="male", birth_from=dt.date(1965, 1, 1), birth_to=dt.date(1965, 12, 31))
    EmploymentFactory(
        person=made, unit_name="县政府", position="局长", source_class="government", leading_official=True
    )
    return made


def begun(cast: Cast, **more: Any) -> Making:
    """A making of the next congress, for which no seats are allotted."""
    data = {"seats": 4, "day": day(60), **more}
    return seats.begin(acts(cast.clerk), cast.congress, data)


@pytest.fixture
def congress(cast: Cast) -> Congress:
    """Three seats for the county, one for the society; the lists are open."""
    act = acts(cast.clerk)
    made = begun(cast)
    county = seats.allot(act, made, {"unit": cast.luzhai.code, "seats": 3, "front_line": "2", "women": "1/3"})
    society = seats.allot(act, made, {"unit": cast.society.code, "seats": 1})
    seats.issue(act, made, {})
    clerk = user_with("society-clerk", "clerk", cast.society)
    return Congress(cast, made, county, society, clerk)


PURPOSE = {
    "code": "publish-lists",
    "name": "公示名单",
    "kind": "publication",
    "basis": "consent",
    "data": ["name", "duties"],
    "why": "接受监督",
    "who": "组织部",
    "keeps": "公示期满",
}
OFFICE = {"contact": "组织部", "phone": "0772-2825000"}


def asking(cast: Cast) -> Purpose:
    """What people are asked to consent to before a list is public."""
    found = Purpose.objects.filter(organisation=cast.liuzhou, code="publish-lists").first()
    if found is None:
        found = define_purpose(OPERATES, cast.liuzhou, PURPOSE)
        publish_notice(OPERATES, found, {"text": "名单将向社会公示。"})
    return found


def consents(person: Person) -> None:
    """Somebody signed that their name may be public."""
    sheet = {"purpose": "publish-lists", "channel": "paper", "evidence": "登记表第1号", "day": day(0)}
    record_consent(OPERATES, person, sheet)


def published(congress: Congress, made: Making, starts: int = -20, ends: int = -8) -> Publicity:
    """The list was public for some days that have passed."""
    asking(congress.cast)
    one = publishing.publish(congress.clerk, made, {"starts": day(0), "ends": day(20), **OFFICE})
    with ledger.exempt("given"):
        one.starts, one.ends = day(starts), day(ends)
        one.save()
    return one
