"""The desk says what is late and what waits for a second person."""

from __future__ import annotations

from cast import Cast, acts
from keqiao.kernel.work.models import Case
from keqiao.plans.supervision import tasks
from plans.supervision.browsing import BOOKS, by, seen


def test_the_desk_says_what_is_late_and_what_waits(cast: Cast) -> None:
    one: Case = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站", "due": "2020-01-01"})
    by(cast.clerk).post(f"{BOOKS}tasks/{one.public_id}/", {"kind": "progress", "text": "已建三个。"})
    desk = seen(by(cast.leader), "/desk/")
    assert "个工作日" in desk
    assert "等待您审核" in desk
    assert "等待您审核" not in seen(by(cast.clerk), "/desk/")
