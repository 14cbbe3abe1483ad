"""A journey looks at a page only when it is there: a click alone returns while the page before it may still stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

import pytest

from habits.source import TESTS, code, shown, told, tree

# What looks at once. What waits for something to appear (expect, a further click, fill) is safe after a click.
_LOOKING = frozenset({"axe", "fits", "look"})
_READING = frozenset({"url", "objects", "inner_text", "input_value", "evaluate"})


def _is_click(statement: ast.stmt | None) -> bool:
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="click"))):
            return True
    return False


def _looks(statement: ast.stmt) -> bool:
    return any(
        (isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in _LOOKING)
        or (isinstance(part, ast.Attribute) and part.attr in _READING)
        for part in ast.walk(statement)
    )


def _waits(statement: ast.stmt) -> bool:
    return ast.unparse(statement).startswith("expect(")


def hasty(module: ast.Module) -> Iterator[int]:
    """Lines that look at a page straight after a click."""
    for node in ast.walk(module):
        for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
            for before, after in pairwise(block if isinstance(block, list) else []):
                if _is_click(before) and _looks(after) and not _waits(after):
                    yield after.lineno


def test_no_journey_looks_straight_after_a_click() -> None:
    wrong = [shown(path, line) for path in code(TESTS / "journeys") for line in hasty(tree(path))]
    assert not wrong, told(wrong, "Use steps.follow, or wait with expect for what the click brings, before:")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("link.click()\naxe(page)", [2]),
        ("link.click()\nassert page.url == home", [2]),
        ("link.click()\nexpect(page.get_by_text('in')).to_be_visible()\naxe(page)", []),
        ("link.click()\nexpect(box).to_have_value(other.input_value())", []),
        ("follow(link)\naxe(page)", []),
        ("for link in links:\n    link.click()\n    fits(page)", [3]),
    ],
)
def test_looking_too_soon_is_found(lines: str, found: list[int]) -> None:
    assert list(hasty(ast.parse(lines))) == found
