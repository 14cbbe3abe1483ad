"""The ledger at the desk: tasks of the plan, totals, and the spreadsheet that leaves."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from cast import Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.exported import take_ledger
from plans.supervision.browsing import BOOKS, by, seen


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


def test_the_audit_keeps_that_the_ledger_left(cast: Cast) -> None:
    tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站"})
    by(cast.clerk).get(f"{BOOKS}sheet/")
    assert Entry.objects.filter(verb="supervision.take_ledger").get().message == "ledger: 1 rows"
    with pytest.raises(Refused):
        take_ledger(acts(cast.reader), cast.liuzhou, {"what": "ledger", "rows": 1})
