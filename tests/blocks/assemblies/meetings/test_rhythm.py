"""By when a body has to meet next, from its rhythm and the meetings it held."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import OPERATES, Cast, TermFactory
from keqiao.blocks.assemblies.meetings import planning
from keqiao.blocks.assemblies.meetings.rhythm import later, outlooks
from keqiao.blocks.assemblies.meetings.rules import adopt_rules
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.posts.models import Body
from keqiao.registry.verbs.posts import form_body

DAY = dt.date(2024, 9, 10)


@pytest.fixture
def standing(cast: Cast) -> Body:
    """A standing committee with a term since 2021."""
    body = form_body(OPERATES, cast.liuzhou, {"kind": "standing_committee"})
    TermFactory(body=body)
    return body


def met(body: Body, *days: dt.date, kind: str = "session") -> None:
    """Meetings held."""
    for day in days:
        record_meeting(OPERATES, body, {"date": day, "kind": kind})


def ruled(body: Body) -> None:
    """Rules that ask for a meeting in each half-year."""
    data = {"title": "议事规则", "starts": dt.date(2021, 12, 1), "rhythm": "period", "months": 6}
    adopt_rules(OPERATES, body, data)


def look(body: Body, day: dt.date = DAY) -> tuple[dt.date, str]:
    """By when and how near."""
    [one] = outlooks([body], day)
    return one.by, one.standing


def test_a_half_year_that_has_its_meeting_looks_to_the_next(standing: Body) -> None:
    met(standing, dt.date(2024, 7, 1))
    assert look(standing) == (dt.date(2025, 6, 30), "fine")


def test_a_half_year_without_one_ends_with_december(standing: Body) -> None:
    met(standing, dt.date(2024, 6, 30))
    assert look(standing) == (dt.date(2024, 12, 31), "fine")
    assert look(standing, dt.date(2024, 11, 1)) == (dt.date(2024, 12, 31), "soon")


def test_a_half_year_that_went_by_is_overdue_until_the_body_meets(standing: Body) -> None:
    met(standing, dt.date(2023, 8, 1))
    assert look(standing) == (dt.date(2024, 6, 30), "overdue")
    met(standing, dt.date(2024, 8, 1))
    assert look(standing) == (dt.date(2025, 6, 30), "fine")


def test_nothing_is_overdue_before_the_body_was_there(cast: Cast) -> None:
    body = form_body(OPERATES, cast.liuzhou, {"kind": "standing_committee"})
    TermFactory(body=body, starts=dt.date(2024, 5, 1))
    ruled(body)
    assert look(body) == (dt.date(2024, 12, 31), "fine")


def test_nobody_is_held_to_be_late_where_nothing_was_ever_recorded(standing: Body) -> None:
    assert look(standing)[1] == "unknown"
    ruled(standing)
    assert look(standing) == (dt.date(2024, 6, 30), "overdue")


def test_a_body_without_a_term_has_no_outlook(cast: Cast) -> None:
    assert outlooks([form_body(OPERATES, cast.liuzhou, {"kind": "council"})], DAY) == []


def test_a_congress_counts_five_years_from_its_last(cast: Cast) -> None:
    assert look(cast.congress) == (dt.date(2026, 11, 22), "unknown")  # its term began on 2021-11-22
    met(cast.congress, dt.date(2019, 9, 10))
    assert look(cast.congress) == (DAY, "soon")
    assert look(cast.congress, DAY + dt.timedelta(days=1)) == (DAY, "overdue")


def test_receptions_and_consultations_are_no_meetings_of_the_body(standing: Body) -> None:
    met(standing, dt.date(2023, 7, 1))
    met(standing, dt.date(2024, 7, 1), kind="reception")
    assert look(standing)[1] == "overdue"
    met(standing, dt.date(2024, 7, 1), kind="enlarged")
    assert look(standing)[1] == "fine"


def test_own_rules_come_before_the_usual_rhythm(standing: Body) -> None:
    [usual] = outlooks([standing], DAY)
    assert usual.usual
    data = {"title": "常委会议事规则", "starts": dt.date(2022, 1, 1), "rhythm": "period", "months": 3}
    adopt_rules(OPERATES, standing, data)
    met(standing, dt.date(2024, 5, 1))
    [own] = outlooks([standing], DAY)
    assert (own.usual, own.by, own.standing) == (False, dt.date(2024, 9, 30), "soon")


def test_rules_may_ask_for_no_rhythm(standing: Body) -> None:
    adopt_rules(OPERATES, standing, {"title": "规则", "starts": dt.date(2022, 1, 1)})
    assert outlooks([standing], DAY) == []


def test_a_meeting_to_come_stands_beside_and_is_not_yet_held(standing: Body) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    made = planning.plan_meeting(OPERATES, standing, {"date": tomorrow})
    [one] = outlooks([standing])
    assert one.coming == made
    assert one.last is None


def test_many_bodies_take_as_many_queries_as_one(cast: Cast, standing: Body) -> None:
    def queries(bodies: list[Body]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            outlooks(bodies, DAY)
        return len(captured)

    assert queries([standing]) == queries([standing, cast.congress]) == 3


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 7, 1), -6, dt.date(2024, 1, 1)),
        (dt.date(2024, 12, 31), 6, dt.date(2025, 6, 30)),
        (dt.date(2024, 11, 15), 2, dt.date(2025, 1, 15)),
    ],
)
def test_so_many_months_on(day: dt.date, months: int, after: dt.date) -> None:
    assert later(day, months) == after
