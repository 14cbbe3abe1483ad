"""The fact activities."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import flag, next_days

from .models import Activity, ActivityKind, Audience

KINDS = codes(
    ActivityKind,
    popularisation="popularisation events",
    training="trainings",
    guidance="guidance visits",
    lecture="lectures",
    contest="contests",
    literacy_action="literacy actions",
    exchange="exchanges",
)
AUDIENCES = codes(
    Audience,
    youth="young people",
    farmers="farmers",
    urban_workers="urban workers",
    officials="officials",
    public="the public",
)


def activities(as_of: int) -> Sql:
    """Activities held by the day."""
    text = f"""
        SELECT a.id AS "id", a.organisation_id AS "organisation", a.place AS "place", a.division_id AS "division",
            a.served_id AS "served", a.kind AS "kind", NULLIF(a.audience, '') AS "audience",
            {flag("a.themed")} AS "themed", a.date AS "date", a.year AS "year"
        FROM activities_activity a WHERE a.date <= {as_of}"""
    return text, ()


def activity_days(as_of: int) -> Sql:
    """The day of each organisation's next activity."""
    text = 'SELECT a.organisation_id AS "organisation", a.date AS "day" FROM activities_activity a'
    return next_days(as_of, text), ()


def _of_activity(record: Activity) -> list[int]:
    return [record.organisation_id]


ACTIVITIES = register(
    Fact(
        "activities",
        Label("活动", "activities"),
        (
            ORGANISATION,
            Column("place", Kind.REF, Label("场所", "place"), nullable=True),
            Column("division", Kind.REF, Label("区划", "division"), nullable=True),
            Column("served", Kind.REF, Label("服务对象单位", "organisation served"), nullable=True),
            Column("kind", Kind.CODE, Label("类型", "kind"), KINDS),
            Column("audience", Kind.CODE, Label("对象", "audience"), AUDIENCES, nullable=True),
            Column("themed", Kind.FLAG, Label("主题", "themed")),
            DATE,
            YEAR,
        ),
        activities,
        touches={Activity._meta.label: _of_activity},
        changes=activity_days,
    )
)
