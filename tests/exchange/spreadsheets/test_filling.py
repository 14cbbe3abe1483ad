"""Somebody else's workbook is opened with caution, filled, and otherwise left as it is."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from keqiao.exchange.spreadsheets import filling
from keqiao.exchange.spreadsheets.filling import Book, Place
from keqiao.exchange.spreadsheets.problems import Unreadable


def workbook(**cells: object) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    for place, value in cells.items():
        sheet[place] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same workbook with its first sheet's XML changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for one in source.infolist():
            text = source.read(one)
            target.writestr(one, text.replace(old, new) if one.filename == "xl/worksheets/sheet1.xml" else text)
    return stream.getvalue()


def test_a_cell_is_written_and_the_rest_stays() -> None:
    book = Book(workbook(A1="名称", B1="=SUM(C1:C2)"))
    place = book.place("C1")
    assert place == Place("表", 1, 3)
    assert (str(place), book.text(place), book.is_formula(place)) == ("表!C1", "", False)
    book.write(place, 12)
    book.write(Place("表", 2, 3), "@cmd")
    sheet = load_workbook(BytesIO(book.content()))["表"]
    assert (sheet["A1"].value, sheet["B1"].value, sheet["C1"].value) == ("名称", "=SUM(C1:C2)", 12)
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].quotePrefix) == ("@cmd", "s", True)
    assert book.is_formula(Place("表", 1, 2))


def test_places_that_are_none_are_told() -> None:
    book = Book(workbook(A1="名称"))
    assert [book.place(written) for written in ("", "A0", "1A", "他!A1", "A1:B2")] == [None] * 5
    assert book.place("AAAA1") is None


def test_hidden_sheets_are_passed_over() -> None:
    made = Workbook()
    made.create_sheet("密").sheet_state = "hidden"
    book = Book(saved(made))
    assert book.sheets == ["Sheet"]
    assert book.place("密!A1") is None


def test_more_than_a_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(A1="一", B1="二", C1="三")
    Book(content)
    monkeypatch.setattr(filling, "MOST_CELLS", 2)
    with pytest.raises(Unreadable, match="内容太多"):
        Book(content)


def test_a_merge_across_the_whole_sheet_is_refused_before_it_is_laid_out() -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(Unreadable, match="内容太多"):
        Book(changed(workbook(A1="一"), b"</sheetData>", merged))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        Book(content)
