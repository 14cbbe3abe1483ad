"""The demo's roles hold for a time, so that the list of grants to be looked at has something to show."""

from __future__ import annotations

import datetime as dt

from keqiao.cli.demo.accounts import ENDS_SOON, LEFT_OPEN, _time
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS


def test_one_ends_soon_one_was_left_open_and_the_rest_hold_for_long() -> None:
    stage = Stage(size=200, seed=2017, today=dt.date(2026, 11, 30))
    ends = {one.username: _time(stage, one)["ends"] for one in DEMO_ACCOUNTS if one.role}
    assert ends.pop(ENDS_SOON) == dt.date(2026, 12, 20)
    assert ends.pop(LEFT_OPEN) is None
    assert set(ends.values()) == {dt.date(2028, 1, 1)}
