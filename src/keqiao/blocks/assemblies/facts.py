"""Facts: meetings, attendance, duties."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, PERSON, YEAR, codes
from keqiao.kernel.facts.schema import Column, DataClass, Fact, Kind, Label, Sql, register
from keqiao.kernel.posts.models import Body
from keqiao.registry.facts.pieces import flag, next_days
from keqiao.registry.facts.posts import BODIES

from .models import HELD, Attendance, AttendanceState, DutyAct, DutyKind, Meeting, MeetingKind

BODY = Column("body", Kind.CODE, Label("机构", "body"), BODIES)
MEETING_KINDS = codes(
    MeetingKind,
    session="sessions",
    enlarged="enlarged sessions",
    online="online sessions",
    working="working meetings",
    consultation="consultations",
    reception="reception days",
    life="study and life of the organisation",
    onsite="on-site meetings",
)
KIND = Column("kind", Kind.CODE, Label("形式", "kind"), MEETING_KINDS)
STATES = codes(AttendanceState, present="present", absent="absent", excused="excused")
DUTY_KINDS = codes(DutyKind, report="reports", proposal="proposals", duty_report="duty reports")


_HELD = ", ".join(f"'{one.value}'" for one in HELD)
_MEETINGS = f"assemblies_meeting m JOIN posts_body b ON b.id = m.body_id AND m.status IN ({_HELD})"
_ATTENDANCE = f"{_MEETINGS} JOIN assemblies_attendance a ON a.meeting_id = m.id"
_DUTIES = "assemblies_dutyact d JOIN posts_body b ON b.id = d.body_id"


def meetings(as_of: int) -> Sql:
    """Meetings held by the day."""
    text = f"""
        SELECT m.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", m.kind AS "kind",
            m.date AS "date", m.year AS "year", {flag("m.quorate")} AS "quorate"
        FROM {_MEETINGS} WHERE m.date <= {as_of}"""
    return text, ()


def attendance(as_of: int) -> Sql:
    """Who was due at the meetings held by the day, and came or didn't."""
    text = f"""
        SELECT a.id AS "id", b.organisation_id AS "organisation", a.person_id AS "person", b.kind AS "body",
            m.kind AS "kind", m.date AS "date", a.status AS "state"
        FROM {_ATTENDANCE} WHERE m.date <= {as_of}"""
    return text, ()


def duties(as_of: int) -> Sql:
    """What delegates and members did by the day; what came in late counts from the day on which it came."""
    text = f"""
        SELECT d.id AS "id", b.organisation_id AS "organisation", d.person_id AS "person", b.kind AS "body",
            d.kind AS "kind", d.date AS "date", d.year AS "year", {flag("(d.came IS NOT NULL)")} AS "late"
        FROM {_DUTIES} WHERE COALESCE(d.came, d.date) <= {as_of}"""
    return text, ()


def meeting_days(as_of: int) -> Sql:
    """The day of each organisation's next meeting."""
    return next_days(as_of, f'SELECT b.organisation_id AS "organisation", m.date AS "day" FROM {_MEETINGS}'), ()


def attendance_days(as_of: int) -> Sql:
    """The day of each organisation's next meeting for which somebody has asked for leave already."""
    return next_days(as_of, f'SELECT b.organisation_id AS "organisation", m.date AS "day" FROM {_ATTENDANCE}'), ()


def duty_days(as_of: int) -> Sql:
    """The day of each organisation's next duty act, seen from a day of the past."""
    turns = f'SELECT b.organisation_id AS "organisation", COALESCE(d.came, d.date) AS "day" FROM {_DUTIES}'
    return next_days(as_of, turns), ()


def _of_body(record: Meeting | DutyAct) -> list[int]:
    return [record.body.organisation_id]


def _of_meeting(record: Attendance) -> list[int]:
    # Nothing for a meeting that was withdrawn with its attendance: it names the organisation itself.
    return list(Body.objects.filter(meetings=record.meeting_id).values_list("organisation_id", flat=True))


MEETINGS = register(
    Fact(
        "meetings",
        Label("会议", "meetings"),
        (
            ORGANISATION,
            BODY,
            KIND,
            DATE,
            YEAR,
            Column("quorate", Kind.FLAG, Label("达到法定人数", "quorate"), nullable=True),
        ),
        meetings,
        touches={Meeting._meta.label: _of_body},
        changes=meeting_days,
    )
)

ATTENDANCE = register(
    Fact(
        "attendance",
        Label("到会情况", "attendance"),
        (
            ORGANISATION,
            PERSON,
            BODY,
            KIND,
            DATE,
            Column("state", Kind.CODE, Label("出席", "state"), STATES, data_class=DataClass.PERSONAL),
        ),
        attendance,
        touches={Meeting._meta.label: _of_body, Attendance._meta.label: _of_meeting},
        changes=attendance_days,
        unit="person",
    )
)

DUTIES = register(
    Fact(
        "duties",
        Label("履职", "duty acts"),
        (
            ORGANISATION,
            PERSON,
            BODY,
            Column("kind", Kind.CODE, Label("类型", "kind"), DUTY_KINDS),
            DATE,
            YEAR,
            Column("late", Kind.FLAG, Label("补交", "came in late")),
        ),
        duties,
        touches={DutyAct._meta.label: _of_body},
        changes=duty_days,
        unit="person",
    )
)
