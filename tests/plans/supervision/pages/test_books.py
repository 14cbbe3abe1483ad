"""Inspections, the problem log, and pilots with what others can copy."""

from __future__ import annotations

from cast import Cast, acts
from keqiao.plans.supervision import checks
from plans.supervision.browsing import BOOKS, by, seen


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
