"""What the interface answers with. Exact numbers are text, a fraction as 127/193; days are 2020-12-31."""

from __future__ import annotations

from ninja import Field, Schema


class UnitOut(Schema):
    """An organisation."""

    code: str
    name: str


class PlanOut(Schema):
    """A plan, and the associations it binds whose figures the reader sees as they stand now."""

    id: str
    title: str
    state: str
    adopted: str
    organisations: list[UnitOut]


class FigureOut(Schema):
    """A figure. ``value`` and ``baseline`` are in ``unit``; a percentage is a share, 7/10 rather than 70."""

    commitment: str
    clause: str
    topic: str
    title: str
    status: str
    value: str | None
    yes: int | None
    denominator: str | None
    unknown: int
    unit: str
    target: str
    baseline: str | None
    due: str | None
    force: str
    proof: str


class FiguresOut(Schema):
    """The figures of an association. ``source``: ``live``, or ``reported`` as its leader confirmed and sent them."""

    plan: str
    organisation: UnitOut
    source: str
    as_of: str
    figures: list[FigureOut]


class PlaceOut(Schema):
    """A county or other place, and how many units in it lack what a figure needs."""

    code: str
    name: str
    lacking: int


class RepairOut(Schema):
    """The smallest change by which one figure's target would hold.

    ``kind``: nothing, clarify, exchange, more, less, report or unreachable. ``where``: places with most first.
    """

    kind: str
    size: str
    words: str
    where: list[PlaceOut]


class TraitOut(Schema):
    """What a newcomer must be: counted by a requirement (``counts``) or not."""

    commitment: str
    title: str
    counts: bool


class NewcomersOut(Schema):
    """So many people who must have these traits; ``role``: in seats of which role, where that matters."""

    number: int
    role: str | None
    traits: list[TraitOut]


class LotOut(Schema):
    """Any ``give`` of ``among`` seats; ``posts``: their ids, for those who may see who holds them."""

    give: int
    among: int
    role: str | None
    posts: list[str] | None


class BodyRepairOut(Schema):
    """The smallest change of a whole body by which all its requirements hold together.

    ``outcome``: holds, exchange, conflict or undecided. ``clarify``: where it isn't nought, to know so many people
    better could be enough. Requirements are named by plan/commitment.
    """

    organisation: UnitOut
    body: str
    size: int
    outcome: str
    words: list[str]
    clarify: int
    seats: int
    rearranged: bool
    newcomers: list[NewcomersOut]
    lots: list[LotOut]
    requirements: list[str]
    conflict: list[str]
    impossible: list[str]
    left_out: list[str]


class FigureRepairOut(FigureOut):
    """A figure with its repair; ``together``: what the whole body needs of which it counts people."""

    source: str
    as_of: str
    repair: RepairOut | None
    together: BodyRepairOut | None


class ErrorOut(Schema):
    """What was wrong and what to do next."""

    detail: str = Field(..., description="In the reader's language.")
