"""Tests mirror the source: every module of some size has its own test, or is named by another's imports."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from habits.source import PACKAGE, TESTS, code, module, shown, text, told, tree

LARGE = 30  # lines of code

# Modules without a test of their own, each with its reason. The list may only shrink.
EXCEPTIONS: dict[str, str] = {
    "keqiao.config.settings": "every test runs on it",
    "keqiao.config.settings_test": "every test runs on it",
}

_DECLARATIONS = {"models.py", "apps.py", "urls.py", "__init__.py"}


def test_every_module_of_some_size_has_a_test() -> None:
    without = [
        f"{shown(path)}  →  {shown(mirror(path))}"
        for path in code(PACKAGE)
        if is_large(path) and not is_tested(path) and module(path) not in EXCEPTIONS
    ]
    assert not without, told(without, "A module has a test at the mirrored place, or is imported by one:")


def test_an_exception_that_is_no_longer_needed_goes() -> None:
    names = {module(path): path for path in code(PACKAGE)}
    gone = [name for name in EXCEPTIONS if name not in names]
    assert not gone, told(gone, "Strike these from EXCEPTIONS, they don't exist any more:")
    tested = [name for name in EXCEPTIONS if mirror(names[name]).exists()]
    assert not tested, told(tested, "Strike these from EXCEPTIONS, they have a test now:")


def mirror(path: Path) -> Path:
    """Where the test of a module stands."""
    return TESTS / path.relative_to(PACKAGE).with_name(f"test_{path.name}")


def is_large(path: Path) -> bool:
    """Whether a module has more than a few lines of code and isn't mere declaration."""
    return path.name not in _DECLARATIONS and code_lines(text(path)) > LARGE


def code_lines(written: str) -> int:
    """Lines that aren't blank or comment."""
    return sum(1 for line in written.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def is_tested(path: Path) -> bool:
    """Whether a module has its test or is imported by one."""
    return mirror(path).exists() or module(path) in imported_by_tests()


@cache
def imported_by_tests() -> frozenset[str]:
    """Every dotted name that a test file imports."""
    return frozenset(name for path in code(TESTS) if path.name.startswith("test_") for name in imported(tree(path)))


def imported(parsed: ast.Module) -> set[str]:
    """The dotted names that a file imports, a name out of a module counting as both."""
    names: set[str] = set()
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_imports_are_read_in_both_forms() -> None:
    assert imported(ast.parse("import a.b\nfrom c import d")) == {"a.b", "c", "c.d"}
    assert code_lines("a = 1\n\n# why\nb = 2\n") == 2
