"""How many units of a kind there are, where a document says it and a second person looked it up."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.units.models import CitedNumber, Stage

from .pieces import next_days
from .units import UNIT_KIND

# What was sent back never shows.
STAGES = {
    Stage.SUBMITTED.value: Label(str(Stage.SUBMITTED.label), "submitted"),
    Stage.APPROVED.value: Label(str(Stage.APPROVED.label), "approved"),
}
COLUMNS = (
    ORGANISATION,
    UNIT_KIND,
    Column("division", Kind.REF, Label("区划", "division"), nullable=True),
    Column("state", Kind.CODE, Label("状态", "state"), STAGES),
    Column("number", Kind.INT, Label("数量", "number")),
    DATE,
)


def rows(as_of: int) -> Sql:
    """Of each keeper, kind and division the latest number approved by the day, and those that wait."""
    text = f"""
        SELECT n.id AS "id", n.organisation_id AS "organisation", n.kind AS "kind", n.division_id AS "division",
            'approved' AS "state", n.number AS "number", n.date AS "date"
        FROM (
            SELECT c.id, c.organisation_id, c.kind, c.division_id, c.number, c.date, ROW_NUMBER() OVER (
                PARTITION BY c.organisation_id, c.kind, c.division_id ORDER BY c.date DESC, c.decided_on DESC, c.id DESC
            ) AS place
            FROM units_citednumber c WHERE c.stage = 'approved' AND c.decided_on <= {as_of}
        ) n WHERE n.place = 1
        UNION ALL
        SELECT c.id, c.organisation_id, c.kind, c.division_id, 'submitted', c.number, c.date
        FROM units_citednumber c
        WHERE c.submitted_on <= {as_of}
            AND (c.stage = 'submitted' OR (c.stage = 'approved' AND c.decided_on > {as_of}))"""
    return text, ()


def changes(as_of: int) -> Sql:
    """The day of each keeper's next citation or approval, seen from a day of the past."""
    turn = 'SELECT c.organisation_id AS "organisation", c.{} AS "day" FROM units_citednumber c WHERE c.stage {}'
    submitted, decided = turn.format("submitted_on", "<> 'returned'"), turn.format("decided_on", "= 'approved'")
    return next_days(as_of, submitted, decided), ()


CITED_NUMBERS = register(
    Fact(
        name="cited_numbers",
        label=Label("引用数据", "cited numbers"),
        columns=COLUMNS,
        sql=rows,
        touches={CitedNumber._meta.label: lambda cited: [cited.organisation_id]},
        changes=changes,
    )
)
