"""The demo shows office-holders at work: reports in every state, a rota with a gap, a case, opinions on their way."""

from __future__ import annotations

import pytest

from keqiao.blocks.assemblies.service.calendar_year import rota_year
from keqiao.blocks.assemblies.service.models import AbsenceRun, Assessed, MajorDecision, Opinion
from keqiao.blocks.assemblies.service.owed import counts, owed_by, owed_in
from keqiao.blocks.assemblies.service.secondments import reserved_posts, secondment_lines
from keqiao.cli.demo import service
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.models import User

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_reports_are_done_waiting_and_missing(demo: Stage) -> None:
    tally = counts(owed_in(demo.bodies[CITY, "full_committee"], demo.today.year))
    assert tally["done"] == 12
    assert tally["waits"] == 1
    assert Assessed.objects.count() == 6


def test_the_demos_delegate_has_something_to_do(demo: Stage) -> None:
    person = User.objects.get(username="delegate").person
    assert person is not None
    assert "open" in {one.word for one in owed_by(person, demo.today.year)}


def test_the_rota_has_a_gap_and_an_overlap(demo: Stage) -> None:
    found = rota_year(demo.bodies[CITY, "chair_meeting"], demo.today.year)
    assert found.gaps
    assert found.overlaps


def test_there_is_a_case_and_opinions_in_every_state(demo: Stage) -> None:
    assert AbsenceRun.objects.filter(body=demo.bodies[CITY, "standing_committee"]).exists()
    assert Opinion.objects.filter(answered=None).exists()
    assert Opinion.objects.exclude(answered=None).exists()
    assert MajorDecision.objects.count() == len(service.DECISIONS)


def test_one_reserved_post_is_filled_and_somebody_stays_past_the_end(demo: Stage) -> None:
    lines = secondment_lines(demo.city)
    assert reserved_posts(demo.city, lines).filled == 1
    assert any(one.is_past_end for one in lines)
    assert any(one.left_early for one in lines)
