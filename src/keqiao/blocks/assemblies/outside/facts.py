"""Facts: leaders in charge, hearings, seats, consultations."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, PERSON, YEAR, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import after, both_ends, flag, held, next_days

from .models import (
    Chamber,
    Consultation,
    ConsultationKind,
    Hearing,
    HearingKind,
    Leader,
    Presence,
    Seat,
    SeatKind,
    Side,
)

SIDES = codes(Side, party="Party committee", government="government")
CHAMBERS = codes(
    Chamber,
    party_committee="Party committee",
    government="government",
    peoples_congress="people's congress",
    cppcc="consultative conference",
    peoples_organisations="people's organisations",
)
HEARINGS = codes(
    HearingKind, hearing="hearings of the association's report", sitting_in="meetings the head was asked to"
)
SEATS = codes(
    SeatKind,
    npc_deputy="deputies",
    npc_standing="members of the congress's standing committee",
    npc_attends="attend the congress's standing committee",
    cppcc_member="members of the conference",
    cppcc_standing="members of the conference's standing committee",
    cppcc_attends="attend the conference's standing committee",
)
CONSULTATIONS = codes(
    ConsultationKind,
    consultation="consultation",
    supervision="democratic supervision",
    deliberation="deliberation of public affairs",
    recommendation="opinions on recommended members",
)
CHAMBER = Column("chamber", Kind.CODE, Label("对象", "with"), CHAMBERS)
SINCE = Column("since", Kind.DATE, Label("起", "since"))


def leaders(as_of: int) -> Sql:
    """Who is in charge on the day, with the latest plenary by the day at which they were present."""
    text = f"""
        SELECT l.id AS "id", l.organisation_id AS "organisation", l.side AS "side", l.starts AS "since",
            (SELECT MAX(m.date) FROM outside_presence p JOIN assemblies_meeting m ON m.id = p.meeting_id
                WHERE p.leader_id = l.id AND m.date <= {as_of}) AS "plenary"
        FROM outside_leader l WHERE {held("l", after(as_of))}"""
    return text, ()


def hearings(as_of: int) -> Sql:
    """Reports heard, and meetings that the head was asked to, by the day."""
    text = f"""
        SELECT h.id AS "id", h.organisation_id AS "organisation", h.kind AS "kind", h.chamber AS "chamber",
            h.date AS "date", h.year AS "year", {flag("h.attended")} AS "attended"
        FROM outside_hearing h WHERE h.date <= {as_of}"""
    return text, ()


def seats(as_of: int) -> Sql:
    """Seats held on the day."""
    text = f"""
        SELECT s.id AS "id", s.organisation_id AS "organisation", s.person_id AS "person", s.kind AS "kind",
            s.starts AS "since"
        FROM outside_seat s WHERE {held("s", after(as_of))}"""
    return text, ()


def consultations(as_of: int) -> Sql:
    """Consultations by the day; of opinions asked for, whether and how fast they were answered by then."""
    asked = "c.kind = 'recommendation'"
    text = f"""
        SELECT c.id AS "id", c.organisation_id AS "organisation", c.kind AS "kind", c.chamber AS "chamber",
            c.date AS "date", c.year AS "year",
            CASE WHEN {asked} AND c.answered <= {as_of} THEN 1 WHEN {asked} THEN 0 END AS "answered",
            CASE WHEN c.answered <= {as_of} THEN c.workdays END AS "workdays"
        FROM outside_consultation c WHERE c.date <= {as_of}"""
    return text, ()


def leader_days(as_of: int) -> Sql:
    """The next day on which somebody begins or ends, or a plenary was."""
    turns = both_ends("l", "l.organisation_id", "FROM outside_leader l")
    present = """SELECT l.organisation_id AS "organisation", m.date AS "day" FROM outside_presence p
        JOIN outside_leader l ON l.id = p.leader_id JOIN assemblies_meeting m ON m.id = p.meeting_id"""
    return next_days(as_of, *turns, present), ()


def hearing_days(as_of: int) -> Sql:
    """The next day of a hearing, seen from a day of the past."""
    return next_days(as_of, 'SELECT h.organisation_id AS "organisation", h.date AS "day" FROM outside_hearing h'), ()


def seat_days(as_of: int) -> Sql:
    """The next day on which a seat begins or ends."""
    return next_days(as_of, *both_ends("s", "s.organisation_id", "FROM outside_seat s")), ()


def consultation_days(as_of: int) -> Sql:
    """The next day of a consultation or an answer, seen from a day of the past."""
    turns = [
        f'SELECT c.organisation_id AS "organisation", c.{day} AS "day" FROM outside_consultation c'
        for day in ("date", "answered")
    ]
    return next_days(as_of, *turns), ()


def _own(record: Leader | Hearing | Seat | Consultation) -> list[int]:
    return [record.organisation_id]


def _of_leader(record: Presence) -> list[int]:
    # Nothing for a leader who was deleted along with it: they name the organisation themself.
    return list(Leader.objects.filter(pk=record.leader_id).values_list("organisation_id", flat=True))


LEADERS = register(
    Fact(
        "leaders",
        Label("分管（联系）领导", "leaders in charge"),
        (
            ORGANISATION,
            Column("side", Kind.CODE, Label("分工", "side"), SIDES),
            SINCE,
            Column("plenary", Kind.DATE, Label("最近到会", "latest plenary attended"), nullable=True),
        ),
        leaders,
        touches={Leader._meta.label: _own, Presence._meta.label: _of_leader},
        changes=leader_days,
    )
)
HEARD = register(
    Fact(
        "hearings",
        Label("听取汇报和列席会议", "hearings"),
        (
            ORGANISATION,
            Column("kind", Kind.CODE, Label("类别", "kind"), HEARINGS),
            CHAMBER,
            DATE,
            YEAR,
            Column("attended", Kind.FLAG, Label("负责人到会", "head present")),
        ),
        hearings,
        touches={Hearing._meta.label: _own},
        changes=hearing_days,
    )
)
SEATED = register(
    Fact(
        "seats",
        Label("人大、政协席位", "seats in congress and conference"),
        (ORGANISATION, PERSON, Column("kind", Kind.CODE, Label("席位", "seat"), SEATS), SINCE),
        seats,
        touches={Seat._meta.label: _own},
        changes=seat_days,
        unit="person",
    )
)
CONSULTED = register(
    Fact(
        "consultations",
        Label("协商", "consultations"),
        (
            ORGANISATION,
            Column("kind", Kind.CODE, Label("类别", "kind"), CONSULTATIONS),
            CHAMBER,
            DATE,
            YEAR,
            Column("answered", Kind.FLAG, Label("已答复", "answered"), nullable=True),
            Column("workdays", Kind.INT, Label("答复用时", "working days to the answer"), nullable=True),
        ),
        consultations,
        touches={Consultation._meta.label: _own},
        changes=consultation_days,
    )
)
