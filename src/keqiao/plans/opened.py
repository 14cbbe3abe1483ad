"""A figure opened: its rule as a sentence, the records behind it, its history, and what would have to change."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Label
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body
from keqiao.look.charts import Chart
from keqiao.look.formats import enumerated, percent
from keqiao.plans.composition import bodies_of, requirements
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment, Scope
from keqiao.plans.engine.constraint import LINEAR
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.plans.engine.questions import MAIN, Question
from keqiao.plans.engine.results import Result
from keqiao.plans.engine.scans import Said, Scanner
from keqiao.plans.engine.tree import Node
from keqiao.plans.figures import Board
from keqiao.plans.history import history_chart
from keqiao.plans.joint import body_repair
from keqiao.plans.joint_words import joint_words
from keqiao.plans.models import Report
from keqiao.plans.moved import Moved, movements_of
from keqiao.plans.packages.package import Package
from keqiao.plans.records import RecordLine, describer
from keqiao.plans.repairs import located_words
from keqiao.plans.sentences.commitments import Sentence, sentence
from keqiao.plans.sentences.languages import CHINESE
from keqiao.plans.sentences.phrases import Phraser
from keqiao.plans.shown import language, result_words
from keqiao.plans.solve.body import Outcome
from keqiao.plans.world import DjangoDatabase

KIND_LABELS: Mapping[str, Label] = {
    kind.value: Label(str(kind.label), kind.value.replace("_", " ")) for kind in OrganisationKind
}


@dataclass(frozen=True)
class Record:
    """One counted thing in words. ``verdict``: YES, NO or UNKNOWN."""

    verdict: int
    label: str
    detail: str = ""
    group: str = ""
    url: str = ""


@dataclass(frozen=True)
class Given:
    """What another association below gives to a figure: its value, as of a day, and the report; none: not reported."""

    unit: str
    said: str
    as_of: dt.date | None
    url: str


@dataclass(frozen=True)
class Group:
    """How many of a group count, don't, and aren't known to."""

    name: str
    yes: int
    no: int
    unknown: int


@dataclass(frozen=True)
class Together:
    """What a whole body needs for all its requirements to hold, as sentences, and its page."""

    words: Sequence[str]
    url: str


@dataclass(frozen=True)
class Opened:
    """The inside of a figure; what is slow is only worked out when it is looked at."""

    figure: Figure
    package: Package
    board: Board

    @cached_property
    def sentence(self) -> Sentence:
        """The rule in both languages."""
        return sentence(self.figure.commitment, schema.all_facts(), KIND_LABELS)

    @cached_property
    def repair(self) -> str:
        """What would have to change."""
        return located_words(self.figure, self.board)

    @cached_property
    def together(self) -> Together | None:
        """What the whole body needs of which the figure counts people; None where it counts no single body's."""
        kinds = bodies_counted(self.figure)
        if self.figure.valued_on != today() or len(kinds) != 1:
            return None
        [kind] = kinds
        body = Body.objects.filter(organisation=self.figure.subject.id, kind=kind).first()
        demands = requirements(self.figure.subject.id, kind) if body is not None else []
        found = body_repair(self.figure.subject.id, kind, demands)
        if body is None or found is None or found.joint.outcome is Outcome.HOLDS:
            return None
        return Together(joint_words(found), reverse("body", args=[body.public_id]))

    @cached_property
    def chart(self) -> Chart | None:
        """The history; None while there is nothing to draw."""
        return history_chart(self.figure, self.package)

    @cached_property
    def moved(self) -> list[Moved]:
        """The latest movements and their causes."""
        return movements_of(self.figure.commitment, self.figure.subject.id)

    @property
    def names_persons(self) -> bool:
        """Whether the records name persons, so that only staff who may see people see them one by one."""
        return self.figure.commitment.scope is not Scope.EACH and describer(self.figure.commitment.fact).names_persons

    @cached_property
    def groups(self) -> list[Group]:
        """The records by group, as far as they have groups; counts only, for everybody."""
        counts = Counter((record.group, record.verdict) for record in self._records if record.group)
        names = dict.fromkeys(group for group, _verdict in counts)
        found = [Group(name, counts[name, YES], counts[name, NO], counts[name, UNKNOWN]) for name in names]
        return sorted(found, key=lambda group: -(group.yes + group.no + group.unknown))

    @property
    def silent(self) -> list[Given]:
        """Other associations below that have something to report and didn't."""
        return [one for one in self.given if one.as_of is None]

    @cached_property
    def given(self) -> list[Given]:
        """What other associations below reported for it, in administrative order."""
        others = self.board.others(self.figure)
        used = self.board.reports(self.figure)
        reports = Report.objects.in_bulk([used[unit.id] for unit in others if unit.id in used])
        units = sorted(others, key=lambda unit: unit.code)
        return [_given(self.figure.commitment, unit, others[unit], reports.get(used.get(unit.id, 0))) for unit in units]

    def records(self, *, names: bool) -> Sequence[Record]:
        """The records, those that don't count first; none when they name persons and the reader may not see names."""
        return self._records if names or not self.names_persons else ()

    @cached_property
    def _records(self) -> list[Record]:
        made = self.figure.commitment
        if made.scope is Scope.EACH:
            return _units(self.board, self.figure)
        question = next(one for one in self.board.asked_for(self.figure).questions if one.part == MAIN)
        period = self.figure.result.period
        scanner = Scanner(DjangoDatabase(), schema.all_facts())
        said = scanner.listed(question, self.board.leaves(self.figure), period.key if period else 0)
        lines = describer(made.fact).describe([one.id for one in said])
        return [_record(made, question, one, lines[one.id]) for one in said if one.id in lines]


def bodies_counted(figure: Figure) -> set[str]:
    """The kinds of bodies of its own whose people a share or count is about."""
    made = figure.commitment
    linear = made.measure in LINEAR and made.fact == "posts" and made.scope is Scope.OWN
    return bodies_of(made.where) if linear and made.where is not None else set()


def opened(figure: Figure, package: Package, found: Board) -> Opened:
    """The inside of a figure of a board."""
    return Opened(figure, package, found)


def _given(made: Commitment, unit: Node, result: Result, report: Report | None) -> Given:
    if report is None:
        return Given(unit.name, "", None, "")
    url = reverse("report", args=[made.plan, unit.code, report.public_id])
    return Given(unit.name, result_words(made, result), days.to_date(report.as_of), url)


def _record(made: Commitment, question: Question, said: Said, line: RecordLine) -> Record:
    lacking = _lacking(question, said)
    detail = _("；").join(part for part in (line.detail, lacking) if part)
    return Record(said.verdict, line.label, detail, line.group, line.url)


def _lacking(question: Question, said: Said) -> str:
    """Of a unit that isn't covered, which demands it lacks."""
    if said.verdict == YES or not said.lacks:
        return ""
    chosen = language()
    names = []
    for number in said.lacks:
        demand = question.withs[number]
        fact = schema.get(demand.fact)
        phrase = Phraser(chosen, fact).phrase(demand.where) if demand.where is not None else ""
        label = chosen.label(fact.label)
        whole = f"{phrase}的{label}" if chosen is CHINESE else f"{label} where {phrase}"
        names.append(whole if phrase else label)
    return _("缺：%(names)s") % {"names": enumerated(names)}


def _units(board: Board, figure: Figure) -> list[Record]:
    answers = {True: YES, False: NO, None: UNKNOWN}
    found = []
    for unit, result in board.units(figure).items():
        detail = _("所在科协尚未报送") if result.silent else _unit_words(figure.commitment, result)
        found.append(Record(answers[result.holds], unit.name, detail))
    return sorted(found, key=lambda record: record.verdict)


def _unit_words(made: Commitment, result: Result) -> str:
    counted = f"{result.yes}/{int(result.denominator)}" if result.yes is not None and result.denominator else ""
    value = percent(result.value) if result.value is not None and made.unit == "percent" else ""
    return " · ".join(part for part in (value, counted) if part) or _("没有可以统计的记录")
