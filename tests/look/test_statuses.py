"""Each state has its word, and a task its own."""

from __future__ import annotations

import pytest

from keqiao.look.statuses import STATUSES, status_word


def test_there_are_six_states_each_with_its_own_word() -> None:
    assert {code: status_word(code) for code in STATUSES} == {
        "met": "已达标",
        "on_track": "正常推进",
        "at_risk": "进度滞后",
        "missed": "未达标",
        "no_data": "暂无数据",
        "needs_human": "待认定",
    }


def test_a_task_is_finished_or_overdue() -> None:
    assert status_word("met", task=True) == "已完成"
    assert status_word("missed", task=True) == "逾期未完成"


def test_another_code_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="use one of met"):
        status_word("good")
