"""A task's page: steps with evidence, a second person, and the units that work on it."""

from __future__ import annotations

import io

from cast import Cast, acts
from keqiao.kernel.work.models import Step, StepStatus
from keqiao.plans.supervision import tasks
from plans.supervision.browsing import BOOKS, by, seen


def test_a_step_with_evidence_waits_for_a_second_person(cast: Cast) -> None:
    one = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站"})
    address = f"{BOOKS}tasks/{one.public_id}/"
    clerk = by(cast.clerk)
    file = io.BytesIO(b"%PDF-1.4 content")
    file.name = "验收.pdf"
    answer = clerk.post(address, {"kind": "progress", "text": "已验收。", "file": file}, follow=True).content.decode()
    assert "等待另一人审核" in answer
    step = Step.objects.get()
    assert step.attachment is not None
    got = clerk.get(f"{address}files/{step.public_id}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 content"  # type: ignore[attr-defined]  # a file, streamed
    assert "审核通过" in seen(by(cast.leader), address)
    by(cast.leader).post(f"/desk/acts/supervision.approve_note/{step.public_id}/", {})
    step.refresh_from_db()
    assert step.status == StepStatus.APPROVED
    bad = io.BytesIO(b"MZ")
    bad.name = "程序.pdf"
    assert (
        "不是可以接收的类型"
        in clerk.post(address, {"kind": "progress", "text": "已验收。", "file": bad}, follow=True).content.decode()
    )


def test_the_unit_that_works_on_a_task_sees_it_and_nothing_else(cast: Cast) -> None:
    mine = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "鹿寨的任务", "lead_unit": cast.luzhai.code})
    other = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "别人的任务"})
    county = by(cast.county_clerk)
    assert "鹿寨的任务" in seen(county, "/supervision/")
    address = f"{BOOKS}tasks/{mine.public_id}/"
    county.post(address, {"kind": "progress", "text": "鹿寨已建两个。"})
    assert "鹿寨已建两个。" in seen(county, address)
    assert seen(county, f"{BOOKS}tasks/{other.public_id}/", 403)
    assert seen(county, BOOKS, 403)
