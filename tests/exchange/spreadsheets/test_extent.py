"""How far a sheet reaches: cheaply where it is harmless, exactly where it might not be."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from keqiao.exchange.spreadsheets import extent as module
from keqiao.exchange.spreadsheets.extent import extent

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
NEAR = 99_999  # rows that are taken for granted without a look
VALUE = b"<v>1</v>"


def reach(rows: bytes, head: bytes = HEAD) -> tuple[int, int]:
    """How far a sheet of these rows reaches."""
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr("sheet.xml", head + rows + TAIL)
        return extent(archive, "sheet.xml")


def cell(reference: str, value: bytes = VALUE) -> bytes:
    """A cell, filled or not, in a row of its own."""
    return f'<row><c r="{reference}">'.encode() + value + b"</c></row>"


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        (b"", (NEAR, 26)),
        (cell("A1"), (NEAR, 26)),
        (cell("Z7") + cell("B9"), (NEAR, 26)),
        (cell("CV3"), (NEAR, 100)),
        (cell("A100000"), (100_000, 26)),
        (cell("B1048576"), (1_048_576, 2)),
    ],
)
def test_a_harmless_sheet_is_not_counted_out(rows: bytes, size: tuple[int, int]) -> None:
    assert reach(rows) == size


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        (cell("A1") + cell("XFD1048576"), (1_048_576, 16_384)),
        (cell("XFD1") + cell("A1048576"), (1_048_576, 16_384)),
        (cell("XFD1"), (1, 16_384)),
        (cell("ZZ20"), (20, 702)),
        (cell("zz20"), (20, 702)),
        (cell("A1") + cell("XFD1048576", b""), (1, 1)),
        (cell("B2") + b'<row r="1048576"><c r="XFD1048576" s="1"/></row>', (2, 2)),
        (cell("XFD3") + b'<row r="1048576"><c><v>1</v></c></row>', (1_048_576, 16_384)),
        (cell("XFD3") + b'<row r="x"><c><v>1</v></c></row>', (3, 16_384)),
    ],
)
def test_a_sheet_that_looks_vast_is_counted_by_its_values(rows: bytes, size: tuple[int, int]) -> None:
    assert reach(rows) == size


@pytest.mark.parametrize(
    "written",
    [
        b"<row><c r='XFD1048576'><v>1</v></c></row>",
        b'<row><c s="1" t="n"  r = "XFD1048576"><v>1</v></c></row>',
        b'<row><c\nr="XFD1048576"><v>1</v></c></row>',
        b'<row><c x="&gt;>" r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_no_way_of_writing_a_reference_hides_it(written: bytes) -> None:
    assert reach(written) == (1_048_576, 16_384)


def test_a_reference_across_two_readings_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in range(40, 60):
        monkeypatch.setattr(module, "_CHUNK", size)
        assert reach(cell("XFD1048576")) == (1_048_576, 16_384)


def test_other_names_of_the_same_elements_are_seen() -> None:
    head = HEAD.replace(
        b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert reach(cell("XFD1048576"), head) == (1_048_576, 16_384)


def test_a_vast_sheet_that_breaks_off_is_an_error() -> None:
    with pytest.raises(ElementTree.ParseError):
        reach(cell("XFD1048576") + b"<row>")
