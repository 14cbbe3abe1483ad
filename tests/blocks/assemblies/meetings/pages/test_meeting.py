"""The page of a meeting: its next step, and everything that belongs to it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from keqiao.blocks.assemblies.meetings import agenda, decisions, leaves
from keqiao.blocks.assemblies.meetings.offered import meeting_url
from keqiao.blocks.assemblies.meetings.pages.meeting import next_step, steps
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.access.models import User
from keqiao.look.panels import register_panel
from plans.supervision.browsing import by, seen


def proposed(user: User, meeting: Meeting) -> str:
    """The next step as a user is shown it."""
    request = RequestFactory().get("/")
    request.user = user
    found = next_step(request, meeting)
    return "" if found is None else found.label or found.said


def states(meeting: Meeting) -> list[str]:
    """How far the steps are."""
    return [step.state for step in steps(meeting)]


def test_one_next_step_leads_from_planning_to_the_record(at: Hall) -> None:
    clerk, leader = at.cast.clerk, at.cast.leader
    planned = at.planned(TODAY, title="甲")
    assert proposed(clerk, planned) == "编排议程"
    agenda.add_item(at.clerk, planned, {"title": "开幕"})
    assert proposed(clerk, planned) == "等待有召集权限的负责人召集会议。"
    assert proposed(leader, planned) == "召集会议"
    later = at.convened(LATER, title="乙")
    assert proposed(clerk, later) == "查看通知和回执"
    leaves.ask_leave(at.own, at.call(later), {"reason": "duty"})
    assert proposed(leader, later) == "批准请假"
    assert proposed(clerk, at.convened(TODAY, title="丙")) == "宣布开会"
    assert proposed(clerk, at.running(title="丁")) == "结束会议"
    over = at.closed(title="戊")
    assert proposed(clerk, over) == "下载会议纪要（Word）"
    assert states(over) == ["done", "done", "done", "current"]
    assert proposed(clerk, record_meeting(at.clerk, at.cast.congress, {"date": TODAY})) == ""


def test_the_page_says_who_convened_and_what_was_decided(at: Hall) -> None:
    made = at.closed(place="科技馆")
    decision = decisions.decide(at.clerk, made, {"title": "建设小院", "text": "年内建成。"})
    decisions.follow_up(at.clerk, decision, {"lead": "农技中心", "due": LATER})
    page = seen(by(at.cast.clerk), meeting_url(made))
    assert "达到法定人数" in page
    assert "代表1" in page
    assert "农技中心" in page
    assert "办理中" in page


def test_whoever_may_see_no_names_reads_none(at: Hall) -> None:
    made = at.convened()
    leaves.ask_leave(at.own, at.call(made), {"reason": "duty"})
    page = seen(by(at.cast.reader), meeting_url(made))
    assert "1人请假等待批准" in page
    assert not [person.name for person in at.people if person.name in page]
    assert seen(by(at.cast.clerk), meeting_url(made)).count("代表2") >= 1


def test_who_can_add_no_papers_is_told_that_there_are_none(at: Hall) -> None:
    made = at.convened()
    assert "还没有上传材料。" in seen(by(at.cast.leader), meeting_url(made))
    assert "还没有上传材料。" not in seen(by(at.cast.clerk), meeting_url(made))


def test_a_file_goes_up_with_a_meeting_and_comes_down(at: Hall, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = at.planned()
    item = agenda.add_item(at.clerk, made, {"title": "报告"})
    client = by(at.cast.clerk)
    file = SimpleUploadedFile("报告.pdf", b"%PDF-1.4")
    answer = client.post(
        f"{meeting_url(made)}papers/", {"file": file, "item": item.pk, "title": "工作报告"}, follow=True
    )
    assert "已上传“报告.pdf”" in answer.content.decode()
    paper = made.papers.get()
    assert (paper.item, paper.title) == (item, "工作报告")
    down = client.get(f"{meeting_url(made)}papers/{paper.public_id}/")
    assert b"".join(down.streaming_content) == b"%PDF-1.4"
    bad = client.post(f"{meeting_url(made)}papers/", {"file": SimpleUploadedFile("a.exe", b"MZ")}, follow=True)
    assert "不是可以接收的类型" in bad.content.decode()
    none = client.post(f"{meeting_url(made)}papers/", {}, follow=True)
    assert "没有选择文件" in none.content.decode()


def test_items_are_moved_by_buttons(at: Hall) -> None:
    made = at.planned()
    first = agenda.add_item(at.clerk, made, {"title": "开幕"})
    agenda.add_item(at.clerk, made, {"title": "报告"})
    client = by(at.cast.clerk)
    client.post(f"{meeting_url(made)}move/", {"item": first.pk, "way": "down"})
    assert [one.title for one in made.items.all()] == ["报告", "开幕"]
    answer = client.post(f"{meeting_url(made)}move/", {"item": first.pk, "way": "down"}, follow=True)
    assert "已经在最前或最后" in answer.content.decode()
    assert client.post(f"{meeting_url(made)}move/", {"item": "x"}).status_code == 302


def test_documents_leave_as_files(at: Hall) -> None:
    made = at.closed()
    client = by(at.cast.clerk)
    for part in ("minutes", "agenda"):
        answer = client.get(f"{meeting_url(made)}{part}/")
        assert docx.Document(io.BytesIO(answer.content)).paragraphs
    assert client.get(f"{meeting_url(made)}calendar/").content.startswith(b"BEGIN:VCALENDAR")
    refused = by(at.cast.reader).get(f"{meeting_url(made)}minutes/")
    assert refused.status_code == 302


def test_other_rooms_add_their_panels(at: Hall) -> None:
    made = at.planned()
    register_panel("meeting", "trial", "提案", lambda request, subject: f"关于{subject}" if subject == made else "")
    try:
        assert f"关于{made}" in seen(by(at.cast.clerk), meeting_url(made))
    finally:
        register_panel("meeting", "trial", "提案", lambda request, subject: "")


def test_a_longer_agenda_takes_no_more_queries(at: Hall) -> None:
    made, counts = at.running(5), []
    for number in (1, 3):
        while made.items.count() < number:
            item = agenda.add_item(at.clerk, made, {"title": f"议题{made.items.count()}"})
            decisions.decide(at.clerk, made, {"title": f"决定{item.pk}", "text": "通过。"})
        with CaptureQueriesContext(connection) as captured:
            seen(by(at.cast.clerk), meeting_url(made))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_nobody_from_elsewhere_opens_it(at: Hall, client: Client) -> None:
    made = at.convened()
    for user in (at.cast.outsider, at.cast.nobody, at.delegate):
        assert by(user).get(meeting_url(made)).status_code == 403
    assert client.get(meeting_url(made)).status_code == 302


def test_the_authority_goes_up_with_the_convening(at: Hall, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    made, client = at.planned(), by(at.cast.leader)
    address = reverse("act", args=["assemblies.convene_meeting", made.public_id])
    assert 'enctype="multipart/form-data"' in seen(client, address)
    form = {"convener": at.people[2].name, "delegated_by": at.people[0].name, "delegation": "出国访问"}
    assert "须随同附上书面委托" in client.post(address, form).content.decode()
    file = SimpleUploadedFile("委托书.pdf", b"%PDF-1.4")
    client.post(address, form | {"document": file})
    made.refresh_from_db()
    assert (made.status, made.delegated) == ("convened", True)
    page = seen(client, meeting_url(made))
    assert "委托召集的文件" in page
    assert "委托书" in page
    assert "drop_paper" not in page
