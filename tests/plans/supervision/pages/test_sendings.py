"""A ledger comes back by upload, and its differences are merged on its page."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from cast import Cast, acts
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.models import Sending
from plans.supervision.browsing import BOOKS, by, seen


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
