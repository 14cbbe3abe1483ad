"""Tallies: counters kept up to date by dirty rows and days of change, so that a page adds instead of counting.

A refresh reads which organisations' rows of which facts changed (``Dirty``) or change by themselves by now
(``Coming``), counts just those again, and deletes the dirty rows it has read and no later ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns import ledger
from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.questions import BASELINE, Question, questions_of
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.library import library
from keqiao.plans.models import Coming, Counted, Tally
from keqiao.plans.movements import Watched
from keqiao.plans.packages.package import Package
from keqiao.plans.world import DjangoDatabase

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

    def leaves(self, question: Question) -> set[int] | None:
        """Organisations at which a question changed; None: everywhere, since a unit may belong to another's rows."""
        if any(one.fact in self.by_fact for one in question.withs):
            return None
        found = self.by_fact.get(question.fact, set())
        return found if len(found) <= MOST_LEAVES else None


def refresh(day: int) -> int:
    """Bring all tallies up to date for a day (today). Returns how many statements were run."""
    if not _outdated(day):
        return 0
    with transaction.atomic(), ledger.exempt("tallies"):
        Counted.objects.get_or_create(plan=LOCK)
        Counted.objects.select_for_update().get(plan=LOCK)
        return _Refresh(day).run()


def _outdated(day: int) -> bool:
    """Whether anything at all could have changed: two short queries on the way to most pages."""
    if Dirty.objects.exists() or Coming.objects.filter(day__lte=day).exists():
        return True
    counted = {(row.plan, row.digest, row.day) for row in Counted.objects.exclude(plan=LOCK)}
    return counted != {(package.id, package.digest, day) for package in library().all()}


class _Refresh:
    """One refresh, in its transaction."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.facts = schema.all_facts()
        self.scanner = Scanner(DjangoDatabase(), self.facts)

    def run(self) -> int:
        changed = self.changed()
        packages = library().all()
        whole = [question for package in packages for question in self.outdated(package)]
        others = set(whole)
        part = [one for package in packages for one in _questions(package, self.day) if one not in others]
        self.forget(packages)
        before = Watched.before(packages, self.day, changed.by_fact) if changed.read and not whole else None
        self.count(whole, None)
        self.count_changed(part, changed)
        if before is not None:
            before.note_movements(changed.entries)
        Coming.objects.filter(day__lte=self.day).delete()
        self.note_coming([*whole, *part], changed, everywhere=bool(whole))
        for start in range(0, len(changed.read), BATCH):
            Dirty.objects.filter(pk__in=changed.read[start : start + BATCH]).delete()
        for package in packages:
            Counted.objects.update_or_create(plan=package.id, defaults={"digest": package.digest, "day": self.day})
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
        counted = Counted.objects.filter(plan=package.id, digest=package.digest).first()
        now = _questions(package, self.day)
        if counted is None:
            return now
        before = {_asked_alike(question, counted.day) for question in _questions(package, counted.day)}
        return [question for question in now if _asked_alike(question, self.day) not in before]

    def forget(self, packages: Iterable[Package]) -> None:
        """Tallies of plans and commitments that are no more."""
        known = {made.key for package in packages for made in package.commitments}
        Tally.objects.exclude(commitment__in=known).delete()
        Counted.objects.exclude(plan__in=[LOCK, *(package.id for package in packages)]).delete()

    def count(self, questions: list[Question], leaves: set[int] | None) -> None:
        """Count questions at these organisations (None: everywhere) and put the counters in place of the old ones."""
        if not questions:
            return
        self.scanner.leaves = None if leaves is None else frozenset(leaves)
        answers = self.scanner.answers(questions)
        for question in questions:
            old = Tally.objects.filter(commitment=question.commitment, part=question.part)
            if question.tag:
                old = old.filter(period=question.tag)
            (old if leaves is None else old.filter(organisation__in=leaves)).delete()
        Tally.objects.bulk_create(
            (_tally(question, place, counts) for question in questions for place, counts in answers[question].items()),
            batch_size=BATCH,
        )

    def count_changed(self, questions: list[Question], changed: Changed) -> None:
        groups: dict[frozenset[int] | None, list[Question]] = {}
        for question in questions:
            leaves = changed.leaves(question)
            if leaves is None or leaves:
                groups.setdefault(None if leaves is None else frozenset(leaves), []).append(question)
        for group, asked in groups.items():
            self.count(asked, None if group is None else set(group))

    def note_coming(self, questions: list[Question], changed: Changed, *, everywhere: bool) -> None:
        """The next days of change: of all rows when something was counted anew everywhere, else of changed ones."""
        rules = _rules_by_fact(question for question in questions if question.day == self.day)
        for fact, said in rules.items():
            leaves = None if everywhere else changed.by_fact.get(fact, set())
            if leaves is not None and not leaves:
                continue
            self.scanner.leaves = None if leaves is None else frozenset(leaves)
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


def _tally(question: Question, place: Place, counts: Counts) -> Tally:
    organisation, period = place
    return Tally(
        plan=question.commitment.partition("/")[0],
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
