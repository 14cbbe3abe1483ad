"""Tallies: counters kept up to date by dirty rows and days of change, so that a page adds instead of counting.

A refresh reads which organisations' rows of which facts changed (``Dirty``) or change by themselves by now
(``Coming``), counts just those again, and deletes the dirty rows it has read and no later ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns import ledger
from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.questions import BASELINE, Question, questions_of
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.scans import Answers, Scanner
from keqiao.plans.library import library
from keqiao.plans.models import Coming, Counted, Tally
from keqiao.plans.movements import Watched
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.world import DjangoDatabase, Installation

LOCK = "*"  # the row of Counted that one refresh at a time holds
BATCH = 500
MOST_LEAVES = 2000  # organisations named in a query; of more, everything is looked at


@dataclass
class Changed:
    """Organisations whose rows have to be counted again, by fact, and the dirty rows that said so."""

    by_fact: dict[str, set[int]] = field(default_factory=dict)
    read: list[int] = field(default_factory=list)
    entries: dict[str, set[int]] = field(default_factory=dict)

    def add(self, fact: str, organisation: int) -> None:
        """One more."""
        self.by_fact.setdefault(fact, set()).add(organisation)

    def leaves(self, question: Question, *, at_home: bool) -> set[int] | None:
        """Organisations at which a question changed; None: everywhere, since a unit may belong to another's rows."""
        if not at_home and any(one.fact in self.by_fact for one in question.withs):
            return None
        found = set().union(*(self.by_fact.get(fact, ()) for fact in question.facts))
        return found if len(found) <= MOST_LEAVES else None


def refresh(day: int, world: Installation | None = None) -> int:
    """Bring all tallies up to date for a day (today). Returns how many statements were run.

    ``world``: what was looked up already.
    """
    if not _outdated(day):
        return 0
    with transaction.atomic(), ledger.exempt("tallies"):
        Counted.objects.get_or_create(plan=LOCK)
        Counted.objects.select_for_update().get(plan=LOCK)
        return _Refresh(day, Reporting(like=world)).run()


def _outdated(day: int) -> bool:
    """Whether anything at all could have changed: two short queries on the way to most pages."""
    if Dirty.objects.exists() or Coming.objects.filter(day__lte=day).exists():
        return True
    counted = {(row.plan, row.digest, row.day) for row in Counted.objects.exclude(plan=LOCK)}
    return counted != {(package.id, package.digest, day) for package in library().all()}


class _Refresh:
    """One refresh, in its transaction."""

    def __init__(self, day: int, world: Reporting) -> None:
        self.day, self.world = day, world
        self.facts = schema.all_facts()
        self.scanner = Scanner(DjangoDatabase(), self.facts)
        self.counted = {row.plan: row for row in Counted.objects.exclude(plan=LOCK)}

    def run(self) -> int:
        changed = self.changed()
        packages = library().all()
        whole = [question for package in packages for question in self.outdated(package)]
        others = set(whole)
        part = [one for package in packages for one in _questions(package, self.day) if one not in others]
        self.forget(packages)
        before = None
        if changed.read and not whole:
            before = Watched.before(packages, self.day, changed.by_fact, self.world)
        self.count(whole)
        self.count_changed(part, changed)
        if before is not None:
            before.note_movements(changed.entries)
        Coming.objects.filter(day__lte=self.day).delete()
        self.note_coming([*whole, *part], changed, everywhere=bool(whole))
        for start in range(0, len(changed.read), BATCH):
            Dirty.objects.filter(pk__in=changed.read[start : start + BATCH]).delete()
        self.note_counted(packages)
        return self.scanner.statements

    def changed(self) -> Changed:
        """What is dirty or due. Just the rows read here are deleted: one with a smaller number may yet be committed."""
        found = Changed()
        for pk, fact, organisation, entry in Dirty.objects.values_list("pk", "fact", "organisation", "entry"):
            found.add(fact, organisation)
            found.read.append(pk)
            if entry is not None:
                found.entries.setdefault(fact, set()).add(entry)
        for fact, organisation in Coming.objects.filter(day__lte=self.day).values_list("fact", "organisation"):
            found.add(fact, organisation)
        return found

    def outdated(self, package: Package) -> list[Question]:
        """Questions to be counted everywhere: of a new version, or asked otherwise than when last counted."""
        counted = self.counted.get(package.id)
        now = _questions(package, self.day)
        if counted is None or counted.digest != package.digest:
            return now
        if counted.day == self.day:
            return []
        before = {_asked_alike(question, counted.day) for question in _questions(package, counted.day)}
        return [question for question in now if _asked_alike(question, self.day) not in before]

    def forget(self, packages: Iterable[Package]) -> None:
        """Tallies of plans and commitments that are no more; as long as no package changed there are none."""
        now = {package.id: package.digest for package in packages}
        if {plan: row.digest for plan, row in self.counted.items()} == now:
            return
        known = {made.key for package in packages for made in package.commitments}
        Tally.objects.exclude(commitment__in=known).delete()
        Counted.objects.exclude(plan__in=[LOCK, *now]).delete()

    def note_counted(self, packages: Iterable[Package]) -> None:
        """What is counted by now, where that is news."""
        for package in packages:
            counted = self.counted.get(package.id)
            if counted is None or (counted.digest, counted.day) != (package.digest, self.day):
                now = {"digest": package.digest, "day": self.day}
                Counted.objects.update_or_create(plan=package.id, defaults=now)

    def look_at(self, leaves: Iterable[int] | None, *, at_home: bool = True) -> None:
        """Whose rows are scanned (None: everybody's); ``at_home``: others' rows say nothing about these either."""
        self.scanner.leaves = None if leaves is None else frozenset(leaves)
        self.scanner.facts = self.facts
        if leaves is not None and at_home:
            self.scanner.facts = {name: one.among(leaves) for name, one in self.facts.items()}

    def count(self, questions: list[Question]) -> None:
        """Count questions everywhere, and put the counters in place of the old ones."""
        self.look_at(None)
        answers = self.scanner.answers(questions)
        for question in questions:
            old = Tally.objects.filter(plan=_plan(question), commitment=question.commitment, part=question.part)
            (old.filter(period=question.tag) if question.tag else old).delete()
        self.keep(_tally(one, place, counts) for one in questions for place, counts in answers[one].items())

    def count_changed(self, questions: list[Question], changed: Changed) -> None:
        """Count questions again where they changed."""
        everywhere: list[Question] = []
        groups: dict[tuple[frozenset[int], bool], list[Question]] = {}
        for question in questions:
            at_home = self.is_at_home(question)
            leaves = changed.leaves(question, at_home=at_home)
            if leaves is None:
                everywhere.append(question)
            elif leaves:
                groups.setdefault((frozenset(leaves), at_home), []).append(question)
        self.count(everywhere)
        for (group, at_home), asked in groups.items():
            self.look_at(group, at_home=at_home)
            self.replace(asked, group, self.scanner.answers(asked))

    def is_at_home(self, question: Question) -> bool:
        """Whether what a question says of an organisation rests on nobody else's rows."""
        itself = not self.facts[question.fact].unit
        return all(itself and one.by == "organisation" for one in question.withs)

    def replace(self, questions: Sequence[Question], leaves: Iterable[int], answers: Answers) -> None:
        """Put counters of these organisations in place of the old ones where they differ."""
        now = {
            (one.commitment, one.part, *place): _tally(one, place, counts)
            for one in questions
            for place, counts in answers[one].items()
        }
        asked = {(one.commitment, one.part, one.tag) for one in questions}
        old = Tally.objects.filter(
            plan__in={_plan(one) for one in questions},
            commitment__in={one.commitment for one in questions},
            organisation__in=leaves,
        )
        gone = []
        for tally in old:
            if asked.isdisjoint({(tally.commitment, tally.part, tag) for tag in (0, tally.period)}):
                continue
            key = tally.commitment, tally.part, tally.organisation, tally.period
            if key in now and _said(now[key]) == _said(tally):
                del now[key]
            else:
                gone.append(tally.pk)
        for start in range(0, len(gone), BATCH):
            Tally.objects.filter(pk__in=gone[start : start + BATCH]).delete()
        self.keep(now.values())

    def keep(self, tallies: Iterable[Tally]) -> None:
        """Write them down."""
        Tally.objects.bulk_create(tallies, batch_size=BATCH)

    def note_coming(self, questions: list[Question], changed: Changed, *, everywhere: bool) -> None:
        """The next days of change: of all rows when something was counted anew everywhere, else of changed ones."""
        rules = _rules_by_fact(question for question in questions if question.day == self.day)
        for fact, said in rules.items():
            leaves = None if everywhere else changed.by_fact.get(fact, set())
            if leaves is not None and not leaves:
                continue
            self.look_at(leaves)
            coming = self.scanner.changes(fact, self.day, said)
            old = Coming.objects.filter(fact=fact)
            (old if leaves is None else old.filter(organisation__in=leaves)).delete()
            Coming.objects.bulk_create(
                (Coming(fact=fact, organisation=leaf, day=day) for leaf, day in coming.items()), batch_size=BATCH
            )


def _questions(package: Package, day: int) -> list[Question]:
    found = []
    for made in package.commitments:
        valued = day if made.due.day is None else min(day, made.due.day)
        found += questions_of(made, valued, package.adopted)
    return found


def _asked_alike(question: Question, today: int) -> tuple[object, ...]:
    """What has to be the same for tallies of another day to be still good: the periods, and a day that isn't today.

    Of what is asked for today, days of change tell; a baseline of a year before moves on with each day.
    """
    moving = question.day if question.part.startswith(BASELINE) and question.day != today else 0
    return question.commitment, question.part, question.tag, question.periods, moving


def _rules_by_fact(questions: Iterable[Question]) -> Mapping[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for question in questions:
        rules = found.setdefault(question.fact, [])
        rules += [rule for rule in (question.where, question.that) if rule is not None]
        for one in question.withs:
            found.setdefault(one.fact, []).extend([one.where] if one.where is not None else [])
    return found


def _plan(question: Question) -> str:
    return question.commitment.partition("/")[0]


def _said(tally: Tally) -> tuple[object, ...]:
    return tally.day, tally.yes, tally.no, tally.unknown, tally.amount, tally.band


def _tally(question: Question, place: Place, counts: Counts) -> Tally:
    organisation, period = place
    return Tally(
        plan=_plan(question),
        commitment=question.commitment,
        part=question.part,
        organisation=organisation,
        period=period,
        day=question.day,
        yes=counts.yes,
        no=counts.no,
        unknown=counts.unknown,
        amount=counts.amount,
        band=counts.band,
    )
