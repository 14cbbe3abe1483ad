"""What is measured of a country of one size: counting for all plans, ten rules, ten times the rules, one by one."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Kind
from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.evaluate import Asked, answers_to, ask, judge
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.rules import Age, Column, Comparison, Literal, Operator, both
from keqiao.plans.engine.scans import Answers, Scanner
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.snapshots.use import Snapshot
from keqiao.plans.world import Installation

from . import alike, analyst, byhand
from .country import make_country
from .measuring import Measured, once
from .scale import Size
from .table import Row, seconds

SAMPLE = 40  # organisations asked one by one; the rest is reckoned from them
RUNS = 3


def measure(folder: Path, people: int, *, everything: bool) -> Size:
    """Every claim about a size; those about numbers of rules and single queries with ``everything``."""
    snapshot = Snapshot(make_country(folder, people))
    found, cpu = _all_plans(snapshot, people)
    found += _ten_rules(snapshot, people)
    if everything:
        found += [_ten_times_the_commitments(snapshot), _one_by_one(snapshot, people)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found.append(
        Row(f"{people:,} people: the peak of the process that made and measured all this", f"{peak:,.0f} MiB", "—")
    )
    snapshot.close()
    return Size(found, cpu)


def repeated(*works: Callable[[], Any]) -> list[Measured]:
    """Once to warm up, then the medians of some runs, in turns so that a busy machine slows all of them.

    Memory isn't traced and no result is kept: either slows Python's part, and the more the larger the results are.
    """
    for work in works:
        work()
    runs = [[replace(once(work), result=None) for work in works] for _ in range(RUNS)]
    return [_medians([run[n] for run in runs]) for n in range(len(works))]


def _medians(found: list[Measured]) -> Measured:
    walls, cpus = statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found)
    return Measured(walls, cpus, 0.0, None)


def _asked(world: Installation, packages: list[Package]) -> list[Asked]:
    day = today()
    return [one for package in packages for one in ask(package.commitments, package.scope, world, day)]


def _all_plans(snapshot: Snapshot, people: int) -> tuple[list[Row], float]:
    """All plans counted by the engine and by the analyst's statement, which have to agree; then judged."""
    world = Installation(snapshot)
    asked = _asked(world, library().all())

    def count() -> Answers:
        return answers_to(asked, Scanner(snapshot, schema.all_facts()))

    def count_by_hand() -> list[tuple[Any, ...]]:
        return list(snapshot.rows(analyst.statement(today()), ()))

    count()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ours, hand = repeated(count, count_by_hand)
    answers = count()
    organisations = len(world.tree(today()).nodes)
    size = f"{people:,} people, {_number(snapshot, 'posts_post'):,} posts, {organisations:,} organisations"
    found = [
        Row(
            f"{size}: counting for all {len(asked)} commitments of {len(library().all())} plans beside one statement"
            " written by hand (bound 2×)",
            f"{seconds(ours)}; peak of the process {peak:,.0f} MiB",
            seconds(hand),
            ours.cpu <= 2 * hand.cpu,
        ),
        _agreement(asked, answers, count_by_hand()),
    ]
    judged = once(lambda: judge(asked, world, answers))
    found.append(
        Row(f"{people:,} people: {len(judged.result):,} figures judged from the counters", seconds(judged), "—")
    )
    return found, ours.cpu


def _number(snapshot: Snapshot, table: str) -> int:
    ((number,),) = snapshot.rows(f"SELECT COUNT(*) FROM {table}", ())
    return int(number)


def _agreement(asked: list[Asked], answers: Answers, rows: list[tuple[Any, ...]]) -> Row:
    ours, theirs = alike.by_engine(asked, answers), alike.by_hand(rows)
    different = alike.differences(ours, theirs)
    questions = len({what for what, _organisation, _period in ours})
    return Row(
        f"the counters of both, of {questions} different questions at every organisation and period, are the same",
        f"{len(ours):,} counters",
        f"{len(theirs):,} by hand, {len(different):,} differ{': ' + '; '.join(different[:3]) if different else ''}",
        not different,
    )


def _questions(world: Installation) -> list[Question]:
    """The ten rules as the plans ask them: those of the national plan that are about posts."""
    wanted = {(body, role) for body, role, _asked_of in byhand.RULES}
    made = [one for one in library().plan("cast-2016").commitments if one.fact == "posts" and one.that is not None]
    scope = library().plan("cast-2016").scope
    asked = [one for one in ask(made, scope, world, today()) if _about(one, wanted)]
    return [question for one in asked for question in one.questions if question.part == "main"]


def _about(one: Asked, wanted: set[tuple[str, str]]) -> bool:
    text = repr(one.commitment.where)
    return any(f"'{body}'" in text and f"'{role}'" in text for body, role in wanted)


def _counting(snapshot: Snapshot, questions: list[Question]) -> Callable[[], Answers]:
    return lambda: Scanner(snapshot, schema.all_facts()).answers(questions)


def _ten_rules(snapshot: Snapshot, people: int) -> list[Row]:
    """The same ten rules by the engine, by one statement written by hand, and by NumPy with and without reading."""
    questions = _questions(Installation(snapshot))
    ours, hand, read, dense = repeated(
        _counting(snapshot, questions),
        lambda: list(snapshot.rows(byhand.by_hand(today()), ())),
        lambda: byhand.arrays(snapshot.connection, today())(),
        byhand.arrays(snapshot.connection, today()),
    )
    size = f"{people:,} people: {len(questions)} rules about posts"
    return [
        _paired(f"{size} beside one statement written by hand", ours, hand, 2),
        _paired(f"{size} beside NumPy that reads and joins the same tables first", ours, read, 4),
        _paired(f"{size} beside NumPy over joined arrays that lie ready", ours, dense, 4),
    ]


def _paired(claim: str, ours: Measured, peer: Measured, bound: int) -> Row:
    return Row(f"{claim} (bound {bound}×)", seconds(ours), seconds(peer), ours.cpu <= bound * peer.cpu)


def _one_by_one(snapshot: Snapshot, people: int) -> Row:
    """A query for each commitment and organisation: a sample is run and the rest reckoned from it."""
    world = Installation(snapshot)
    organisations = sorted(world.tree(today()).nodes)
    questions = _questions(world)
    (ours,) = repeated(_counting(snapshot, questions))
    sample = organisations[:: max(len(organisations) // SAMPLE, 1)][:SAMPLE]

    def ask_each() -> None:
        for number, organisation in enumerate(sample):
            list(snapshot.rows(byhand.one_by_one(today(), organisation, number % len(byhand.RULES)), ()))

    part = once(ask_each)
    queries = len(organisations) * len(questions)
    whole = part.cpu / len(sample) * queries
    return Row(
        f"{people:,} people: all at once beside a query for each rule and organisation (bound 50×)",
        seconds(ours),
        f"{whole:,.0f} s CPU reckoned from {len(sample)} of {queries:,} queries",
        whole >= 50 * ours.cpu,
    )


def _ten_times_the_commitments(snapshot: Snapshot) -> Row:
    """The same questions, and ten times as many that differ by an age."""
    questions = _questions(Installation(snapshot))
    many = [_aged(question, years) for years in range(10) for question in questions]
    once_each, tenfold = repeated(_counting(snapshot, questions), _counting(snapshot, many))
    return _paired(f"{len(many)} rules beside {len(questions)}", tenfold, once_each, 3)


def _aged(question: Question, years: int) -> Question:
    older = Comparison(Age("birth", Column("term_start", Kind.DATE)), Operator.GE, Literal(years + 20, Kind.INT))
    return replace(question, where=both(question.where, older))
