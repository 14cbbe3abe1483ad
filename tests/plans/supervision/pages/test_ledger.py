"""The books at the desk: a clerk makes tasks of the plan, sends a ledger out, and those of elsewhere see nothing."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django.fixtures import Settings

from cast import Cast, acts
from keqiao.kernel.access.models import User
from keqiao.kernel.work.models import Case, Step, StepStatus
from keqiao.plans.supervision import checks, goals, tasks
from keqiao.plans.supervision.models import Sending, SendingStatus

BOOKS = "/supervision/450200/"


@pytest.fixture(autouse=True)
def no_demo(settings: Settings, only_liuzhou: Path) -> None:
    settings.DEMO = False


def by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_an_empty_ledger_offers_to_make_tasks_of_the_plan(cast: Cast) -> None:
    client = by(cast.clerk)
    assert "台账上还没有任务" in seen(client, BOOKS)
    answer = client.post(BOOKS, {"action": "plan", "plan": "liuzhou-2017"}, follow=True).content.decode()
    assert "已按方案下达" in answer
    assert "市科协代表大会代表中基层一线科技工作者比例" in answer
    assert "按方案下达任务" not in seen(client, BOOKS)
    assert "还没有牵头单位" in seen(client, f"{BOOKS}?view=overview")
    assert "第二部分" in seen(client, f"{BOOKS}?plan=liuzhou-2017&view=overview")


def test_the_ledger_leaves_as_a_spreadsheet(cast: Cast) -> None:
    tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站"})
    answer = by(cast.clerk).get(f"{BOOKS}sheet/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.cell(4, 2).value == "建设科普e站"
    assert by(cast.reader).get(f"{BOOKS}sheet/").status_code == 403


def test_out_and_back_by_the_link(cast: Cast) -> None:
    one = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站"})
    clerk = by(cast.clerk)
    assert "还没有选择任务" in clerk.post(BOOKS, {"action": "send", "to": "教育局"}, follow=True).content.decode()
    page = clerk.post(BOOKS, {"action": "send", "to": "教育局", "case": str(one.public_id)}, follow=True)
    link = re.search(r"http://testserver(/ledger/[^/]+/)", page.content.decode())
    assert link is not None
    visitor = Client()
    assert "建设科普e站" in seen(visitor, link[1])
    assert load_workbook(io.BytesIO(visitor.get(f"{link[1]}sheet/").content)).active.cell(4, 2).value == "建设科普e站"
    fields = {f"progress-{one.public_id}": "已办两次", "name": "李明", "post": ""}
    refused = visitor.post(link[1], fields)
    assert refused.status_code == 400
    assert "已办两次" in refused.content.decode()
    assert "已交回" in visitor.post(link[1], fields | {"post": "副局长"}).content.decode()
    assert "已经使用过" in seen(visitor, link[1], 410)
    assert "不完整或不存在" in seen(visitor, "/ledger/wrong/", 404)
    assert seen(visitor, "/ledger/wrong/sheet/", 404)
    made = Sending.objects.get()
    address = f"{BOOKS}sendings/{made.public_id}/"
    html = seen(clerk, address)
    assert link[1] not in html  # the link is shown once
    assert "李明（副局长）" in html
    take = re.search(r'name="take" value="([^"]+)"', html)
    assert take is not None
    clerk.post(address, {"action": "merge", "take": take[1], "seen_version": made.version})
    made.refresh_from_db()
    assert made.status == SendingStatus.MERGED
    assert Step.objects.get().text == "已办两次"


def test_back_by_upload(cast: Cast) -> None:
    one = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站"})
    clerk = by(cast.clerk)
    clerk.post(BOOKS, {"action": "send", "to": "教育局", "case": str(one.public_id)})
    made = Sending.objects.get()
    address = f"{BOOKS}sendings/{made.public_id}/"
    book = load_workbook(io.BytesIO(clerk.get(f"{address}sheet/").content))
    book.active.cell(4, 9).value = "按表格填的"
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "台账.xlsx"
    signed = {"action": "upload", "name": "李明", "post": "副局长"}
    assert "还没有选择文件" in clerk.post(address, signed, follow=True).content.decode()
    assert "请核对差异" in clerk.post(address, signed | {"file": stream}, follow=True).content.decode()
    assert "按表格填的" in seen(clerk, address)


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
    assert b"".join(got.streaming_content) == b"%PDF-1.4 content"  # type: ignore[attr-defined]
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


@pytest.mark.parametrize("part", ["", "inspections/", "problems/", "pilots/", "sendings/", "goals/", "sheet/"])
def test_books_are_a_unit_s_own(cast: Cast, part: str) -> None:
    assert by(cast.outsider).get(BOOKS + part).status_code == 403
    assert by(cast.nobody).get(BOOKS + part).status_code == 403
    assert Client().get(BOOKS + part).status_code == 302


def test_the_other_books(cast: Cast) -> None:
    act, client = acts(cast.clerk), by(cast.clerk)
    for part, empty in (
        ("inspections", "还没有开展督查检查"),
        ("problems", "还没有登记问题"),
        ("pilots", "还没有开展试点"),
        ("sendings", "还没有发出台账"),
        ("goals", "还没有目标树"),
    ):
        assert empty in seen(client, f"{BOOKS}{part}/")
    due = "2099-01-01"
    inspection = checks.inspect(act, cast.liuzhou, {"title": "半年检查"})
    checks.find(act, inspection, {"title": "缺名单", "due": due})
    checks.raise_problem(act, cast.liuzhou, {"title": "没有经费"})
    pilot = checks.begin_pilot(act, cast.liuzhou, {"title": "联合组建"})
    checks.conclude_pilot(act, pilot, {"outcome": "三家联合", "copyable": True})
    assert "缺名单" in seen(client, f"{BOOKS}inspections/")
    assert "缺名单" in seen(client, f"{BOOKS}tasks/{inspection.public_id}/")
    assert "没有经费" in seen(client, f"{BOOKS}problems/")
    assert "可复制推广的经验" in seen(client, f"{BOOKS}pilots/")


def test_goals_are_tagged_by_ticks(cast: Cast) -> None:
    root = goals.plant(acts(cast.clerk), cast.liuzhou, {"text": "四服务"})
    client = by(cast.clerk)
    address = f"{BOOKS}goals/{root.public_id}/"
    assert "基层一线" in seen(client, address)
    client.post(address, {"plan": "liuzhou-2017", "about": ["clause/九"]})
    assert root.tags.get().about == "clause/九"
    assert "四服务" in seen(client, f"{BOOKS}goals/")
    assert "不是条目" in client.post(address, {"plan": "liuzhou-2017", "about": ["x"]}, follow=True).content.decode()


def test_the_desk_says_what_is_late_and_what_waits(cast: Cast) -> None:
    one: Case = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站", "due": "2020-01-01"})
    by(cast.clerk).post(f"{BOOKS}tasks/{one.public_id}/", {"kind": "progress", "text": "已建三个。"})
    desk = seen(by(cast.leader), "/desk/")
    assert "个工作日" in desk
    assert "等待您审核" in desk
    assert "等待您审核" not in seen(by(cast.clerk), "/desk/")
