"""Who owes what is computed: holders of posts, less what they did."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.service.given import EARLY, TODAY, YEAR, Sitting
from cast import OPERATES, PersonFactory, PostFactory
from keqiao.blocks.assemblies.service.models import DutyReport, DutyRule
from keqiao.blocks.assemblies.service.owed import Owed, bodies_of, counts, members, owed_by, owed_in, ruled_bodies
from keqiao.blocks.assemblies.service.rules import set_rule
from keqiao.blocks.assemblies.verbs import record_duty
from keqiao.kernel.posts.models import Term
from keqiao.registry.verbs.posts import end_post, open_term


@pytest.fixture(autouse=True)
def asked(sitting: Sitting) -> None:
    """A report or proposal a year of each member, for as long as anybody remembers."""
    data = {"kind": "output", "starts": EARLY - dt.timedelta(days=800)}
    set_rule(OPERATES, sitting.full, data)


def done(sitting: Sitting, kind: str = "report", day: dt.date = TODAY) -> None:
    """The engineer did something."""
    data = {"person": sitting.engineer.pk, "kind": kind, "date": day, "title": f"{kind}一件"}
    record_duty(OPERATES, sitting.full, data)


@pytest.mark.parametrize("kind", ["report", "proposal"])
def test_a_report_or_a_proposal_will_do(sitting: Sitting, kind: str) -> None:
    done(sitting, kind)
    assert [one.person.name for one in owed_in(sitting.full, YEAR) if one.is_done] == ["韦晓"]


def test_a_duty_report_is_no_study_report(sitting: Sitting) -> None:
    done(sitting, "duty_report")
    assert not any(one.is_done for one in owed_in(sitting.full, YEAR))


def test_last_years_doesnt_count_for_this_year(sitting: Sitting) -> None:
    done(sitting, day=EARLY - dt.timedelta(days=1))
    assert not any(one.is_done for one in owed_in(sitting.full, YEAR))
    assert counts(owed_in(sitting.full, YEAR - 1)) == {"done": 1, "late": 2}


def test_who_has_left_owes_nothing_and_owed_it_before(sitting: Sitting) -> None:
    post = sitting.full.terms.get().posts.get(person=sitting.third)
    end_post(OPERATES, post, {"ends": EARLY})
    assert sitting.third not in members(sitting.full, YEAR)
    assert sitting.third in members(sitting.full, YEAR - 1)


def test_who_holds_two_posts_in_a_body_owes_once(sitting: Sitting) -> None:
    PostFactory(term=sitting.full.terms.get(), person=sitting.engineer, role="chair")
    assert len(owed_in(sitting.full, YEAR)) == 3


def test_one_person_owes_in_each_body_that_asks(sitting: Sitting) -> None:
    set_rule(OPERATES, sitting.standing, {"kind": "duty_report"})
    assert [(one.body, one.rule.kind) for one in owed_by(sitting.engineer, YEAR)] == [
        (sitting.full, "output"),
        (sitting.standing, "duty_report"),
    ]
    assert ruled_bodies(sitting.cast.liuzhou) == [sitting.full, sitting.standing]


def test_a_term_that_gave_way_is_no_body_of_mine(sitting: Sitting) -> None:
    open_term(OPERATES, sitting.full, {"number": 10, "starts": TODAY})
    assert bodies_of(sitting.engineer) == [sitting.standing]
    assert members(sitting.full, YEAR) == []
    assert Term.objects.filter(body=sitting.full).count() == 2


def test_late_begins_the_day_after_it_was_due(sitting: Sitting) -> None:
    last_month = TODAY.replace(day=1) - dt.timedelta(days=1)
    rule = DutyRule(kind="duty_report", number=1, month=last_month.month)
    assert Owed(sitting.full, sitting.engineer, rule, last_month.year, 0).word == "late"
    rule.month = TODAY.month
    assert Owed(sitting.full, sitting.engineer, rule, YEAR, 0).word == "open"
    handed_in = DutyReport(status="handed_in", handed_in=TODAY)
    rule.month = last_month.month
    found = Owed(sitting.full, sitting.engineer, rule, last_month.year, 0, handed_in)
    assert (found.word, found.came_late) == ("waits", True)


def test_many_members_ask_no_more_queries_than_few(sitting: Sitting) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            owed_in(sitting.full, YEAR)
        return len(asked)

    before = queries()
    for _ in range(5):
        PostFactory(term=sitting.full.terms.get(), person=PersonFactory(), role="member")
    assert queries() == before
