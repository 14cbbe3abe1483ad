"""Papers beside a committee's plan, work and report, put there and read at the desk."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client

from blocks.assemblies.service.given import TODAY, YEAR
from cast import OPERATES, Cast, acts
from keqiao.blocks.assemblies.service.committees import finish_item, plan_year, report_year
from keqiao.blocks.assemblies.service.models import PlanItem, YearReport
from keqiao.blocks.assemblies.service.papers import attach_evidence, attach_plan, attach_report, papers_of
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.posts import form_body

PDF: dict[str, Any] = {"name": "计划.pdf", "content": b"%PDF-1.4 one"}


@pytest.fixture
def committee(cast: Cast) -> Body:
    """A special committee with a plan of one piece of work, done, and a report."""
    made: Body = form_body(OPERATES, cast.liuzhou, {"kind": "special_committee", "name": "企业工作委员会"})
    plan_year(OPERATES, made, {"year": YEAR, "items": "走访十家企业"})
    finish_item(OPERATES, PlanItem.objects.get(), {"evidence": "走访报告"})
    report_year(OPERATES, made, {"of": YEAR, "title": "年度工作报告", "date": TODAY})
    return made


def file(name: str, content: bytes = b"%PDF-1.4 two") -> io.BytesIO:
    """What a browser sends."""
    made = io.BytesIO(content)
    made.name = name
    return made


def test_the_latest_paper_of_a_year_is_its_plan(cast: Cast, committee: Body) -> None:
    attach_plan(acts(cast.clerk), committee, PDF | {"year": YEAR})
    attach_plan(acts(cast.clerk), committee, PDF | {"year": YEAR, "name": "计划（修订）.pdf"})
    attach_plan(acts(cast.clerk), committee, PDF | {"year": YEAR - 1, "name": "上年.pdf"})
    assert {one.attachment.name for one in committee.year_plans.all()} == {"计划（修订）.pdf", "上年.pdf"}
    assert {one.name for one in papers_of(committee)} == {"计划（修订）.pdf", "上年.pdf"}


def test_evidence_stands_beside_the_work_that_was_done(cast: Cast, committee: Body) -> None:
    made = attach_evidence(acts(cast.clerk), PlanItem.objects.get(), PDF | {"name": "走访报告.pdf"})
    assert made.attachment is not None
    assert [one.name for one in papers_of(committee)] == ["走访报告.pdf"]


def test_what_is_no_paper_and_who_may_not_is_refused(cast: Cast, committee: Body) -> None:
    report = YearReport.objects.get()
    with pytest.raises(VerbError, match="不是可以接收的类型"):
        attach_report(acts(cast.clerk), report, {"name": "报告.exe", "content": b"MZ"})
    for act in (acts(cast.reader), acts(cast.outsider)):
        with pytest.raises(Refused):
            attach_report(act, report, PDF)
    with pytest.raises(VerbError, match="年度"):
        attach_plan(acts(cast.clerk), committee, PDF | {"year": 1})


def test_at_the_desk_a_paper_is_put_beside_what_it_belongs_to(cast: Cast, committee: Body, client: Client) -> None:
    client.force_login(cast.clerk)
    address = f"/desk/assemblies/450200/committees/{committee.public_id}/"
    page = client.get(address).content.decode()
    assert f"{YEAR}年度报告《年度工作报告》" in page
    assert "完成依据：走访十家企业" in page
    report, item = YearReport.objects.get(), PlanItem.objects.get()
    for beside, name in (("plan", "计划.pdf"), (report.public_id, "报告.pdf"), (item.public_id, "依据.pdf")):
        answer = client.post(address, {"beside": str(beside), "file": file(name)}, follow=True)
        assert "材料已附上" in answer.content.decode()
        assert name in answer.content.decode()
    kept = YearReport.objects.get().attachment
    assert kept is not None
    got = client.get(f"{address}papers/{kept.public_id}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 two"  # type: ignore[attr-defined]  # a file, streamed
    assert client.get(f"{address}papers/{committee.public_id}/").status_code == 404
    assert "是空的" in client.post(address, {"beside": "plan"}, follow=True).content.decode()


def test_who_only_reads_sees_the_papers_and_no_form(cast: Cast, committee: Body, client: Client) -> None:
    attach_plan(OPERATES, committee, PDF | {"year": YEAR})
    client.force_login(cast.reader)
    page = client.get(f"/desk/assemblies/450200/committees/{committee.public_id}/").content.decode()
    assert "计划.pdf" in page
    assert "附上文件" not in page
