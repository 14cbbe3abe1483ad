"""How far the values of an .xlsx sheet reach, looked up before the sheet is laid out in memory.

The reader lays a sheet out as a full rectangle: one stray value in the last corner of a sheet of three
rows would ask for more memory than any machine has, and end the process.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

LARGEST = 10_000_000  # cells of the rectangle; 200,000 rows of 50 columns

_CHUNK = 1 << 20
_OVERLAP = 64  # bytes, so that no reference is cut in two
_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,3})[0-9]""")
_FAR_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{0,3}([0-9]{6,7})["']""")
_NEAR, _NARROW = 99_999, 26  # rows and columns that are taken for granted
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def extent(archive: zipfile.ZipFile, member: str) -> tuple[int, int]:
    """Rows and columns that hold every value of a sheet; a number too high where both are harmless anyway.

    Raises ``ElementTree.ParseError``.
    """
    with archive.open(member) as stream:
        rows, columns = _at_most(stream)
    if rows * columns <= LARGEST:
        return rows, columns
    # Cells that only bear a format reach to the sheet's end in many an honest file.
    with archive.open(member) as stream:
        return _exactly(stream)


def _at_most(stream: IO[bytes]) -> tuple[int, int]:
    rows, columns = _NEAR, _NARROW
    for chunk in _chunks(stream):
        rows = max([rows, *(int(number) for number in set(_FAR_ROW.findall(chunk)))])
        columns = max([columns, *(_number(letters.decode()) for letters in set(_COLUMN.findall(chunk)))])
    return rows, columns


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while chunk := stream.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _exactly(stream: IO[bytes]) -> tuple[int, int]:
    rows = columns = 0
    for _event, element in ElementTree.iterparse(stream, events=("end",)):
        if element.tag.rpartition("}")[2] != "row":
            continue
        filled = [cell.get("r", "") for cell in element if len(cell)]
        places = [match for reference in filled if (match := _REFERENCE.fullmatch(reference))]
        # Cells may leave their place to the row and to those before them.
        own = element.get("r", "")
        rows = max([rows, *(int(place[2]) for place in places), int(own) if filled and own.isdecimal() else 0])
        columns = max([columns, *(_number(place[1]) for place in places), len(element) if filled else 0])
        element.clear()
    return rows, columns


def _number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
