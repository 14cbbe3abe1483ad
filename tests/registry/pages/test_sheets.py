"""Which sheets hold a roster, and what stands in its rows."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.pages.sheets import roster_sheets, written_rows


def test_sheets_with_a_header_are_found_and_others_left(roster: Path) -> None:
    book = openpyxl.load_workbook(roster)
    book.create_sheet("说明").append(["请各单位认真填写"])
    second = book.create_sheet("候补")
    second.append(["姓名", "单位"])
    second.append(["韦晓", "龙城"])
    book.save(roster)
    assert roster_sheets(roster, "名册") == ["代表名册", "候补"]


def test_a_file_without_a_roster_is_refused_by_name_and_with_a_remedy(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["请各单位认真填写"])
    book.save(tmp_path / "说明.xlsx")
    with pytest.raises(VerbError, match=r"说明\.xlsx.*没有找到表头"):
        roster_sheets(tmp_path / "说明.xlsx", "说明.xlsx")


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(VerbError, match=r"“名册\.xlsx”：这是PDF文件"):
        roster_sheets(path, "名册.xlsx")


def test_rows_are_read_as_text_with_what_was_put_right(roster: Path) -> None:
    rows = written_rows(roster, "代表名册", {"C10": "男"}, {5, 10})
    assert rows.keys() == {5, 10}
    assert rows[5][4] == "1968.1"
    assert rows[10][:3] == ["7", "王子桐", "男"]


def test_a_sheet_that_is_not_there_has_no_rows(roster: Path) -> None:
    assert written_rows(roster, "另一张", {}, {5}) == {}
