"""Staff see who owes what by name, readers only how many; a leader records what a meeting found."""

from __future__ import annotations

import pytest
from django.utils import timezone

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, met
from blocks.assemblies.service.pages.browsing import DESK, by, seen
from cast import OPERATES
from keqiao.blocks.assemblies.service.models import Assessed, DutyReport
from keqiao.blocks.assemblies.service.reports import draft_report, hand_in, send_back
from keqiao.blocks.assemblies.service.rules import set_rule

TEXT = "一年来参加了两次全委会，提出一件建议，走访了六家企业。"
DUTIES = f"{DESK}duties/"


@pytest.fixture
def report(sitting: Sitting) -> DutyReport:
    """The engineer has handed in this year's report."""
    set_rule(OPERATES, sitting.full, {"kind": "duty_report"})
    data = {"body": sitting.full.pk, "year": YEAR, "text": TEXT}
    made = draft_report(sitting.herself(), sitting.engineer, data)
    return hand_in(sitting.herself(), made, {"text": TEXT})


def test_what_waits_for_a_receipt_comes_first(sitting: Sitting, report: DutyReport) -> None:
    clerk = by(sitting.cast.clerk)
    page = seen(clerk, DUTIES)
    assert f"/duties/{report.public_id}/" in page
    assert "覃亮" not in page
    assert "覃亮" in seen(clerk, f"{DUTIES}?show=open")
    assert "登记评估结果" not in page
    assert f"/desk/acts/duties.remind/{sitting.full.public_id}/" in page


def test_a_reader_sees_how_many_and_no_names(sitting: Sitting, report: DutyReport) -> None:
    page = seen(by(sitting.cast.reader), f"{DUTIES}?show=open")
    assert "尚未完成" in page
    assert not any(name in page for name in ("韦晓", "覃亮", "蓝天"))
    seen(by(sitting.cast.reader), f"{DUTIES}{report.public_id}/", 403)


def test_a_body_without_rules_says_what_belongs_here(sitting: Sitting) -> None:
    page = seen(by(sitting.cast.clerk), f"{DUTIES}?body={sitting.standing.public_id}&year=9999")
    assert "“常委会”还没有每年的履职要求" in page
    assert "duties.set_rule" in page


def test_a_report_is_read_beside_what_the_records_say(sitting: Sitting, report: DutyReport) -> None:
    met(sitting.full, TODAY, {sitting.engineer: "present"})
    page = seen(by(sitting.cast.clerk), f"{DUTIES}{report.public_id}/")
    assert TEXT in page
    assert "应到1次，到会1次" in page
    assert "duties.acknowledge" in page


def test_what_went_back_to_its_writer_is_no_longer_shown(sitting: Sitting, report: DutyReport) -> None:
    send_back(OPERATES, report, {"answer": "请补充。"})
    seen(by(sitting.cast.clerk), f"{DUTIES}{report.public_id}/", 404)


def test_a_neighbour_sees_nothing(sitting: Sitting, report: DutyReport) -> None:
    seen(by(sitting.cast.outsider), DUTIES, 403)


def test_a_leader_records_what_a_meeting_found(sitting: Sitting, report: DutyReport) -> None:
    meeting = met(sitting.standing, TODAY, {})
    leader = by(sitting.cast.leader)
    assert "登记评估结果" in seen(leader, DUTIES)
    data = {"meeting": meeting.pk, "result": "done", "person": [sitting.engineer.pk]}
    answer = leader.post(f"{DUTIES}?show=waits", data, follow=True)
    assert "已登记1人的评估结果" in answer.content.decode()
    assert Assessed.objects.get().person == sitting.engineer
    assert "没有选择委员" in leader.post(DUTIES, data | {"person": []}, follow=True).content.decode()


def test_a_clerk_who_posts_one_is_refused(sitting: Sitting, report: DutyReport) -> None:
    meeting = met(sitting.standing, timezone.localdate(), {})
    data = {"meeting": meeting.pk, "result": "done", "person": [sitting.engineer.pk]}
    assert by(sitting.cast.clerk).post(DUTIES, data).status_code == 403
