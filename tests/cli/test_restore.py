"""After a restore, whoever was deleted since the backup is deleted again, and everybody's rows are there."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from keqiao.cli import restore
from keqiao.cli.main import run


@pytest.mark.parametrize(("again", "said"), [(0, False), (2, True)])
def test_who_was_deleted_since_the_backup_is_deleted_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, again: int, said: bool
) -> None:
    done = SimpleNamespace(made="2026-11-30T03:43:00", rows=300, files=1, entries=7)
    order: list[str] = []
    monkeypatch.setattr(restore, "restore_backup", lambda *given, **more: order.append("restored") or done)
    monkeypatch.setattr(restore, "reapply", lambda act: order.append("deleted again") or again)
    assert run(["restore", str(tmp_path / "a.backup")]) == 0
    assert order == ["restored", "deleted again"]
    assert ("2人，恢复后再次删除" in capsys.readouterr().out) == said
