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
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import python_calamine as calamine
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from keqiao.exchange.spreadsheets.extent import LARGEST, extent
from keqiao.exchange.spreadsheets.problems import Unreadable, column_letter

Value = str | float | bool | date | datetime | time | timedelta | None
Row = list[Value]
Merge = tuple[tuple[int, int], tuple[int, int]]

LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes; 100,000 rows of 20 columns take about 100 MB

_NO_TABLE = gettext_noop("这不是能读的电子表格，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


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
        raise Unreadable("file.pdf", _("这是PDF文件，不是电子表格，请导入原始的Excel文件"))
    if re.match(rb"\s*(<\?xml|<!doctype|<html|<table|<meta|<style)", head.removeprefix(b"\xef\xbb\xbf"), re.IGNORECASE):
        said = _(
            "这个文件其实是网页或XML（有的系统导出时只改了扩展名），请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入"
        )
        raise Unreadable("file.web", said)
    return iter([_text_sheet(path)])


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        said = _("打不开文件“%(file)s”，请确认文件存在且有读取权限") % {"file": path.name}
        raise Unreadable("file.missing", said) from error
    if not head:
        raise Unreadable("file.empty", _("文件是空的（0字节），可能没有保存或上传中断，请重新保存后再导入"))
    return head


def _refuse_wrong_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        said = _("文件已损坏，读不出内容，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入")
        raise Unreadable("file.broken", said) from error
    if any(name.startswith("word/") for name in names):
        raise Unreadable("file.word", _("这是Word文档，不是电子表格，请把表格复制到Excel中保存后再导入"))
    if "xl/workbook.xml" not in names:
        raise Unreadable("file.format", _(_NO_TABLE))
    if unpacked > LARGEST_UNPACKED:
        raise Unreadable("file.large", _("文件解开后超过300MB，请拆成几个文件，每个不超过十万行"))


@contextmanager
def _reading(code: str, text: str, **values: str) -> Iterator[None]:
    """Whatever the reader stumbles over becomes a message, translated only then."""
    try:
        yield
    except calamine.PasswordError as error:
        raise Unreadable("file.password", _("文件有打开密码，请用WPS或Excel去掉密码后再导入")) from error
    except (calamine.CalamineError, ElementTree.ParseError, zipfile.BadZipFile, OSError) as error:
        raise Unreadable(code, _(text) % values) from error
    except BaseException as error:
        # Damaged .xls files make the reader panic, which is no Exception and has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(code, _(text) % values) from error


def _workbook_sheets(path: Path, *, xlsx: bool) -> Iterator[Sheet]:
    with _reading("file.format", _NO_TABLE), path.open("rb") as stream:
        # Not by the path: its ending would decide how the content is read.
        book = calamine.CalamineWorkbook.from_filelike(stream)
    visible = [
        (place, meta.name)
        for place, meta in enumerate(book.sheets_metadata)
        if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible
    ]
    return (_book_sheet(book, path, place, name, xlsx=xlsx) for place, name in visible)


def _book_sheet(book: calamine.CalamineWorkbook, path: Path, place: int, name: str, *, xlsx: bool) -> Sheet:
    broken = gettext_noop(
        "工作表“%(sheet)s”已损坏，读不出内容，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入"
    )
    with _reading("file.broken", broken, sheet=name):
        odd = _look_through(path, place, name) if xlsx else {}
        sheet = book.get_sheet_by_index(place)
    left = sheet.start[1] if sheet.start else 0
    rows: Iterator[Row] = ([None] * left + [_plain(value) for value in row] for row in sheet.iter_rows())
    return Sheet(name, rows, sheet.merged_cell_ranges or [], odd)


def _plain(value: Value) -> Value:
    return None if value == "" else value


def _look_through(path: Path, place: int, name: str) -> dict[str, str]:
    """References of cells with an error (its text) or an uncomputed formula (""). Refuses a sheet that is too wide."""
    with zipfile.ZipFile(path) as archive:
        member = _sheet_member(archive, place)
        rows, columns = extent(archive, member)
        if rows * columns > LARGEST:
            said = _(
                "工作表“%(sheet)s”的内容铺到第%(row)s行、%(column)s列，超出能读的范围，请删除名单以外的多余行和列，保存后再导入"
            )
            told = {"sheet": name, "row": rows, "column": column_letter(columns - 1)}
            raise Unreadable("sheet.large", said % told)
        if not _mentions(archive, member, (b"<f", b't="e"')):
            return {}
        with archive.open(member) as stream:
            return dict(_scan_cells(stream))


def _sheet_member(archive: zipfile.ZipFile, place: int) -> str:
    """The part of the package that holds the sheet at a place. Raises ``Unreadable`` when it can't be told."""
    parts = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))
        sheet = book.findall("{*}sheets/{*}sheet")[place]
        wanted = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
        target = next(relation.get("Target", "") for relation in relations if relation.get("Id") == wanted)
        inside = target.lstrip("/").lower()
        return parts[inside if inside.startswith("xl/") else f"xl/{inside}"]
    except (KeyError, IndexError, StopIteration, ElementTree.ParseError) as error:
        raise Unreadable("file.format", _(_NO_TABLE)) from error


def _mentions(archive: zipfile.ZipFile, member: str, needles: tuple[bytes, ...]) -> bool:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 20):
            if any(needle in tail + chunk for needle in needles):
                return True
            tail = chunk[-8:]
    return False


def _scan_cells(stream: IO[bytes]) -> Iterator[tuple[str, str]]:
    for _event, element in ElementTree.iterparse(stream, events=("end",)):
        if element.tag == f"{_MAIN}c":
            value = element.findtext(f"{_MAIN}v") or element.findtext(f"{_MAIN}is/{_MAIN}t")
            if element.get("t") == "e":
                yield element.get("r", ""), value or _("#错误")
            elif element.find(f"{_MAIN}f") is not None and not value and element.get("t") != "str":
                yield element.get("r", ""), ""
        elif element.tag == f"{_MAIN}row":
            element.clear()


def _text_sheet(path: Path) -> Sheet:
    text = _decode(path.read_bytes())
    if not text.strip():
        raise Unreadable("file.empty", _("文件里没有内容，请确认导入的是填好的名册"))
    delimiter = max("\t,;，|", key=text[:20000].count)
    if "\x00" in text[:20000] or delimiter not in text:
        raise Unreadable("file.format", _(_NO_TABLE))
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
        said = _("文件的文字编码认不出来，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入")
        raise Unreadable("file.encoding", said) from error
