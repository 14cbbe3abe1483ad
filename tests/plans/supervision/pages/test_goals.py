"""Goals are tagged by ticks."""

from __future__ import annotations

from cast import Cast, acts
from keqiao.plans.supervision import goals
from plans.supervision.browsing import BOOKS, by, seen


def test_goals_are_tagged_by_ticks(cast: Cast) -> None:
    root = goals.plant(acts(cast.clerk), cast.liuzhou, {"text": "四服务"})
    client = by(cast.clerk)
    address = f"{BOOKS}goals/{root.public_id}/"
    assert "基层一线" in seen(client, address)
    client.post(address, {"plan": "liuzhou-2017", "about": ["clause/九"]})
    assert root.tags.get().about == "clause/九"
    assert "四服务" in seen(client, f"{BOOKS}goals/")
    assert "不是条目" in client.post(address, {"plan": "liuzhou-2017", "about": ["x"]}, follow=True).content.decode()
