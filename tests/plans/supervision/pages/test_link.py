"""The one-time link: a visitor fills the ledger in and signs; used, over and unknown links say so."""

from __future__ import annotations

import io
import re

from django.test import Client
from openpyxl import load_workbook

from cast import Cast, acts
from keqiao.kernel.work.models import Step
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.models import Sending, SendingStatus
from plans.supervision.browsing import BOOKS, by, seen


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
