"""Lines that don't go together are said in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from blocks.returns.sheets import LINES, activity, form
from cast import Cast
from keqiao.blocks.returns.forms.answers import answers
from keqiao.blocks.returns.forms.checks import checked

CHECKS = """checks:
  - {lines: [lectures], equal: all}
  - {lines: [lectures, youth], at_most: all}
  - {lines: [youth], at_most: all}
"""


def test_without_numbers_nothing_is_checked(cast: Cast, tmp_path: Path) -> None:
    found = checked(answers(form(tmp_path, LINES, CHECKS), cast.liuzhou, 2024))
    assert [one.holds for one in found] == [None, None, None]
    assert found[0].said == "第6行之和应等于第5行：第6、5行没有数据，未核对。"


def test_what_does_not_go_together_is_said(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path, LINES, CHECKS)
    activity(cast, dt.date(2024, 3, 1), audience="youth")
    found = checked(answers(made, cast.liuzhou, 2024))
    assert [one.holds for one in found] == [True, False, True]
    assert found[1].said == "第6、7行之和应不大于第5行：现为2和1，不相符。请核对这些行的记录。"
    activity(cast, dt.date(2024, 3, 2), kind="training", audience="public")
    found = checked(answers(made, cast.liuzhou, 2024))
    assert [one.holds for one in found] == [False, True, True]
    assert found[2].said == "第7行应不大于第5行：1，2，相符。"
