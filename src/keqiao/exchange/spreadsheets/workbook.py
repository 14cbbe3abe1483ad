"""Open .xlsx, .xls and .csv as sheets of plain rows, whatever the file is called.

Values of formulas are what the program that saved the file computed. Cells that hold an error, or a
formula nobody has computed, come out empty and are listed in ``Sheet.odd``.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import python_calamine as calamine

from keqiao.exchange.spreadsheets.problems import Unreadable

Value = str | float | bool | date | datetime | time | timedelta | None
Row = list[Value]
Merge = tuple[tuple[int, int], tuple[int, int]]

LARGEST_UNPACKED = 600 * 1024 * 1024  # bytes; 100,000 rows of 20 columns take about 100 MB

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REMEDY = "请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入"


@dataclass(slots=True)
class Sheet:
    """A sheet that is read once, row by row, from A1 on. Merged ranges count rows and columns from 0."""

    name: str
    rows: Iterator[Row]
    merges: list[Merge] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)


def open_sheets(path: Path) -> Iterator[Sheet]:
    """The visible sheets of a file. Raises ``Unreadable``."""
    head = _head(path)
    if head.startswith(b"PK"):
        _refuse_wrong_zip(path)
        return _workbook_sheets(path, xlsx=True)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook_sheets(path, xlsx=False)
    if head.startswith(b"%PDF"):
        raise Unreadable("file.pdf", "这是PDF文件，不是电子表格，请导入原始的Excel文件")
    if re.match(rb"\s*(<\?xml|<!doctype|<html|<table|<meta|<style)", head.removeprefix(b"\xef\xbb\xbf"), re.IGNORECASE):
        raise Unreadable("file.web", f"这个文件其实是网页或XML（有的系统导出时只改了扩展名），{_REMEDY}")
    return iter([_text_sheet(path)])


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        raise Unreadable("file.missing", f"打不开文件“{path.name}”，请确认文件存在且有读取权限") from error
    if not head:
        raise Unreadable("file.empty", "文件是空的（0字节），可能没有保存或上传中断，请重新保存后再导入")
    return head


def _refuse_wrong_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable("file.broken", f"文件已损坏，读不出内容，{_REMEDY}") from error
    if any(name.startswith("word/") for name in names):
        raise Unreadable("file.word", "这是Word文档，不是电子表格，请把表格复制到Excel中保存后再导入")
    if unpacked > LARGEST_UNPACKED:
        raise Unreadable("file.large", "文件解开后超过600MB，请拆成几个文件，每个不超过十万行")


def _workbook_sheets(path: Path, *, xlsx: bool) -> Iterator[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as error:
        raise Unreadable("file.password", "文件有打开密码，请用WPS或Excel去掉密码后再导入") from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError) as error:
        raise Unreadable("file.format", f"这不是能读的电子表格，{_REMEDY}") from error
    visible = [
        (place, meta.name)
        for place, meta in enumerate(book.sheets_metadata)
        if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible
    ]
    return (_book_sheet(book, path, place, name, xlsx=xlsx) for place, name in visible)


def _book_sheet(book: calamine.CalamineWorkbook, path: Path, place: int, name: str, *, xlsx: bool) -> Sheet:
    try:
        sheet = book.get_sheet_by_index(place)
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError) as error:
        raise Unreadable("file.broken", f"工作表“{name}”已损坏，读不出内容，{_REMEDY}") from error
    left = sheet.start[1] if sheet.start else 0
    rows: Iterator[Row] = ([None] * left + [_plain(value) for value in row] for row in sheet.iter_rows())
    odd = _odd_cells(path, place) if xlsx else {}
    return Sheet(name, rows, sheet.merged_cell_ranges or [], odd)


def _plain(value: Value) -> Value:
    return None if value == "" else value


def _odd_cells(path: Path, place: int) -> dict[str, str]:
    """References of cells with an error (its text) or an uncomputed formula ("")."""
    with zipfile.ZipFile(path) as archive:
        member = _sheet_member(archive, place)
        if member is None or not _mentions(archive, member, (b"<f", b't="e"')):
            return {}
        with archive.open(member) as stream:
            return dict(_scan_cells(stream))


def _sheet_member(archive: zipfile.ZipFile, place: int) -> str | None:
    """The part of the package that holds the sheet at a place; ``None`` when the package is laid out oddly."""
    relation_id = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        wanted = book.findall(f"{_MAIN}sheets/{_MAIN}sheet")[place].get(relation_id)
    except (KeyError, IndexError, ElementTree.ParseError):
        return None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    target = targets.get(wanted, "")
    member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return member if member in archive.namelist() else None


def _mentions(archive: zipfile.ZipFile, member: str, needles: tuple[bytes, ...]) -> bool:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            if any(needle in tail + chunk for needle in needles):
                return True
            tail = chunk[-8:]
    return False


def _scan_cells(stream: IO[bytes]) -> Iterator[tuple[str, str]]:
    for _, element in ElementTree.iterparse(stream, events=("end",)):
        if element.tag == f"{_MAIN}c":
            value = element.findtext(f"{_MAIN}v") or element.findtext(f"{_MAIN}is/{_MAIN}t")
            if element.get("t") == "e":
                yield element.get("r", ""), value or "#错误"
            elif element.find(f"{_MAIN}f") is not None and not value and element.get("t") != "str":
                yield element.get("r", ""), ""
        elif element.tag == f"{_MAIN}row":
            element.clear()


def _text_sheet(path: Path) -> Sheet:
    text = _decode(path.read_bytes())
    if not text.strip():
        raise Unreadable("file.empty", "文件里没有内容，请确认导入的是填好的名册")
    delimiter = max("\t,;，|", key=text[:20000].count)
    if "\x00" in text[:20000] or delimiter not in text:
        raise Unreadable("file.format", f"这不是能读的电子表格，{_REMEDY}")
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows: Iterator[Row] = ([cell if cell.strip() else None for cell in row] for row in reader)
    return Sheet(path.name, rows)


def _decode(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 if it fits, else GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Unreadable("file.encoding", f"文件的文字编码认不出来，{_REMEDY}") from error
