"""Sites of their own for backups: a home each, a database each, run as people run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


@dataclass(frozen=True)
class Site:
    """A home and the database in use there; without ``url`` SQLite."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """In which a command of this site runs."""
        own = {"KEQIAO_HOME": str(self.home), "KEQIAO_DATABASE_URL": self.url}
        return os.environ | own | {"DJANGO_SETTINGS_MODULE": "keqiao.config.settings", "KEQIAO_DEBUG": ""}

    def command(self, *words: object) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "keqiao", *map(str, words)]

    def run(self, *words: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def backed_up(self, path: Path) -> Path:
        """A backup of this site."""
        done = self.run("backup", path)
        assert done.returncode == 0, done.stderr
        return path


def new_home(path: Path, *, keys: bool = True) -> Path:
    """An empty home, with the keys of the tests' own site or with new ones."""
    path.mkdir(mode=0o700)
    if keys:
        shutil.copy(settings.KEYRING.path, path / "keys.json")
    return path


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database beside the tests' own; it goes afterwards."""
    name = f"restored_{uuid.uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield os.environ["KEQIAO_DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manifest(path: Path) -> dict[str, Any]:
    """What a backup says of itself."""
    with zipfile.ZipFile(path) as archive:
        read: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return read


def lines(path: Path, table: str) -> list[str]:
    """The rows of a table, as lines."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"tables/{table}.jsonl").decode().split("\n")[:-1]


def by_column(path: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, each by the names of its columns, whose order differs between versions of a model."""
    names = manifest(path)["tables"][table]["columns"]
    return [dict(zip(names, json.loads(line), strict=True)) for line in lines(path, table)]


# A restore puts itself on record.
GROWN = ("audit_entry", "audit_seal")


def same(one: Path, other: Path) -> None:
    """Assert that two backups hold the same, row by row, but for the record of a restore."""
    first, second = manifest(one), manifest(other)
    assert first["tables"].keys() == second["tables"].keys()
    assert first["files"] == second["files"]
    for table in first["tables"]:
        before, after = by_column(one, table), by_column(other, table)
        assert before == (after[: len(before)] if table in GROWN else after), table
        assert first["tables"][table]["last"] <= second["tables"][table]["last"], table
