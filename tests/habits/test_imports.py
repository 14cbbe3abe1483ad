"""Packages re-export nothing; exceptions in the code carry a reason."""

from __future__ import annotations

import ast
import re
from itertools import chain

import pytest

from habits.source import FRONTEND, PACKAGE, TESTS, code, settings, shown, text, told, tree

_SUPPRESSION = re.compile(r"#\s*(noqa\b|type:\s*ignore\b|pragma:|fmt:\s*(?:off|skip)|djlint:\s*off).*")
_REASONED = re.compile(
    r"""\#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+-\s+\S.*
          |type:\s*ignore\[[\w,\s-]+\]\s+\#\s*(?:noqa:.+-\s+)?\S.*)""",
    re.VERBOSE,
)


def test_a_package_says_one_line_and_re_exports_nothing() -> None:
    broken = [
        shown(path)
        for path in code(PACKAGE)
        if path.name == "__init__.py" and not is_one_docstring(tree(path), text(path))
    ]
    assert not broken, told(broken, "An __init__.py holds one line, its docstring; import from the module itself:")


def is_one_docstring(parsed: ast.Module, written: str) -> bool:
    """Whether a module is one line of documentation and nothing else."""
    return len(parsed.body) == 1 and bool(ast.get_docstring(parsed)) and len(written.strip().splitlines()) == 1


def test_every_exception_from_a_check_names_the_check_and_the_reason() -> None:
    bare = [
        f"{shown(path, number)}  {line.strip()}"
        for path in chain(code(PACKAGE), code(TESTS))
        if path.name != "test_imports.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if is_bare(line)
    ]
    assert not bare, told(bare, "Write “# noqa: CODE - why” or “# type: ignore[code]  # why”:")


def is_bare(line: str) -> bool:
    """Whether a line silences a check without naming it and saying why."""
    found = _SUPPRESSION.search(line)
    return bool(found) and not _REASONED.fullmatch(found.group().rstrip())


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("import a  # noqa: PLC0415 - models load only after Django has started", False),
        ("import a  # type: ignore[import-untyped]  # noqa: PLC0415 - large, needed at set-up only", False),
        ("x()  # type: ignore[operator]  # known here", False),
        ("import a  # noqa: PLC0415", True),
        ("import a  # noqa", True),
        ("x()  # type: ignore", True),
        ("x()  # type: ignore[operator]", True),
        ("x()  # an ordinary remark", False),
    ],
)
def test_a_silenced_check_needs_its_name_and_a_reason(line: str, bare: bool) -> None:
    assert is_bare(line) is bare


def test_late_imports_are_checked_everywhere() -> None:
    ruff = settings()["tool"]["ruff"]["lint"]
    assert "PLC0415" in ruff["select"]
    assert "PLC0415" not in chain(ruff["ignore"], *ruff["per-file-ignores"].values())


def test_scripts_silence_nothing() -> None:
    loud = [
        shown(path)
        for path in FRONTEND.rglob("*.js")
        if "node_modules" not in path.parts and re.search(r"eslint-disable|@ts-(?:ignore|nocheck)", text(path))
    ]
    assert not loud, told(loud, "Scripts don't silence checks:")
