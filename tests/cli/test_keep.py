"""What has to be done again and again is done, and one failing chore doesn't keep the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Keqiao
from homes import home_of
from keqiao.cli import keep
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.plans.models import Counted
from keqiao.registry.verbs.organisations import rename


def test_a_round_seals_the_audit_and_counts_figures(keqiao: Keqiao, city: Organisation) -> None:
    rename(Act(OPERATOR, "test"), city, {"name": "柳州市科学技术联合会"})
    said = keqiao("keep", "--once")
    assert (said.status, said.out) == (0, f"已完成{len(keep.CHORES)}项例行事务。\n")
    assert not Entry.objects.filter(seal=None).exists()
    assert Counted.objects.filter(plan="liuzhou-2017").exists()


def test_a_failing_chore_is_logged_and_the_rest_done(
    city: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fail() -> None:
        raise OSError("disk full")

    monkeypatch.setattr(keep, "CHORES", (("第一项", fail), ("第二项", lambda: done.append(2))))
    assert keep.one_round() == 1
    assert done == [2]
    assert "第一项" in caplog.text


def test_it_ends_with_the_site_it_keeps(own_home: Path) -> None:
    gone = [sys.executable, "-m", "keqiao", "keep", "--while-running", "999999999"]
    assert subprocess.run(gone, env=os.environ | home_of(own_home), timeout=60, check=False).returncode == 0
