"""A paper that is asked for where it doesn't belong isn't there."""

from __future__ import annotations

from pathlib import Path

from pytest_django.fixtures import Settings

from blocks.assemblies.meetings.given import Hall
from keqiao.blocks.assemblies.meetings import agenda
from keqiao.blocks.assemblies.meetings.offered import meeting_url
from keqiao.registry.verbs.files import attach
from plans.supervision.browsing import by


def test_a_paper_opens_with_its_own_meeting_only(at: Hall, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    made, other = at.planned(title="甲"), at.planned(title="乙")
    kept = attach(at.clerk, at.cast.liuzhou, {"name": "报告.pdf", "content": b"%PDF-1.4"})
    paper = agenda.add_paper(at.clerk, made, {"file": kept.pk})
    client = by(at.cast.clerk)
    assert client.get(f"{meeting_url(made)}papers/{paper.public_id}/").status_code == 200
    assert client.get(f"{meeting_url(other)}papers/{paper.public_id}/").status_code == 404


def test_who_may_not_prepare_meetings_adds_none(at: Hall) -> None:
    assert by(at.cast.reader).post(f"{meeting_url(at.planned())}papers/", {}).status_code == 403
