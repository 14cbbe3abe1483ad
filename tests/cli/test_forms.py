"""``keqiao forms``: which there are, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks.returns.sheets import INSPECTION, STATISTICS, written
from cli.conftest import Keqiao
from keqiao.blocks.returns.forms import library


def test_the_forms_that_ship_are_listed_and_hold(keqiao: Keqiao) -> None:
    assert STATISTICS in keqiao("forms", "list").out
    said = keqiao("forms", "check")
    assert said.status == 0
    assert f"{INSPECTION}：没有问题" in said.out


def test_an_unknown_form_is_told(keqiao: Keqiao) -> None:
    said = keqiao("forms", "check", "nothing")
    assert said.status == 1
    assert "没有报表“nothing”" in said.err


def test_a_faulty_form_is_told_by_line(keqiao: Keqiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8").replace("field: uscc", "field: motto"), encoding="utf-8")
    monkeypatch.setattr(library, "READY", tmp_path)
    said = keqiao("forms", "check")
    assert said.status == 1
    assert "there is no 'motto'" in said.out
    assert "small  有错误" in keqiao("forms", "list").out
