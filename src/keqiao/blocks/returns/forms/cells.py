"""Cells as people write them: which of a workbook may take a line."""

from __future__ import annotations

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.filling import Book
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.formats import enumerated


def check_cell(written: str, book: Book, line: str) -> str:
    """The cell as the workbook names it. Raises VerbError where there is none, or where it computes by itself."""
    place = book.place(written)
    if place is None:
        said = _(
            "第%(line)s行：工作簿里没有单元格“%(cell)s”。请写成“工作表!列行”，如 %(example)s；工作表有：%(sheets)s。"
        )
        example = f"{book.sheets[0]}!C5" if book.sheets else "C5"
        told = {"line": line, "cell": written, "example": example, "sheets": enumerated(book.sheets)}
        raise VerbError(said % told)
    if book.is_formula(place):
        said = _("第%(line)s行：单元格“%(cell)s”里是公式，由工作簿自己计算。请换一个单元格，或让这一行空着。")
        raise VerbError(said % {"line": line, "cell": str(place)})
    return str(place)
