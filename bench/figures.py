"""Figures: how many statements an evaluation takes, and one change beside counting everything."""

from __future__ import annotations

import datetime as dt

from keqiao.kernel.facts import schema
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Term
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.plans.engine.evaluate import Asked, answers_to, ask, evaluate
from keqiao.plans.engine.scans import Scanner, scans_of
from keqiao.plans.library import library
from keqiao.plans.models import Counted
from keqiao.plans.tallies import refresh
from keqiao.plans.world import DjangoDatabase, Installation
from keqiao.registry.verbs.posts import elect, end_post

from .measuring import measured
from .table import Row, seconds

ACT = Act(OPERATOR, "bench")


def rows() -> list[Row]:
    """All claims about figures."""
    world = Installation()
    asked = [one for package in library().all() for one in ask(package.commitments, package.scope, world, today())]
    return [*_scans(asked, world), _one_change()]


def _scans(asked: list[Asked], world: Installation) -> list[Row]:
    questions = [question for one in asked for question in one.questions]
    scanner = Scanner(DjangoDatabase(), schema.all_facts())
    answers_to(asked, scanner)
    wanted = len(scans_of(questions))
    together = measured(lambda: evaluate(asked, world, Scanner(DjangoDatabase(), schema.all_facts())))
    apart = measured(lambda: [_alone(one, world) for one in asked])
    count = sum(max(len(one.subjects), 1) for one in asked)
    return [
        Row(
            f"{len(asked)} commitments take one statement for each fact, grain, day and periods",
            f"{scanner.statements} statements",
            f"{wanted} scans",
            scanner.statements == wanted,
        ),
        Row(
            "evaluating all of them at once beside a query for each commitment",
            seconds(together),
            f"{seconds(apart)} ({count} evaluations)",
            together.cpu < apart.cpu,
        ),
    ]


def _alone(one: Asked, world: Installation) -> object:
    return evaluate([one], world, Scanner(DjangoDatabase(), schema.all_facts()))


def _one_change() -> Row:
    """One post more, one post less: the refresh counts one organisation's posts."""
    city = Organisation.objects.get(code="450200")
    term = Term.objects.filter(body__organisation=city, body__kind="congress").latest("starts")
    person = Person.objects.exclude(posts__term=term).first()
    refresh(today())

    def change() -> None:
        made = elect(ACT, term, {"person": person.pk, "role": "delegate", "starts": dt.date(2025, 1, 1)})
        refresh(today())
        end_post(ACT, made, {"ends": dt.date(2025, 1, 2)})
        refresh(today())

    def everything() -> None:
        with ledger.exempt("bench"):
            Counted.objects.update(digest="")
        refresh(today())

    one, whole = measured(change), measured(everything)
    return Row(
        "two verbs and two refreshes after one changed post, beside counting everything",
        seconds(one),
        seconds(whole),
        None,
    )
