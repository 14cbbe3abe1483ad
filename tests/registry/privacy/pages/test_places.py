"""The way to a page, and pages of one's own."""

from __future__ import annotations

from cast import Cast
from keqiao.registry.privacy.pages.places import desk_trail, home_trail


def test_a_trail_begins_at_the_home_or_the_desk(cast: Cast) -> None:
    assert [one["label"] for one in home_trail(("关于我的信息", ""))] == ["我的", "关于我的信息"]
    assert [one["url"] for one in desk_trail(("处理活动清单", ""))] == ["/desk/", ""]
