"""``keqiao doctor`` says how it is, for people and for machines, and ends with a status."""

from __future__ import annotations

import json

import pytest

from cast import Cast
from keqiao.cli import doctor
from keqiao.cli.main import run
from keqiao.kernel.health.finding import Finding, failure, ok, warning


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What will be found."""
    findings: list[Finding] = [ok("disk.free", "磁盘够用")]
    monkeypatch.setattr(doctor, "examine", lambda: findings)
    return findings


def test_all_is_right(found: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out == "[正常] 磁盘够用\n正常1项，注意0项，故障0项。\n"


def test_what_is_wrong_is_told_with_what_to_mend(found: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    found.append(warning("backups.age", "还没有备份", "请备份。"))
    assert run(["doctor"]) == 0
    found.append(failure("settings.debug", "调试开着", "请关闭。"))
    assert run(["doctor"]) == 1
    assert "[故障] 调试开着\n       请关闭。" in capsys.readouterr().out


def test_machines_read_json(found: list[Finding], capsys: pytest.CaptureFixture[str]) -> None:
    found.append(failure("settings.debug", "调试开着", "请关闭。"))
    assert run(["doctor", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["level"] == "failure"
    assert [one["code"] for one in told["findings"]] == ["disk.free", "settings.debug"]


def test_a_real_place_is_examined(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    run(["doctor"])
    assert "数据库" in capsys.readouterr().out
