"""A whole country: all plans over a snapshot of a million people (and ten), beside peers that count the same."""

from __future__ import annotations

import os
import resource
import tempfile
from dataclasses import replace
from pathlib import Path

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Kind
from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.evaluate import Asked, answers_to, ask, judge
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.rules import Age, Column, Comparison, Literal, Operator, both
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.snapshots.use import Snapshot
from keqiao.plans.world import Installation

from . import byhand
from .country import make_country
from .measuring import Measured, measured, once
from .table import Row, seconds

SIZES = tuple(int(size) for size in os.environ.get("KEQIAO_BENCH_PEOPLE", "1000000,10000000").split(","))
SAMPLE = 40  # organisations asked one by one; the rest is reckoned from them


def rows() -> list[Row]:
    """All claims about the country."""
    found: list[Row] = []
    scans: dict[int, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="keqiao-country-") as folder:
        for people in SIZES:
            snapshot = Snapshot(make_country(Path(folder) / str(people), people))
            scans[people] = _all_plans(snapshot, people, found)
            found += _ten_rules(snapshot, people)
            if people == SIZES[0]:
                found += [_ten_times_the_commitments(snapshot), *_one_by_one(snapshot, people)]
            snapshot.close()
    if len(SIZES) > 1:
        found.append(_ten_times_the_people(scans))
    return found


def _asked(world: Installation, packages: list[Package]) -> list[Asked]:
    day = today()
    return [one for package in packages for one in ask(package.commitments, package.scope, world, day)]


def _all_plans(snapshot: Snapshot, people: int, found: list[Row]) -> Measured:
    world = Installation(snapshot)
    asked = _asked(world, library().all())
    scanner = Scanner(snapshot, schema.all_facts())
    counted = measured(lambda: answers_to(asked, scanner), runs=3)
    judged = once(lambda: judge(asked, world, counted.result))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = f"{people:,} people, {people // 2:,} posts"
    scope = f"{len(library().all())} plans, {len(asked)} commitments"
    found.append(Row(f"{size}: counting for all of {scope}", seconds(counted), f"peak of the process {peak:,.0f} MiB"))
    found.append(Row(f"{size}: {len(judged.result):,} figures judged from the counters", seconds(judged), "—"))
    return counted


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


def _ten_rules(snapshot: Snapshot, people: int) -> list[Row]:
    """The same ten rules by the engine, by one statement written by hand, and by NumPy over arrays that lie ready."""
    questions = _questions(Installation(snapshot))
    scanner = Scanner(snapshot, schema.all_facts())
    ours = measured(lambda: scanner.answers(questions), runs=3)
    hand = measured(lambda: list(snapshot.rows(byhand.by_hand(today()), ())), runs=3)
    dense = measured(byhand.arrays(snapshot.connection, today()), runs=3)
    size = f"{people:,} people: {len(questions)} rules about posts"
    return [
        _paired(f"{size} beside one statement written by hand", ours, hand, 2),
        _paired(f"{size} beside NumPy over arrays that lie ready", ours, dense, 4),
    ]


def _paired(claim: str, ours: Measured, peer: Measured, bound: int) -> Row:
    return Row(f"{claim} (bound {bound}×)", seconds(ours), seconds(peer), ours.cpu <= bound * peer.cpu)


def _one_by_one(snapshot: Snapshot, people: int) -> list[Row]:
    """A query for each commitment and organisation: a sample is run and the rest reckoned from it."""
    world = Installation(snapshot)
    organisations = sorted(world.tree(today()).nodes)
    questions = _questions(world)
    ours = measured(lambda: Scanner(snapshot, schema.all_facts()).answers(questions), runs=3)
    step = max(len(organisations) // SAMPLE, 1)
    sample = organisations[::step][:SAMPLE]

    def ask_each() -> None:
        for number, organisation in enumerate(sample):
            list(snapshot.rows(byhand.one_by_one(today(), organisation, number % len(byhand.RULES)), ()))

    part = once(ask_each)
    whole = part.cpu / len(sample) * len(organisations) * len(questions)
    return [
        Row(
            f"{people:,} people: all at once beside a query for each rule and organisation (bound 50×)",
            seconds(ours),
            f"{whole:,.0f} s CPU reckoned from {len(sample)} of {len(organisations) * len(questions):,} queries",
            whole >= 50 * ours.cpu,
        )
    ]


def _ten_times_the_commitments(snapshot: Snapshot) -> Row:
    """The same questions, and ten times as many that differ by an age."""
    questions = _questions(Installation(snapshot))
    many = [_aged(question, years) for years in range(10) for question in questions]
    once_each = _counting(snapshot, questions)
    tenfold = _counting(snapshot, many)
    return Row(
        f"{len(many)} rules beside {len(questions)} (bound 3×)",
        seconds(tenfold),
        seconds(once_each),
        tenfold.cpu <= 3 * once_each.cpu,
    )


def _aged(question: Question, years: int) -> Question:
    older = Comparison(Age("birth", Column("term_start", Kind.DATE)), Operator.GE, Literal(years + 20, Kind.INT))
    return replace(question, where=both(question.where, older))


def _counting(snapshot: Snapshot, questions: list[Question]) -> Measured:
    return measured(lambda: Scanner(snapshot, schema.all_facts()).answers(questions), runs=3)


def _ten_times_the_people(scans: dict[int, Measured]) -> Row:
    few, many = SIZES[0], SIZES[-1]
    times = many / few
    return Row(
        f"counting for {many:,} people beside {few:,} (bound {times:.0f}×)",
        seconds(scans[many]),
        seconds(scans[few]),
        scans[many].cpu <= times * scans[few].cpu,
    )
