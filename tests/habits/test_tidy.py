"""No machine's paths, no registry's address, nothing left for later, and a root that fits one look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from habits.source import FRONTEND, PACKAGE, ROOT, TESTS, files, shown, text, told

MOST_ROOT_ENTRIES = 15

_MACHINE = re.compile(r"(?<![\w.}])/(?:work|root|tmp|Users|opt)/\w")
_REGISTRY = re.compile(
    r"\b(?:pypi|registry|npm\w*|mirrors?)[\w-]*(?:\.[\w-]+)*\.(?:org|com|cn|net|io|dev)\b|pythonhos" + "ted"
)
_LATER = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b")
_TEXT = {
    ".py",
    ".html",
    ".js",
    ".css",
    ".scss",
    ".md",
    ".yaml",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".json",
    ".po",
    ".svg",
    "",
}
_LOCK = "package-lock.json"


def ours() -> list[Path]:
    """Every text file of the project."""
    folders = [PACKAGE, TESTS, FRONTEND, *(ROOT / name for name in ("docs", "plans", "requirements", "bench", ".ci"))]
    inside = [path for folder in folders if folder.exists() for path in files(folder) if path.suffix in _TEXT]
    at_root = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in _TEXT and path.name != ".git"]
    return inside + at_root


def found(pattern: re.Pattern[str], *, but: str = "") -> list[str]:
    """Where a pattern stands in the project's files."""
    return [
        f"{shown(path, number)}  {line.strip()[:100]}"
        for path in ours()
        if path.name not in ("test_tidy.py", but)
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine_is_named() -> None:
    paths = found(_MACHINE, but=_LOCK)
    assert not paths, told(paths, "These paths exist on one machine only; take them from settings or from the user:")


def test_no_package_registry_is_named() -> None:
    hosts = found(_REGISTRY)
    assert not hosts, told(hosts, "Where packages come from is the operator's choice; leave the host out:")


def test_lock_files_say_what_and_not_from_where() -> None:
    assert '"resolved"' not in text(FRONTEND / _LOCK), "npm has to omit “resolved”: see frontend/.npmrc"
    named = [
        f"{shown(path, number)}  {line}"
        for path in files(ROOT / "requirements", ".txt", ".in")
        for number, line in enumerate(text(path).splitlines(), 1)
        if not line.startswith("#") and ("://" in line or line.startswith("-i ") or "index-url" in line)
    ]
    assert not named, told(named, "Requirements name packages, versions and hashes only:")


def test_nothing_is_left_for_later() -> None:
    later = found(_LATER, but=_LOCK)
    assert not later, told(later, "Do it, or write it down where the team plans; not in the files:")


def test_the_root_fits_one_look() -> None:
    made = {line.rstrip("/") for line in text(ROOT / ".gitignore").splitlines()}
    seen = sorted(path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name not in made)
    assert len(seen) <= MOST_ROOT_ENTRIES, f"{len(seen)} entries in the root, at most {MOST_ROOT_ENTRIES}: {seen}"


@pytest.mark.parametrize("line", ["open('/ro" + "ot/x')", "in /wo" + "rk/main"])
def test_a_machines_path_is_found(line: str) -> None:
    assert _MACHINE.search(line)


@pytest.mark.parametrize("line", ["/desk/plans/", "https://example.org/work/x", "tests/root/x", "12:30"])
def test_an_address_of_the_site_is_no_machines_path(line: str) -> None:
    assert not _MACHINE.search(line)


@pytest.mark.parametrize(("line", "named"), [("https://pypi." + "org/simple", True), ("keqiao.registry.verbs", False)])
def test_a_registry_is_found_and_our_own_floor_is_not(line: str, named: bool) -> None:
    assert bool(_REGISTRY.search(line)) is named
