"""``keqiao backup`` and ``keqiao restore`` say what they did and what is still to be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.cli.main import run


@pytest.fixture
def place(transactional_db: None, settings: Settings, tmp_path: Path) -> Path:
    """A home of its own."""
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


def test_a_backup_says_what_is_in_it_and_that_keys_are_not(
    place: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", str(place / "one.backup")]) == 0
    said = capsys.readouterr().out
    assert "已备份到" in said
    assert "请把数据目录中的 keys.json 另外保管" in said
    assert run(["backup", str(place / "one.backup")]) == 1
    assert "已存在，没有覆盖" in capsys.readouterr().err


def test_restoring_over_data_is_refused_in_one_line(
    place: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["backup", str(place / "one.backup")])
    assert run(["restore", str(place / "one.backup")]) == 1
    assert "请加 --replace" in capsys.readouterr().err
    assert run(["restore", str(place / "none.backup")]) == 1
    assert "没有文件" in capsys.readouterr().err
