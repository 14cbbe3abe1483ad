"""Open .xlsx, .xls and .csv as sheets of plain rows, whatever the file is called.

Values of formulas are what the program that saved the file computed. Cells that hold an error, or a
formula nobody has computed, come out empty and are listed in ``Sheet.odd``.
"""

from __future__ import annotations

import codecs
import csv
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
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
_MACRO_STORAGE = "_VBA_PROJECT_CUR".encode("utf-16-le")
_MACRO = gettext_noop(
    "文件里有宏，为安全起见没有读取。请用WPS或Excel打开，另存为不含宏的“Excel工作簿（.xlsx）”后再导入"
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(slots=True)
class Sheet:
    """A sheet that is read once, row by row, from A1 on. Merged ranges count rows and columns from 0."""

    name: str
    rows: Iterator[Row]
    merges: list[Merge] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)
    again: Callable[[], Iterator[Row]] | None = None

    def afresh(self) -> Sheet:
        """The same sheet, to be read once more from its first row."""
        return replace(self, rows=self.rows if self.again is None else self.again())


def open_sheets(path: Path) -> Iterator[Sheet]:
    """The visible sheets of a file. Raises ``Unreadable``."""
    head = _head(path)
    if head.startswith(b"PK"):
        _refuse_wrong_zip(path)
        return _workbook_sheets(path, xlsx=True)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse_old_macros(path)
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
            entries = archive.infolist()
            _refuse_other_packages({entry.filename for entry in entries})
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise Unreadable("file.large", _("文件解开后超过300MB，请拆成几个文件，每个不超过十万行"))
            for entry in entries:
                _refuse_hostile(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        said = _("文件已损坏，读不出内容，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入")
        raise Unreadable("file.broken", said) from error


def _refuse_old_macros(path: Path) -> None:
    """In .xls files macros stand in a storage of this name."""
    with path.open("rb") as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            if _MACRO_STORAGE in tail + chunk:
                raise Unreadable("file.macro", _(_MACRO))
            tail = chunk[-len(_MACRO_STORAGE) :]


def _refuse_other_packages(names: set[str]) -> None:
    if any(name.startswith("word/") for name in names):
        raise Unreadable("file.word", _("这是Word文档，不是电子表格，请把表格复制到Excel中保存后再导入"))
    if "xl/workbook.xml" not in names:
        raise Unreadable("file.format", _(_NO_TABLE))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("file.macro", _(_MACRO))


def _refuse_hostile(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read a part to its end, as far as it says it goes: one that goes further fails its checksum.

    Sheets are read to their end anyway, by ``extent``; definitions of entities have no place in any part.
    """
    name = entry.filename.lower()
    if not name.endswith((".xml", ".rels")):
        return
    with archive.open(entry) as stream:
        head = stream.read(4096)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            said = _("文件里有不该出现的内容（文档类型定义），为安全起见没有读取。请用WPS或Excel打开，另存一份后再导入")
            raise Unreadable("file.entities", said)
        while not name.startswith("xl/worksheets/") and stream.read(1 << 20):
            pass


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

    def rows() -> Iterator[Row]:
        before: Row = [None] * left
        for row in sheet.iter_rows():
            yield before + [None if value == "" else value for value in row]

    return Sheet(name, rows(), sheet.merged_cell_ranges or [], odd, rows)


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
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        beginning = stream.read(20_000)
    if not beginning.strip():
        raise Unreadable("file.empty", _("文件里没有内容，请确认导入的是填好的名册"))
    delimiter = max("\t,;，|", key=beginning.count)
    if "\x00" in beginning or delimiter not in beginning:
        raise Unreadable("file.format", _(_NO_TABLE))
    return Sheet(path.name, _text_rows(path, encoding, delimiter), again=lambda: _text_rows(path, encoding, delimiter))


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        try:
            for row in reader:
                yield [cell if cell and not cell.isspace() else None for cell in row]
        except csv.Error as error:
            said = _("第%(row)s行读不出来，可能缺少引号，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入")
            raise Unreadable("file.broken", said % {"row": reader.line_num}) from error


def _encoding(path: Path) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 if it fits, else GB 18030. Reads the file, but doesn't hold it."""
    if _head(path).startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    said = _("文件的文字编码认不出来，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再导入")
    raise Unreadable("file.encoding", said)
