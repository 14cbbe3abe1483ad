"""A workbook of Excel 97-2003 (.xls), written byte by byte: nothing that we install writes one."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def save_old(path: Path, sheet: str, rows: Sequence[Sequence[str | float]]) -> Path:
    """Save one sheet of texts and numbers; returns the path."""
    path.write_bytes(_container(_book(sheet, rows)))
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _book(sheet: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """The stream "Workbook": globals with one sheet's name and place, then the sheet."""
    begin, end = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)), _record(0x000A)
    name = _text(sheet, "<B")
    place = len(begin) + 4 + 6 + len(name) + len(end)
    book = begin + _record(0x0085, struct.pack("<IH", place, 0) + name) + end
    cells = b"".join(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    return book + _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + end


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + _text(value, "<H"))
    return _record(0x0203, place + struct.pack("<d", value))


def _container(stream: bytes) -> bytes:
    """The compound file around it: header, allocation table, directory, then the stream."""
    stream = stream.ljust(4096, b"\0")  # shorter ones would have to stand elsewhere
    stream += b"\0" * (-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, sectors + 2), _END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    head += struct.pack("<108I", *[_FREE] * 108)
    directory = _entry("Root Entry", 5, child=1, start=_END) + _entry("Workbook", 2, start=2, size=len(stream))
    fat = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    return head + fat + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, *, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return entry + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
