"""Two forms ship ready, and a faulty one doesn't stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from blocks.returns.sheets import INSPECTION, STATISTICS, written
from keqiao.blocks.returns.forms import library
from keqiao.blocks.returns.forms.library import forms


def test_two_forms_ship_ready_and_hold() -> None:
    found = forms()
    assert set(found.forms) == {STATISTICS, INSPECTION}
    assert not found.faulty


@pytest.mark.parametrize(
    ("kind", "level", "asked"),
    [
        ("association", "county", [STATISTICS]),
        ("association", "national", []),
        ("society", "municipal", [INSPECTION]),
        ("enterprise", "county", []),
    ],
)
def test_who_is_asked_for_which_form(kind: str, level: str, asked: list[str]) -> None:
    assert [form.id for form in forms().asked_of(kind, level)] == asked


def test_a_faulty_form_stands_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    (tmp_path / "broken.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setattr(library, "READY", tmp_path)
    found = forms()
    assert list(found.forms) == ["small"]
    assert list(found.faulty) == ["broken"]


def test_an_installation_adds_forms_of_its_own_and_replaces_ready_ones(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path
    (tmp_path / "forms").mkdir()
    written(tmp_path / "forms")
    written(tmp_path / "forms", name=INSPECTION)
    found = forms()
    assert set(found.forms) == {STATISTICS, INSPECTION, "small"}
    assert found.forms[INSPECTION].title.zh == "小表"
