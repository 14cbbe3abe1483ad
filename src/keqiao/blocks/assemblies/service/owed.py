"""Who owes what in a year: holders of posts, less what they did. Computed each time, stored nowhere."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from keqiao.blocks.assemblies.models import DutyAct, DutyKind
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body

from .models import DutyReport, DutyRule, ReportStatus, RuleKind
from .rules import due_day, yearly_rules, yearly_rules_in
from .sitting import posts_on

# By which duty acts a rule is met.
MET_BY: Mapping[str, frozenset[str]] = {
    RuleKind.OUTPUT: frozenset({DutyKind.REPORT, DutyKind.PROPOSAL}),
    RuleKind.DUTY_REPORT: frozenset({DutyKind.DUTY_REPORT}),
}


@dataclass(frozen=True)
class Owed:
    """One duty of one person in a body for a year. ``report``: the duty report as far as it is written."""

    body: Body
    person: Person
    rule: DutyRule
    year: int
    done: int
    report: DutyReport | None = None

    @property
    def due(self) -> dt.date:
        """The last day on which it is in time."""
        return due_day(self.rule, self.year)

    @property
    def is_done(self) -> bool:
        """Whether as much as is asked was done."""
        return self.done >= self.rule.number

    @property
    def waits(self) -> bool:
        """Whether it is with staff now, who owe a receipt."""
        return not self.is_done and self.report is not None and self.report.status == ReportStatus.HANDED_IN

    @property
    def is_late(self) -> bool:
        """Whether it wasn't done, nor handed in, by its day."""
        return not self.is_done and not self.waits and self.due < timezone.localdate()

    @property
    def came_late(self) -> bool:
        """Whether it was handed in after its day."""
        return self.report is not None and self.report.handed_in is not None and self.report.handed_in > self.due

    @property
    def word(self) -> str:
        """Where it stands, as a code: ``done``, ``waits``, ``late`` or ``open``."""
        return "done" if self.is_done else "waits" if self.waits else "late" if self.is_late else "open"


def owed_in(body: Body, year: int) -> list[Owed]:
    """Every yearly duty of every member of a body, by rule and then in the order of the posts; four queries."""
    rules = yearly_rules(body, year)
    people = members(body, year)
    if not rules or not people:
        return []
    done = _done([body.pk], year)
    written = {one.person_id: one for one in DutyReport.objects.filter(body=body, year=year)}
    return [_owed(body, person, rule, year, done, written) for rule in rules.values() for person in people]


def owed_by(person: Person, year: int) -> list[Owed]:
    """What one person owes for a year in all bodies in which they sit."""
    bodies = bodies_of(person)
    numbers = [body.pk for body in bodies]
    done = _done(numbers, year, person)
    written = {one.body_id: one for one in DutyReport.objects.filter(body__in=numbers, year=year, person=person)}
    rules = yearly_rules_in(numbers, year)
    return [
        _owed(body, person, rule, year, done, {person.pk: written[body.pk]} if body.pk in written else {})
        for body in bodies
        for rule in rules.get(body.pk, ())
    ]


def members(body: Body, year: int) -> Sequence[Person]:
    """Who holds a post in the body: today, or of a year that is over, on its last day. Each once."""
    day = min(to_int(dt.date(year, 12, 31)), today())
    return list({post.person_id: post.person for post in posts_on(body, day)}.values())


def bodies_of(person: Person) -> list[Body]:
    """The bodies in which a person sits today, in terms that no later one has replaced."""
    held = person.posts.running(today()).select_related("term__body__organisation").order_by("term__body")
    return list({post.term.body_id: post.term.body for post in held}.values())


def ruled_bodies(organisation: Organisation) -> list[Body]:
    """The bodies of an organisation that ask something of their members."""
    return list(organisation.bodies.filter(duty_rules__isnull=False).distinct().order_by("pk"))


def counts(found: Iterable[Owed]) -> Counter[str]:
    """How many duties stand where."""
    return Counter(one.word for one in found)


def _owed(
    body: Body,
    person: Person,
    rule: DutyRule,
    year: int,
    done: Counter[tuple[int, int, str]],
    written: Mapping[int, DutyReport],
) -> Owed:
    number = sum(done[body.pk, person.pk, kind] for kind in MET_BY[rule.kind])
    report = written.get(person.pk) if rule.kind == RuleKind.DUTY_REPORT else None
    return Owed(body, person, rule, year, number, report)


def _done(bodies: Sequence[int], year: int, person: Person | None = None) -> Counter[tuple[int, int, str]]:
    acts = DutyAct.objects.filter(body__in=bodies, year=year)
    if person is not None:
        acts = acts.filter(person=person)
    return Counter(acts.values_list("body", "person", "kind"))
