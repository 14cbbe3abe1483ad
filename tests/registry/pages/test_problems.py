"""Problems are shown by row: the wrong cell with its text, and the row around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from keqiao.exchange.spreadsheets.problems import Severity
from keqiao.exchange.spreadsheets.roster import Corrections
from keqiao.registry.imports.preview import Preview, preview
from keqiao.registry.pages import problems
from keqiao.registry.pages.problems import general_notes, problem_rows, rows_shown
from keqiao.registry.pages.sheets import written_rows
from registry.conftest import Registry


def seen_of(path: Path, registry: Registry, **corrections: dict[str, str]) -> Preview:
    """The preview of a roster for the county."""
    return preview(path, registry.county, corrections=Corrections(**corrections))


def test_rows_with_errors_come_first_and_warnings_stand_apart(roster: Path, registry: Registry) -> None:
    seen = seen_of(roster, registry)
    assert rows_shown(seen, Severity.ERROR) == [8, 9, 10, 11]
    assert rows_shown(seen, Severity.WARNING) == [5, 7]


def test_a_wrong_cell_has_its_text_its_label_and_its_row(roster: Path, registry: Registry) -> None:
    seen = seen_of(roster, registry)
    row = problem_rows(seen, [8], written_rows(roster, seen.roster.sheet, {}, {8}))[0]
    assert (row.number, row.name) == (8, "丁一凡")
    cell = row.wrong[0]
    assert (cell.reference, cell.label, cell.text, cell.field_id) == ("E8", "出生年月", "1979.13", "cell-E8")
    assert "没有13月" in cell.messages[0]
    assert [(one.letter, one.bad) for one in row.cells if one.bad] == [("E", True)]
    assert row.cells[5].text == "鹿寨县人民医院主任医师"


def test_what_no_cell_can_mend_is_a_note(roster: Path, registry: Registry) -> None:
    seen = seen_of(roster, registry, columns={"F": ""})
    row = problem_rows(seen, [4], {})[0]
    assert row.wrong == []
    assert any("没有单位" in note for note in row.notes)


def test_no_more_rows_are_shown_than_a_page_holds(
    roster: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "SHOWN", 2)
    assert rows_shown(seen_of(roster, registry), Severity.ERROR) == [8, 9]


def test_the_sheet_as_a_whole_has_notes_of_its_own(roster: Path, registry: Registry) -> None:
    assert general_notes(seen_of(roster, registry)) == []
