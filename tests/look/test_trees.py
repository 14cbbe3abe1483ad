"""A branch stands open when the current line is in it."""

from __future__ import annotations

from keqiao.look.trees import TreeNode

LEAF = TreeNode("第1条", current=True)


def test_the_way_down_to_the_current_line_is_open() -> None:
    assert TreeNode("第二部分", children=[TreeNode("一", children=[LEAF])]).opened


def test_a_branch_beside_it_stays_closed() -> None:
    assert not TreeNode("第四部分", children=[TreeNode("第3条")]).opened
