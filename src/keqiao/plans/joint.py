"""The smallest change of one body by which everything that plans demand of it holds at once, from its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Fact
from keqiao.kernel.organisations.tree import today
from keqiao.plans.composition import Requirement
from keqiao.plans.engine.constraint import LINEAR
from keqiao.plans.engine.given import physical_types
from keqiao.plans.engine.logic import OUT, Row
from keqiao.plans.engine.repair import demanded
from keqiao.plans.solve.body import Body, Joint, Outcome, Seat
from keqiao.plans.solve.demands import Demand
from keqiao.plans.world import DjangoDatabase

# What a seat of a body stays whoever holds it, and what goes with it as long as that does.
FIXED = frozenset({"organisation", "body", "role", "term", "term_start"})
ARRANGED = frozenset({"part_time", "resident", "seconded"})


@dataclass(frozen=True)
class BodyRepair:
    """What a body needs.

    ``asked``: the requirements that were held together; the numbers of demands in ``joint`` are places in it.
    ``left_out``: requirements of which nothing can be told yet. ``impossible``: those that by themselves can't hold
    with so many seats; ``joint`` is about the others.
    """

    joint: Joint
    asked: Sequence[Requirement]
    left_out: Sequence[Requirement]
    impossible: Sequence[Requirement]
    size: int

    @property
    def seats(self) -> frozenset[int]:
        """The posts (their ids) that could be given."""
        return frozenset(number for lot in self.joint.lots for number in lot.seats)


def body_repair(
    organisation: int, body_kind: str, demands: Sequence[Requirement], posts: Fact | None = None
) -> BodyRepair | None:
    """The joint repair of a body's current term, with its requirements of today; None where none can be judged.

    ``posts``: the posts as they are supposed to be, where they aren't those of the records.
    """
    linear = [(one, demand) for one in demands if (demand := _linear(one)) is not None]
    if not linear:
        return None
    rows = _rows(organisation, posts or schema.get("posts"))
    size = sum(_is_seat(row, body_kind) for row in rows)
    impossible: list[Requirement] = []
    while True:
        asked = [one for one, _demand in linear]
        found = _body(rows, body_kind, [demand for _one, demand in linear]).joint()
        if found.outcome is not Outcome.CONFLICT or len(found.conflict) != 1 or len(linear) == 1:
            left_out = [one for one in demands if one not in asked and one not in impossible]
            return BodyRepair(found, asked, left_out, impossible, size)
        impossible.append(asked[found.conflict[0]])
        linear.pop(found.conflict[0])


def _linear(one: Requirement) -> Demand | None:
    """A requirement that can be judged today and is a share or a count of the people."""
    made, result = one.figure.commitment, one.figure.result
    if made.measure not in LINEAR or made.distinct or made.period_kind or result.value is None:
        return None
    if one.figure.valued_on != today():
        return None
    interval = demanded(made, result)
    if interval is None or (interval.low is None and interval.high is None):
        return None
    return Demand.of(made, interval)


def _body(rows: Sequence[Row], body_kind: str, demands: Sequence[Demand]) -> Body:
    """The body's seats, and those of others that its requirements count too."""
    seats = [Seat(row["id"], row, _is_seat(row, body_kind)) for row in rows]
    day = today()
    counted = [seat for seat in seats if seat.own or any(demand.verdict(seat.row, day) != OUT for demand in demands)]
    return Body(schema.get("posts"), day, counted, demands, FIXED, ARRANGED)


def _is_seat(row: Row, body_kind: str) -> bool:
    return bool(row["body"] == body_kind and row["term"] == "current")


def _rows(organisation: int, fact: Fact) -> list[Row]:
    """Every post of the organisation, as rules see it."""
    names = list(physical_types(fact))
    text, params = fact.rows(today(), [organisation])
    columns = ", ".join(f'f."{name}"' for name in names)
    statement = f'SELECT {columns} FROM ({text}) f WHERE f."organisation" = %s ORDER BY f."id"'
    return [dict(zip(names, row, strict=True)) for row in DjangoDatabase().rows(statement, (*params, organisation))]
