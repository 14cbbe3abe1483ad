"""Cells and columns put right by a person after a first reading, without touching the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.columns import Column, Field, Header
from keqiao.exchange.spreadsheets.problems import Unreadable, column_letter
from keqiao.exchange.spreadsheets.workbook import Row, Sheet


def with_cells(sheet: Sheet, corrections: Mapping[str, str]) -> Sheet:
    """The sheet with other text in some cells, named as the spreadsheet names them (``{"E7": "1975.06"}``)."""
    if not corrections:
        return sheet
    by_row: dict[int, dict[int, str]] = {}
    for reference, text in corrections.items():
        letters = reference.rstrip("0123456789")
        by_row.setdefault(int(reference[len(letters) :]), {})[column_index(letters)] = text
    odd = {reference: shown for reference, shown in sheet.odd.items() if reference not in corrections}
    return replace(sheet, rows=_corrected(sheet.rows, by_row), odd=odd)


def with_columns(header: Header, choices: Mapping[str, str]) -> Header:
    """The header with other meanings for some columns by letter: a field's code, or "" for a column to be left out.

    Raises ``Unreadable`` when no column of names is left.
    """
    columns = {kind: column for kind, column in header.columns.items() if column.letter not in choices}
    unmatched = [column for column in header.unmatched if column.letter not in choices]
    known = {column.letter: column for column in (*header.columns.values(), *header.unmatched)}
    for letter, code in choices.items():
        column = known.get(letter, Column(column_index(letter), letter))
        if not code:
            unmatched.append(column)
            continue
        unmatched += [columns[Field(code)]] if Field(code) in columns else []
        columns[Field(code)] = column
    if Field.NAME not in columns:
        raise Unreadable("roster.name", _("没有哪一列是姓名，请指明姓名所在的列"))
    return replace(header, columns=columns, unmatched=tuple(unmatched))


def column_index(letters: str) -> int:
    """The column counted from 0: A is 0, AA is 26. The inverse of ``column_letter``."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _corrected(rows: Iterator[Row], by_row: Mapping[int, Mapping[int, str]]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        cells = list(row)
        for index, text in by_row.get(number, {}).items():
            cells += [None] * (index + 1 - len(cells))
            cells[index] = text.strip() or None
        yield cells


def is_reference(text: str) -> bool:
    """Whether text names a cell, like E7."""
    letters = text.rstrip("0123456789")
    return bool(letters) and text != letters and column_letter(column_index(letters)) == letters
