"""Secondments that have begun, with their planned length."""

from __future__ import annotations

from keqiao.kernel.facts.codes import ORGANISATION, PERSON, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.posts.models import Secondment, SecondmentDirection

from .pieces import next_days

DIRECTIONS = codes(SecondmentDirection, **{"in": "inward", "out": "outward"}) | {
    "in": Label("挂入", "inward"),
    "out": Label("挂出", "outward"),
}
COLUMNS = (
    ORGANISATION,
    PERSON,
    Column("months", Kind.INT, Label("计划挂职时间", "planned length"), unit="months", nullable=True),
    Column("direction", Kind.CODE, Label("方向", "direction"), DIRECTIONS),
    Column("since", Kind.DATE, Label("起始日", "beginning")),
    Column("until", Kind.DATE, Label("结束日", "end"), nullable=True),
)


def rows(as_of: int) -> Sql:
    """The secondments.

    ``until`` is the first day after it, so 2018-03-01 to 2020-03-01 are 24 full months and to
    2020-02-29 are 23.
    """
    text = f"""
        SELECT s.id, s.organisation_id AS "organisation", s.person_id AS "person",
            12 * ({_part("s.ends", 1, 4)} - {_part("s.starts", 1, 4)})
                + {_part("s.ends", 5, 2)} - {_part("s.starts", 5, 2)}
                - CASE WHEN {_part("s.ends", 7, 2)} < {_part("s.starts", 7, 2)} THEN 1 ELSE 0 END AS "months",
            s.direction AS "direction", s.starts AS "since", s.ends AS "until"
        FROM posts_secondment s WHERE s.starts <= {as_of}"""
    return text, ()


def _part(day: str, first: int, length: int) -> str:
    """Some digits of a yyyymmdd as a number: text is cut alike everywhere, numbers are not divided alike."""
    return f"CAST(SUBSTR(CAST({day} AS VARCHAR(8)), {first}, {length}) AS INTEGER)"


def changes(as_of: int) -> Sql:
    """The days on which secondments begin; nothing about one changes when it ends."""
    turn = 'SELECT s.organisation_id AS "organisation", s.starts AS "day" FROM posts_secondment s'
    return next_days(as_of, turn), ()


SECONDMENTS = register(
    Fact(
        name="secondments",
        label=Label("挂职安排", "secondments"),
        columns=COLUMNS,
        sql=rows,
        touches={Secondment._meta.label: lambda secondment: [secondment.organisation_id]},
        changes=changes,
    )
)
