"""The two sample rosters: one with five faulty cells, and the same put right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from keqiao.cli.demo.samples import DELEGATES, write_samples
from keqiao.cli.demo.stage import Stage
from keqiao.exchange.spreadsheets.roster import read_roster

STAGE = Stage(600, 2017, dt.date(2026, 11, 24))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both files, written once."""
    return write_samples(tmp_path_factory.mktemp("home") / "samples", STAGE)


def test_the_first_has_five_faults_each_named_by_cell(samples: list[Path]) -> None:
    roster = read_roster(samples[0], today=STAGE.today)
    cells = [problem.cell for problem in roster.problems if problem.severity == "error"]
    assert cells == ["E10", "C25", "B42", "D59", "E76"]
    assert len(roster.rows) == DELEGATES


def test_the_second_has_none(samples: list[Path]) -> None:
    roster = read_roster(samples[1], today=STAGE.today)
    assert not [problem for problem in roster.problems if problem.severity == "error"]
    assert len({row.name for row in roster.rows}) == DELEGATES


def test_they_look_as_rosters_do(samples: list[Path]) -> None:
    sheet = openpyxl.load_workbook(samples[0])["代表名册"]
    assert len(sheet.merged_cells.ranges) == 2
    assert any("　" in str(row[1].value) for row in sheet.iter_rows(min_row=4))
    assert "身份证号" not in [cell.value for cell in sheet[3]]


def test_the_same_seed_writes_the_same_people(samples: list[Path], tmp_path: Path) -> None:
    again = write_samples(tmp_path, STAGE)[1]
    assert read_roster(again, today=STAGE.today).rows == read_roster(samples[1], today=STAGE.today).rows
