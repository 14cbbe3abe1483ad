"""The command finds its commands, and every failure is one line with the status that scripts rely on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Keqiao
from homes import home_of
from keqiao.cli.main import COMMANDS


def test_help_lists_all_commands(keqiao: Keqiao) -> None:
    said = keqiao("--help")
    assert said.status == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(keqiao: Keqiao, name: str) -> None:
    said = keqiao(name, "--help")
    assert said.status == 0
    assert f"keqiao {name}" in said.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "没有写要做什么"),
        (("fly",), "没有命令 'fly'"),
        (("undo", "import"), "缺少参数 number"),
        (("undo", "import", "x"), "'x'"),
        (("undo", "import", "1", "--now"), "没有选项 --now"),
        (("import", "roster", "x.xlsx", "--body", "congress"), "缺少选项 --org"),
    ],
)
def test_wrong_use_is_told_in_one_line(keqiao: Keqiao, arguments: tuple[str, ...], says: str) -> None:
    said = keqiao(*arguments)
    assert said.status == 2
    assert says in said.err
    assert said.err.count("\n") == 1


def test_the_module_is_the_command(tmp_path: Path) -> None:
    environment = os.environ | home_of(tmp_path)

    def keqiao(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "keqiao", *arguments], env=environment, capture_output=True, text=True, timeout=120
        )

    unready = keqiao("audit", "verify")
    assert (unready.returncode, unready.stderr.count("\n")) == (1, 1)
    assert "keqiao migrate" in unready.stderr
    assert keqiao("migrate").returncode == 0
    assert keqiao("audit", "verify").returncode == 0
    (tmp_path / "keys.json").write_text("{}")
    damaged = keqiao("audit", "verify")
    assert (damaged.returncode, damaged.stderr.count("\n")) == (1, 1)
    assert "keys.json" in damaged.stderr
