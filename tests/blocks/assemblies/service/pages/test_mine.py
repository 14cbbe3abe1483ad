"""On the phone: one card with the next step, the report that begins with what is recorded, days and statements."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, days, met
from blocks.assemblies.service.pages.browsing import by, seen
from cast import OPERATES
from keqiao.blocks.assemblies.service.absences import decide, find_absences
from keqiao.blocks.assemblies.service.assessing import assess
from keqiao.blocks.assemblies.service.models import AbsenceRun, DutyReport, ResidenceDay
from keqiao.blocks.assemblies.service.reports import acknowledge, send_back
from keqiao.blocks.assemblies.service.rota import assign_slot
from keqiao.blocks.assemblies.service.rules import set_rule
from registry.privacy.given import self_user

TEXT = "一年来参加了两次全委会，提出一件建议，走访了六家企业。"


@pytest.fixture
def phone(sitting: Sitting) -> Client:
    """The engineer's browser; each member owes a report."""
    for kind in ("duty_report", "output"):
        set_rule(OPERATES, sitting.full, {"kind": kind})
    return by(self_user(sitting.cast, sitting.engineer))


def address(sitting: Sitting) -> str:
    """This year's report in the full committee."""
    return f"/home/duties/{sitting.full.public_id}/{YEAR}/"


def test_the_home_says_what_is_next(sitting: Sitting, phone: Client) -> None:
    page = seen(phone, "/home/")
    assert f"写{YEAR}年度述职报告" in page
    assert address(sitting) in page
    assert f"{YEAR}年调研报告或意见建议" in page


def test_a_report_begins_with_the_records_is_kept_and_handed_in(sitting: Sitting, phone: Client) -> None:
    met(sitting.full, TODAY, {sitting.engineer: "present"})
    assert "全委会：应到1次，到会1次" in seen(phone, address(sitting))
    answer = phone.post(address(sitting), {"text": "写到一半", "do": "draft"}, follow=True)
    assert "草稿已保存" in answer.content.decode()
    assert f"继续写{YEAR}年度述职报告" in seen(phone, "/home/duties/")
    refused = phone.post(address(sitting), {"text": "写到一半", "do": "hand_in"}).content.decode()
    assert "至少写20个字" in refused
    assert "写到一半" in refused
    answer = phone.post(address(sitting), {"text": TEXT, "do": "hand_in"}, follow=True)
    assert "述职报告已提交" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()
    assert DutyReport.objects.get().status == "handed_in"


def test_sent_back_it_says_what_is_missing_and_with_a_receipt_that_it_came(sitting: Sitting, phone: Client) -> None:
    phone.post(address(sitting), {"text": TEXT, "do": "hand_in"})
    report = DutyReport.objects.get()
    send_back(OPERATES, report, {"answer": "请补充走访情况。"})
    assert "请补充走访情况。" in seen(phone, address(sitting))
    assert f"补充{YEAR}年度述职报告" in seen(phone, "/home/")
    phone.post(address(sitting), {"text": TEXT, "do": "hand_in"})
    report.refresh_from_db()
    acknowledge(OPERATES, report, {"answer": "收到，谢谢。"})
    assert "收到，谢谢。" in seen(phone, address(sitting))
    assert "今年已完成1项" in seen(phone, "/home/")


def test_the_person_sees_what_a_meeting_found(sitting: Sitting, phone: Client) -> None:
    meeting = met(sitting.standing, TODAY, {})
    data = {"year": YEAR, "meeting": meeting.pk, "result": "partly", "people": [sitting.engineer.pk]}
    assess(OPERATES, sitting.full, data)
    page = seen(phone, "/home/duties/")
    assert "部分履行职责" in page
    assert meeting.title in page


@pytest.mark.parametrize("year", [YEAR + 1, YEAR - 2, 0, 10**12])
def test_other_years_have_no_report(sitting: Sitting, phone: Client, year: int) -> None:
    seen(phone, f"/home/duties/{sitting.full.public_id}/{year}/", 404)


def test_another_bodys_report_is_not_mine(sitting: Sitting, phone: Client) -> None:
    seen(phone, f"/home/duties/{sitting.cast.congress.public_id}/{YEAR}/", 404)


def test_who_is_nobody_is_led_home(sitting: Sitting) -> None:
    answer = by(sitting.cast.clerk).get(address(sitting))
    assert (answer.status_code, answer["Location"]) == (302, "/home/")


def test_a_day_in_residence_is_logged(sitting: Sitting, phone: Client) -> None:
    data = {"person": sitting.engineer.pk, "starts": TODAY, "ends": TODAY + dt.timedelta(days=30), "task": "联系企业"}
    slot = assign_slot(OPERATES, sitting.full, data)
    assert "我正在驻会" in seen(phone, "/home/")
    place = f"/home/residence/{slot.public_id}/"
    assert "联系企业" in seen(phone, place)
    assert "没有填写工作内容" in phone.post(place, {"work": ""}).content.decode()
    late = phone.post(place, {"work": "接待", "date": (TODAY + dt.timedelta(days=1)).isoformat()})
    assert late.status_code == 400
    phone.post(place, {"work": "接待企业", "date": TODAY.isoformat()})
    assert ResidenceDay.objects.get().work == "接待企业"
    other = by(self_user(sitting.cast, sitting.official))
    seen(other, place, 403)


def test_the_person_sees_the_case_and_says_how_it_came_about(sitting: Sitting, phone: Client) -> None:
    meetings = [met(sitting.full, day, {sitting.engineer: "absent"}) for day in days(2)]
    run = find_absences(OPERATES, sitting.full, {})[0]
    assert "说明情况" in seen(phone, "/home/")
    place = f"/home/absences/{run.public_id}/"
    page = seen(phone, place)
    assert all(one.title in page for one in meetings)
    phone.post(place, {"text": "两次都在住院。"})
    assert AbsenceRun.objects.get().statement == "两次都在住院。"
    run.refresh_from_db()
    decide(OPERATES, run, {"outcome": "kept", "reason": "常委会研究保留"})
    page = seen(phone, place)
    assert "常委会研究保留" in page
    assert "<textarea" not in page
    seen(by(sitting.cast.clerk), place, 302)
