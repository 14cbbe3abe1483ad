"""The same names in every block, and a README of one screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from habits.source import BLOCKS, PACKAGE, files, shown, text, told

MODULES = {
    "__init__",
    "apps",
    "models",
    "verbs",
    "facts",
    "records",
    "successions",
    "acts",
    "programmes",
    "queries",
    "forms",
    "pages",
    "rest",
    "urls",
    "facade",
}
FOLDERS = {"templates", "static", "locale", "migrations"}
ONE_SCREEN = 60

_ALL = sorted(path for path in BLOCKS.iterdir() if path.is_dir() and path.name != "__pycache__")


@pytest.mark.parametrize("block", _ALL, ids=lambda block: block.name)
def test_a_block_has_the_fixed_names_only(block: Path) -> None:
    known = {"README.md", *FOLDERS, *MODULES, *(f"{name}.py" for name in MODULES), "__pycache__"}
    unknown = [shown(path) for path in block.iterdir() if path.name not in known and not _is_room(path)]
    assert not unknown, told(unknown, f"A block holds README.md, {', '.join(sorted(MODULES | FOLDERS))}; not:")


def _is_room(path: Path) -> bool:
    """A large block is divided into rooms, each an application of its own."""
    return (path / "apps.py").exists()


@pytest.mark.parametrize("block", _ALL, ids=lambda block: block.name)
def test_a_block_has_a_readme_of_one_screen(block: Path) -> None:
    readme = block / "README.md"
    assert readme.exists(), f"{shown(block)} needs a README.md: what it is for, its nouns, how others meet it"
    lines = len(text(readme).splitlines())
    assert 5 <= lines <= ONE_SCREEN, f"{shown(readme)} has {lines} lines; 5 to {ONE_SCREEN} fit a screen"


def test_no_file_is_empty() -> None:
    empty = [
        shown(path)
        for path in files(PACKAGE)
        if path.stat().st_size == 0 and path.parts[-2:] != ("migrations", "__init__.py")
    ]
    assert not empty, told(empty, "Leave out what is empty:")
