"""Sheets as they reach us: saved by many programs, wrongly named, damaged, or made to do harm."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from exchange.spreadsheets.conftest import SaveBook
from exchange.spreadsheets.old_excel import save_old
from keqiao.exchange.spreadsheets import workbook
from keqiao.exchange.spreadsheets.problems import Unreadable
from keqiao.exchange.spreadsheets.workbook import Row, Sheet, open_sheets

SHEET = "xl/worksheets/sheet1.xml"


def read(path: Path) -> dict[str, list[Row]]:
    """Every sheet with its rows."""
    return {sheet.name: list(sheet.rows) for sheet in open_sheets(path)}


def only(path: Path) -> Sheet:
    """The one sheet of a file."""
    [sheet] = open_sheets(path)
    return sheet


def refused(path: Path) -> Unreadable:
    """Why a file can't be read."""
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert "请" in caught.value.message
    return caught.value


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """The workbook with its parts changed, left out (None) or added to."""
    target = path.with_name(f"repacked-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return target


def with_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with something else in its first sheet."""
    return repacked(path, lambda name, content: content.replace(old, new) if name == SHEET else content)


# Values


def test_values_come_as_what_they_are_and_empty_cells_as_none(save_book: SaveBook) -> None:
    day, moment = dt.date(1975, 6, 3), dt.datetime.fromisoformat("2026-11-01T08:30")
    [row] = read(save_book([("李明", 7, 1.5, True, day, moment, None, "")]))["代表名册"]
    assert row[:6] == ["李明", 7.0, 1.5, True, day, moment]
    assert set(row[6:]) <= {None}


def test_a_day_that_was_saved_as_a_bare_number_stays_one(save_book: SaveBook) -> None:
    assert read(save_book([("出生", 27548)]))["代表名册"] == [["出生", 27548.0]]


def test_an_id_number_that_was_saved_as_a_number_comes_rounded(save_book: SaveBook) -> None:
    [[value]] = read(save_book([(450202197506030011,)]))["代表名册"]
    assert value == 4.5020219750603e17


def test_rows_and_columns_count_from_a1_wherever_the_content_begins(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C3"] = "姓名"
    book.save(tmp_path / "里面.xlsx")
    rows = list(only(tmp_path / "里面.xlsx").rows)
    assert len(rows) == 3
    assert rows[2] == [None, None, "姓名"]
    assert not [cell for row in rows[:2] for cell in row if cell is not None]


def test_merged_ranges_are_told(save_book: SaveBook) -> None:
    sheet = only(save_book([("名册", None), ("姓名", "单位"), ("李明", "甲厂"), ("王芳", None)], ["A1:B1", "B3:B4"]))
    assert sorted(sheet.merges) == [((0, 0), (0, 1)), ((2, 1), (3, 1))]


# Formulas


def test_a_formula_gives_what_was_computed_and_is_told_when_nothing_was(save_book: SaveBook) -> None:
    path = save_book([("姓名", "单位"), ("李明", "=A2")])
    assert only(path).odd == {"B2": ""}
    sheet = only(with_sheet(path, b"<f>A2</f><v></v>", b"<f>A2</f><v>7</v>"))
    assert sheet.odd == {}
    assert list(sheet.rows)[1] == ["李明", 7.0]


def test_a_cell_with_an_error_is_told_with_its_text_and_comes_out_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "#REF!"])
    sheet["B1"].data_type = "e"
    book.save(tmp_path / "错误.xlsx")
    found = only(tmp_path / "错误.xlsx")
    assert found.odd == {"B1": "#REF!"}
    assert next(found.rows)[0] == "姓名"


# Several sheets


def test_sheets_come_in_order_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("一", "二", "三"):
        book.create_sheet(title).append([title])
    book["二"].sheet_state = "hidden"
    del book["Sheet"]
    book.save(tmp_path / "几张.xlsx")
    assert read(tmp_path / "几张.xlsx") == {"一": [["一"]], "三": [["三"]]}


def test_odd_cells_are_those_of_their_own_sheet(save_book: SaveBook) -> None:
    path = save_book([("姓名",)], 候补=[("姓名", "=A1")])
    assert [(sheet.name, sheet.odd) for sheet in open_sheets(path)] == [("代表名册", {}), ("候补", {"B1": ""})]


def test_an_empty_workbook_has_a_sheet_without_rows(save_book: SaveBook) -> None:
    assert read(save_book([])) == {"代表名册": []}


# Other kinds of file


def test_an_old_workbook_is_read_like_a_new_one(tmp_path: Path) -> None:
    path = save_old(tmp_path / "名册.xls", "代表名册", [("姓名", "序号"), ("李䶮", 7.0)])
    assert read(path) == {"代表名册": [["姓名", "序号"], ["李䶮", 7.0]]}


def test_the_ending_of_the_name_decides_nothing(tmp_path: Path, save_book: SaveBook) -> None:
    new_as_old = save_book([("姓名",)]).rename(tmp_path / "名册.xls")
    old_as_new = save_old(tmp_path / "旧.xlsx", "代表名册", [("姓名",)])
    text_as_old = tmp_path / "文本.xls"
    text_as_old.write_bytes("姓名,单位\n李明,甲厂".encode("gb18030"))
    assert read(new_as_old) == read(old_as_new) == {"代表名册": [["姓名"]]}
    assert read(text_as_old) == {"文本.xls": [["姓名", "单位"], ["李明", "甲厂"]]}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8", "utf-16"])
def test_text_in_the_encodings_of_the_field(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes('姓名,单位\r\n李䶮,"甲厂,乙部"\r\n,\r\n'.encode(encoding))
    assert read(path) == {"名册.csv": [["姓名", "单位"], ["李䶮", "甲厂,乙部"], [None, None]]}


def test_text_with_unclosed_quotes_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text('姓名,单位\n李明,"甲厂\n王芳,乙厂\n', encoding="utf-8")
    assert read(path)["名册.csv"][1] == ["李明", "甲厂\n王芳,乙厂\n"]


def test_what_is_no_spreadsheet_is_told_from_one(tmp_path: Path) -> None:
    path = tmp_path / "代表.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refused(path).code == "file.word"
    for name in ("content.xml", "xl/workbook.bin"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        assert refused(path).code == "file.format"


# Damage and harm


@pytest.mark.parametrize("missing", [SHEET, "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_a_part_missing_is_damaged(save_book: SaveBook, missing: str) -> None:
    path = repacked(save_book([("姓名",)]), lambda name, content: None if name == missing else content)
    assert refused(path).code in {"file.format", "file.broken"}


def test_a_sheet_that_breaks_off_is_damaged(save_book: SaveBook) -> None:
    path = with_sheet(save_book([("姓名",), ("李明",)]), b"</sheetData>", b"<row")
    assert refused(path).code == "file.broken"


def test_a_file_cut_short_is_damaged(save_book: SaveBook) -> None:
    path = save_book([("姓名",), ("李明",)])
    path.write_bytes(path.read_bytes()[:-200])
    assert refused(path).code == "file.broken"


def test_a_file_that_unpacks_to_too_much_is_refused_unread(
    save_book: SaveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repacked(save_book([("姓名",)]), lambda name, content: content, {"xl/media/padding": bytes(3_000_000)})
    assert path.stat().st_size < 20_000
    assert read(path) == {"代表名册": [["姓名"]]}
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 2_000_000)
    assert refused(path).code == "file.large"


def test_a_package_that_lies_about_its_size_is_refused(save_book: SaveBook) -> None:
    path = save_book([("姓" * 5000,)])
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert refused(path).code == "file.broken"


def test_entities_that_multiply_are_refused(save_book: SaveBook) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 50}">' for n in range(1, 8))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "{"ha" * 50}">{levels}]>'.encode()

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return content
        at = content.index(b"<workbook")
        return content[:at] + bomb + content[at:].replace(b"</workbook>", b"<x>&a7;</x></workbook>")

    assert refused(repacked(save_book([("姓名",)]), change)).code == "file.entities"


def test_no_damage_to_an_old_workbook_ends_in_anything_but_a_message(tmp_path: Path) -> None:
    whole = save_old(tmp_path / "名册.xls", "代表名册", [("姓名", "序号"), ("李䶮", 7.0)]).read_bytes()
    chance = random.Random(20261101)
    path, reasons = tmp_path / "damaged.xls", list[str]()
    for _time in range(300):
        damaged = bytearray(whole[: chance.choice([len(whole), chance.randrange(8, len(whole))])])
        for _byte in range(chance.randrange(1, 6)):
            damaged[chance.randrange(8, min(len(damaged), 1800))] = chance.randrange(256)
        path.write_bytes(damaged)
        reasons += why_unreadable(path)
    assert len(reasons) > 100
    assert all("请" in reason for reason in reasons)


def why_unreadable(path: Path) -> list[str]:
    """The message about a file, or none."""
    try:
        read(path)
    except Unreadable as unreadable:
        return [unreadable.message]
    return []


# Size


def far_away(tmp_path: Path, *references: str) -> Path:
    """A workbook with a value at each place."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for reference in references:
        sheet[reference] = "姓名"
    path = tmp_path / "远.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("references", [["A1", "XFD1048576"], ["A1048576", "XFD1"], ["A1", "T1048576"]])
def test_values_in_the_last_corner_are_refused_before_they_take_all_memory(
    tmp_path: Path, references: list[str]
) -> None:
    unreadable = refused(far_away(tmp_path, *references))
    assert unreadable.code == "sheet.large"
    assert "铺到第1048576行" in unreadable.message


def test_cells_that_bear_only_a_format_may_reach_to_the_end(tmp_path: Path) -> None:
    path = far_away(tmp_path, "A1")
    row = b'<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>'
    assert read(with_sheet(path, b"</sheetData>", row)) == {"Sheet": [["姓名"]]}


def test_a_row_that_only_its_own_number_places_is_counted(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'
    assert refused(with_sheet(far_away(tmp_path, "XFD1"), b"</sheetData>", far)).code == "sheet.large"


def test_a_hundred_thousand_rows_stay_under_200_megabytes(tmp_path: Path) -> None:
    row = '<row r="{0}">' + "".join(f'<c r="{letter}{{0}}"><v>7</v></c>' for letter in "ABCDEFGHIJ") + "</row>"
    rows = "".join(row.format(number) for number in range(2, 100_001)).encode()
    path = with_sheet(far_away(tmp_path, "A1"), b"</sheetData>", rows + b"</sheetData>")
    number, megabytes = counted(path)
    assert number == 100_000
    assert megabytes < 200


def counted(path: Path) -> tuple[int, int]:
    """Rows of a file's sheets and megabytes that reading them took, in a process of its own."""
    script = (
        "import re, sys; from pathlib import Path;"
        "from keqiao.exchange.spreadsheets.workbook import open_sheets;"
        "print(sum(1 for sheet in open_sheets(Path(sys.argv[1])) for row in sheet.rows));"
        "print(int(re.search(r'VmHWM:\\s*([0-9]+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    told = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    rows, megabytes = told.stdout.split()
    return int(rows), int(megabytes)


# Hostile files


def test_macros_are_refused(save_book: SaveBook, tmp_path: Path) -> None:
    path = save_book([("姓名",)])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refused(path).code == "file.macro"
    old = tmp_path / "名册.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "_VBA_PROJECT_CUR".encode("utf-16-le"))
    assert refused(old).code == "file.macro"


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused(save_book: SaveBook) -> None:
    path = save_book([("姓名",)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b"x" * 50_000_000)
    raw = path.read_bytes()
    lied = (50_000_000).to_bytes(4, "little")
    assert raw.count(lied) >= 1
    path.write_bytes(raw.replace(lied, (1000).to_bytes(4, "little")))
    assert refused(path).code == "file.broken"


def test_a_bomb_is_refused_before_it_is_unpacked(save_book: SaveBook) -> None:
    path = save_book([("姓名",)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bytes(301 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    assert refused(path).code == "file.large"


def test_a_text_with_an_endless_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text('姓名,单位\n"' + "韦" * 200_000, encoding="utf-8")
    with pytest.raises(Unreadable, match="第2行读不出来"):
        [list(sheet.rows) for sheet in open_sheets(path)]
