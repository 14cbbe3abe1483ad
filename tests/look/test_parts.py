"""A step says its state in words and by its mark."""

from __future__ import annotations

import pytest

from keqiao.look.parts import Step


@pytest.mark.parametrize(
    ("state", "word", "css"),
    [
        ("done", "已完成", "step-done"),
        ("current", "进行中", "step-current"),
        ("late", "已逾期", "step-current step-late"),
        ("coming", "未开始", "step-coming"),
    ],
)
def test_each_state_has_a_word_and_a_mark(state: str, word: str, css: str) -> None:
    step = Step("公示", state)
    assert (step.state_word, step.css) == (word, css)


def test_another_state_has_no_word() -> None:
    with pytest.raises(KeyError, match="finished"):
        assert Step("公示", "finished").state_word
