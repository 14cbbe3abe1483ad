"""Small functions, small files, and names that say something."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path

from habits.source import FRONTEND, PACKAGE, ROOT, TESTS, code, files, percentile_95, shown, text, told, tree

LONGEST_FUNCTION, USUAL_FUNCTION = 80, 30
LONGEST_FILE, USUAL_FILE = 600, 350
SAYING_NOTHING = re.compile(r"(?:^|_)(?:utils?|helpers?|common|misc)(?:_|$)", re.IGNORECASE)

_WRITTEN = (".py", ".html", ".js", ".css", ".scss")


def test_functions_are_short() -> None:
    sizes = {
        f"{shown(path, node.lineno)} {node.name}: {lines(node)} lines": lines(node)
        for path in chain(code(PACKAGE), code(TESTS))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    longest = [place for place, size in sizes.items() if size > LONGEST_FUNCTION]
    assert not longest, told(longest, f"No function has more than {LONGEST_FUNCTION} lines:")
    usual = percentile_95(list(sizes.values()))
    assert usual <= USUAL_FUNCTION, f"95 of 100 functions have up to {usual} lines; keep it at {USUAL_FUNCTION}"


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    sizes = {path: len(text(path).splitlines()) for path in written() if "migrations" not in path.parts}
    longest = [f"{shown(path)}: {size} lines" for path, size in sizes.items() if size > LONGEST_FILE]
    assert not longest, told(longest, f"No file has more than {LONGEST_FILE} lines:")
    usual = percentile_95(list(sizes.values()))
    assert usual <= USUAL_FILE, f"95 of 100 files have up to {usual} lines; keep it at {USUAL_FILE}"


def written() -> list[Path]:
    """What people wrote: Python, templates, scripts, styles."""
    return [path for folder in (PACKAGE, TESTS, FRONTEND) for path in files(folder, *_WRITTEN)]


def test_names_say_what_is_inside() -> None:
    paths = chain(files(PACKAGE), files(TESTS), files(FRONTEND), files(ROOT / "plans"))
    parts = {(part, path) for path in paths for part in (path.stem, *path.relative_to(ROOT).parent.parts)}
    vague = sorted(shown(path) for part, path in parts if SAYING_NOTHING.search(part))
    assert not vague, told(vague, "Call files and folders by what they hold, not utils, helpers, common or misc:")


def test_95_of_100_is_counted_from_below() -> None:
    assert percentile_95(list(range(1, 101))) == 95
    assert percentile_95([7]) == 7
