"""Fact: compositions, the makings of bodies and how far they are."""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.kernel.facts.codes import DATE, ORGANISATION
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import next_days
from keqiao.registry.facts.posts import BODIES

from .models import Explanation, Making, MakingStatus

STAGES = {
    MakingStatus.ALLOTTING.value: Label("分配名额", "seats being allotted"),
    MakingStatus.NOMINATING.value: Label("推荐报送", "lists being reported"),
    MakingStatus.REVIEWING.value: Label("酝酿审查", "under review"),
    MakingStatus.SUBMITTED.value: Label("待审定", "before those who approve"),
    MakingStatus.APPROVED.value: Label("已审定", "approved"),
    MakingStatus.SEATED.value: Label("已开始新一届", "term begun"),
}
REACHED = ("seated", "approved", "submitted", "merged", "allotted")
_MAKINGS = "composing_making m JOIN posts_body b ON b.id = m.body_id"


def compositions(as_of: int) -> Sql:
    """The makings begun by the day that weren't dropped, at the stage that was reached by then."""
    stages = (MakingStatus.SEATED, MakingStatus.APPROVED, MakingStatus.SUBMITTED, "reviewing", "nominating")
    cases = " ".join(f"WHEN m.{day} <= {as_of} THEN '{stage!s}'" for day, stage in zip(REACHED, stages, strict=True))
    text = f"""
        SELECT m.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", m.opened AS "date",
            CASE {cases} ELSE 'allotting' END AS "stage",
            CASE WHEN m.approved <= {as_of} THEN m.approved END AS "approved",
            CASE WHEN m.approved IS NULL OR m.approved > {as_of} THEN NULL
                WHEN EXISTS (SELECT 1 FROM composing_explanation e WHERE e.making_id = m.id
                    AND (e.accepted IS NULL OR e.accepted > {as_of})) THEN 0 ELSE 1 END AS "explained"
        FROM {_MAKINGS} WHERE m.opened <= {as_of} AND m.status <> 'dropped'"""
    return text, ()


def stage_days(as_of: int) -> Sql:
    """The days on which makings begin and reach their stages."""
    turns = [
        f'SELECT b.organisation_id AS "organisation", m.{day} AS "day" FROM {_MAKINGS}' for day in ("opened", *REACHED)
    ]
    explained = (
        'SELECT b.organisation_id AS "organisation", e.accepted AS "day"'
        f" FROM {_MAKINGS} JOIN composing_explanation e ON e.making_id = m.id"
    )
    return next_days(as_of, *turns, explained), ()


def _of_making(making: int) -> Iterable[int]:
    return Making.objects.filter(pk=making).values_list("body__organisation", flat=True)


COMPOSITIONS = register(
    Fact(
        "compositions",
        Label("换届筹备", "makings of bodies"),
        (
            ORGANISATION,
            Column("body", Kind.CODE, Label("机构", "body"), BODIES),
            DATE,
            Column("stage", Kind.CODE, Label("阶段", "stage"), STAGES),
            Column("approved", Kind.DATE, Label("审定日期", "day of approval"), nullable=True),
            Column("explained", Kind.FLAG, Label("未达到的要求都有说明", "gaps explained"), nullable=True),
        ),
        compositions,
        touches={
            Making._meta.label: lambda making: [making.body.organisation_id],
            Explanation._meta.label: lambda one: list(_of_making(one.making_id)),
        },
        changes=stage_days,
    )
)
