"""Entries of the audit as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from .wording import EntryLine

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r")


def entries_sheet(lines: Iterable[EntryLine]) -> bytes:
    """The entries as an .xlsx file, one a row, as they are listed on the page."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("审计记录"))
    sheet.append([_("编号"), _("时间"), _("经办人"), _("事项"), _("单位"), _("结果"), _("途径"), _("说明")])
    for line in lines:
        at = timezone.localtime(line.entry.at).strftime("%Y-%m-%d %H:%M:%S")
        sheet.append(
            plain([line.entry.pk, at, line.who, line.did, line.places, line.outcome, line.channel, line.entry.message])
        )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def plain(row: Sequence[object]) -> list[object]:
    """The row with no cell that a spreadsheet would take for a formula."""
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell for cell in row]
