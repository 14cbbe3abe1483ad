"""The project's files as the habits read them."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "keqiao"
TESTS = ROOT / "tests"
FRONTEND = ROOT / "frontend"
BLOCKS = PACKAGE / "blocks"

# Made, fetched or kept as it came: not ours to shape.
_NOT_OURS = frozenset({"__pycache__", "node_modules", "bundle", "kept", ".venv", "var", "build", "dist"})


@cache
def files(folder: Path, *suffixes: str) -> tuple[Path, ...]:
    """Our files under a folder, with these suffixes or all of them."""
    return tuple(sorted(_files(folder, suffixes)))


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _NOT_OURS or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from _files(path, suffixes)
        elif not suffixes or path.suffix in suffixes:
            yield path


@cache
def code(folder: Path) -> tuple[Path, ...]:
    """Python files of a folder without migrations, which Django writes."""
    return tuple(path for path in files(folder, ".py") if "migrations" not in path.parts)


@cache
def text(path: Path) -> str:
    """What a file says."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(text(path), str(path))


def shown(path: Path, line: int = 0) -> str:
    """A file's place in the project, as a message names it."""
    place = path.relative_to(ROOT).as_posix()
    return f"{place}:{line}" if line else place


def module(path: Path) -> str:
    """The dotted name of a file of the source."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def settings() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads(text(ROOT / "pyproject.toml"))


def contracts() -> dict[str, dict[str, Any]]:
    """The contracts of import-linter by the start of their name, up to the first colon, comma or end."""
    return {contract["name"]: contract for contract in settings()["tool"]["importlinter"]["contracts"]}


def percentile_95(sizes: list[int]) -> int:
    """The size that 95 of 100 don't exceed."""
    return sorted(sizes)[ceil(len(sizes) * 0.95) - 1]


def told(problems: list[str], rule: str) -> str:
    """A message: the rule, then every place that breaks it."""
    return "\n  ".join([rule, *problems])
