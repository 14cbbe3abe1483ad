"""Workbooks made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

SaveBook = Callable[..., Path]


@pytest.fixture
def save_book(tmp_path: Path) -> SaveBook:
    """Save rows as an .xlsx, with merged ranges; returns the path."""

    def save(rows: Sequence[Sequence[Any]], merges: Sequence[str] = (), name: str = "名册.xlsx", **sheets: Any) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "代表名册"
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
        for title, more in sheets.items():
            extra = book.create_sheet(title)
            for row in more:
                extra.append(list(row))
        path = tmp_path / name
        book.save(path)
        return path

    return save
