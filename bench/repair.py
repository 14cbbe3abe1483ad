"""Repairs: a whole body of 400 with 8 quotas, and all that the national plan's figures on the demo would need."""

from __future__ import annotations

import random
import resource
from collections.abc import Sequence
from typing import Any

from keqiao.kernel.facts import schema
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body as BodyRecord
from keqiao.plans.composition import requirements
from keqiao.plans.engine.compile import Setting, compile_commitment
from keqiao.plans.engine.logic import Row as PostRow
from keqiao.plans.figures import board
from keqiao.plans.joint import ARRANGED, FIXED, body_repair
from keqiao.plans.joint_words import joint_words
from keqiao.plans.library import library
from keqiao.plans.repairs import located_words
from keqiao.plans.solve.body import Body, Joint, Outcome, Seat
from keqiao.plans.solve.demands import Demand

from .measuring import measured
from .table import Row, seconds

SIZE = 400
BODIES = 20
TRIALS = 500  # ways of following the advice that are tried
BOUND = 1.0  # seconds
NATION, PLAN = "000000", "cast-2016"
FRONT = "source_class in ('enterprise', 'university', 'institute', 'rural') and not leading_official"
CURRENT = "term = 'current'"
QUOTAS = (
    ({"about": "70%"}, FRONT, CURRENT),
    ({"at_least": "1/3"}, "age(birth, term_start) <= 45", CURRENT),
    ({"at_least": "30%"}, "sex = 'female'", CURRENT),
    ({"at_least": "15%"}, "minority", CURRENT),
    ({"at_most": "10%"}, "leading_official", CURRENT),
    ({"at_most": "60%"}, "party_member", CURRENT),
    ({"at_least": "20%"}, "source_class = 'enterprise'", CURRENT),
    ({"more_than": "50%"}, FRONT, f"{CURRENT} and role = 'vice_chair' and part_time"),
)


def rows() -> list[Row]:
    """The claims."""
    return [*_bodies(), *_national(), _memory()]


def _bodies() -> list[Row]:
    demands = [_demand(*quota) for quota in QUOTAS]
    one = measured(lambda: _body(0, demands).joint())
    each = [measured(lambda seed=seed: _body(seed, demands).joint(), runs=1) for seed in range(BODIES)]
    slowest = max(each, key=lambda took: took.wall)
    followed = sum(_followed(seed, demands, took.result) for seed, took in enumerate(each))
    return [
        Row(
            f"the joint repair of a body of {SIZE} with {len(QUOTAS)} quotas: {one.result.seats} seats",
            seconds(one),
            f"bound {BOUND:.0f} s",
            one.wall < BOUND,
        ),
        Row(f"the slowest of {BODIES} such bodies", seconds(slowest), f"bound {BOUND:.0f} s", slowest.wall < BOUND),
        Row(
            "of random ways of following the advice, so many meet all quotas",
            f"{followed:,} of {BODIES * TRIALS:,}",
            "all",
            followed == BODIES * TRIALS,
        ),
    ]


def _demand(target: dict[str, str], that: str, where: str) -> Demand:
    label = {"zh": "比例", "en": "Share"}
    written: dict[str, Any] = {"id": "quota", "clause": "一", "topic": "quota", "title": label, "force": "must"}
    written |= {"subject": "association@national", "measure": "share", "of": "posts"}
    made, faults = compile_commitment(
        {**written, "where": where, "that": that, "target": target}, Setting("bench", schema.all_facts(), {})
    )
    assert made is not None, faults
    return Demand.of(made, made.target.interval)


def _body(seed: int, demands: Sequence[Demand]) -> Body:
    chance = random.Random(seed)
    seats = [Seat(number, _person(chance, number)) for number in range(SIZE)]
    return Body(schema.get("posts"), today(), seats, demands, FIXED, ARRANGED)


def _person(chance: random.Random, number: int) -> PostRow:
    sources = ("enterprise", "university", "institute", "rural", "government", "party_organ", "school", "medical")
    birth = chance.choice([None, *(chance.randrange(1950, 2000) * 10000 + 601 for _ in range(30))])
    return {
        "id": number,
        "organisation": 1,
        "person": number,
        "body": "full_committee",
        "role": chance.choice(["member"] * 20 + ["vice_chair"]),
        "term": "current",
        "term_start": 20260101,
        "birth_from": birth,
        "birth_to": birth,
        "sex": chance.choice(["male"] * 7 + ["female"] * 3),
        "source_class": chance.choice(sources),
        "leading_official": chance.choice([0] * 40 + [1] * 9 + [None]),
        "minority": chance.choice([0] * 9 + [1]),
        "party_member": chance.choice([0, 1, 1]),
        "part_time": chance.randrange(2),
        "resident": 0,
        "seconded": 0,
        "elected_by_unit": 0,
    }


def _followed(seed: int, demands: Sequence[Demand], found: Joint) -> int:
    """How many of some random choices of seats and of people who fit what is asked meet every demand."""
    if found.outcome is not Outcome.EXCHANGE:
        return 0
    chance, body = random.Random(seed), _body(seed, demands)
    rows = {seat.id: seat.row for seat in body.seats}
    stays = FIXED if found.rearranged else FIXED | ARRANGED
    free = [column for column in body.rulebook.columns if column.name not in stays]
    fitting = [
        [
            said
            for lot in found.lots
            if lot.kind == new.kind
            for person in body.rulebook.rows(rows[lot.seats[0]], free, anew=True)
            if all((said := body.said(person))[trait.demand] in trait.says for trait in new.traits)
        ]
        for new in found.newcomers
    ]
    good = 0
    for _ in range(TRIALS):
        gone: set[int] = set()
        for lot in sorted(found.lots, key=lambda one: len(one.seats)):
            gone |= set(chance.sample([one for one in lot.seats if one not in gone], lot.give))
        after = [said for seat, said in zip(body.seats, body.verdicts, strict=True) if seat.id not in gone]
        for new, who in zip(found.newcomers, fitting, strict=True):
            after += [chance.choice(who) for _ in range(new.number)]
        good += all(demand.holds(said[n] for said in after) for n, demand in enumerate(demands))
    return good


def _national() -> list[Row]:
    nation = Organisation.objects.get(code=NATION)
    package = library().plan(PLAN)
    found = board([package], organisations=[nation.pk])
    words = measured(lambda: [located_words(figure, found) for figure in found.figures])
    kinds = list(BodyRecord.objects.filter(organisation=nation).values_list("kind", flat=True))

    def together() -> list[list[str]]:
        repairs = (body_repair(nation.pk, kind, requirements(nation.pk, kind)) for kind in kinds)
        return [joint_words(one) for one in repairs if one is not None]

    joint = measured(together)
    return [
        Row(
            f"the repair of each of the {len(found.figures)} figures of the national plan, with where it is lacking",
            seconds(words),
            f"bound {BOUND:.0f} s",
            words.wall < BOUND,
        ),
        Row(
            f"the joint repair of the {len(joint.result)} national bodies of which something is demanded",
            seconds(joint),
            f"bound {BOUND:.0f} s",
            joint.wall < BOUND,
        ),
    ]


def _memory() -> Row:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Row("the peak of the process that did all this, HiGHS included", f"{peak:,.0f} MiB", "—")
