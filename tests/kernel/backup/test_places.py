"""Where a backup goes isn't touched while somebody works there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from keqiao.kernel.backup.places import _refuse_in_use
from keqiao.kernel.backup.refusal import BackupError


def test_a_database_that_somebody_has_open_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "keqiao.sqlite3"
    with closing(sqlite3.connect(path)) as site:
        site.execute("PRAGMA journal_mode=WAL")
        site.execute("CREATE TABLE people (name)")
        site.commit()
        with pytest.raises(BackupError, match="请先停止网站"):
            _refuse_in_use(path)
    _refuse_in_use(path)


def test_what_is_not_there_or_no_database_may_be_replaced(tmp_path: Path) -> None:
    _refuse_in_use(tmp_path / "nothing.sqlite3")
    (tmp_path / "broken.sqlite3").write_text("damaged" * 1000)
    _refuse_in_use(tmp_path / "broken.sqlite3")
