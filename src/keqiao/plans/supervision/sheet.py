"""The ledger as a spreadsheet: progress, problems and next steps can be written; keys stand in a locked column."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from keqiao.exchange.spreadsheets.writing import plain
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.work.models import StepKind
from keqiao.plans.supervision.ledger import Line, due_text

# Heading, width in characters, and whether it is for the unit to write.
COLUMNS = (
    ("序号", 6, False),
    ("任务", 34, False),
    ("条目", 16, False),
    ("牵头单位", 18, False),
    ("配合单位", 18, False),
    ("责任人", 10, False),
    ("时限", 12, False),
    ("按记录计算", 26, False),
    ("进展", 40, True),
    ("问题", 30, True),
    ("下步措施", 30, True),
    ("编号（请勿改动）", 4, False),
)
HEAD = 3  # the row of headings, counted from 1
WRITTEN = {"进展": StepKind.PROGRESS, "问题": StepKind.PROBLEM, "下步措施": StepKind.NEXT}
KEY = len(COLUMNS)
MOST_ROWS = 5000
LONGEST = 4000  # characters of a cell

_THIN = Side(style="thin", color="999999")
_HEAD = PatternFill("solid", fgColor="E8EEF4")
_OPEN = PatternFill("solid", fgColor="FFFBE6")


@dataclass(frozen=True)
class Returned:
    """A row that came back: the task's public id and what is written in the three open columns."""

    case: uuid.UUID
    row: int
    texts: Mapping[str, str]


def ledger_sheet(title: str, note: str, lines: Sequence[Line]) -> bytes:
    """The ledger as an .xlsx file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = "督查台账"
    sheet.append([title])
    sheet.append([note])
    sheet.append([heading for heading, _width, _open in COLUMNS])
    for number, line in enumerate(lines, start=1):
        sheet.append([plain(value) for value in _row(number, line)])
    _dress(sheet, len(lines))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(number: int, line: Line) -> list[Any]:
    case = line.case
    return [
        number,
        case.title,
        line.clause,
        line.lead,
        line.partners,
        line.responsible,
        due_text(line),
        line.records,
        line.progress,
        line.problem,
        line.next,
        str(case.public_id),
    ]


def _dress(sheet: Any, rows: int) -> None:
    """Widths, frames, and everything locked but the three columns that the unit writes."""
    last = get_column_letter(KEY)
    for row, size in ((1, 16), (2, 10)):
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet[f"A{row}"].font = Font(bold=row == 1, size=size)
        sheet[f"A{row}"].alignment = Alignment(horizontal="center" if row == 1 else "left", wrap_text=True)
    for index, (_heading, width, open_) in enumerate(COLUMNS, start=1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = width
        for row in range(HEAD, HEAD + rows + 1):
            cell = sheet[f"{letter}{row}"]
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = stays a text
            cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            head = row == HEAD
            cell.font, cell.fill = Font(bold=head), _HEAD if head else _OPEN if open_ else PatternFill()
            cell.protection = Protection(locked=head or not open_)
    sheet.column_dimensions[last].hidden = True
    sheet.freeze_panes = f"C{HEAD + 1}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD}:{HEAD}"


def read_ledger(content: bytes) -> list[Returned]:
    """The rows of a ledger that came back. Raises VerbError telling what is wrong and in which row."""
    rows = _cells(content)
    head = next((at for at, row in enumerate(rows) if "进展" in row and COLUMNS[-1][0] in row), None)
    if head is None:
        raise VerbError(_("这不是发出的督查台账：没有找到“进展”和“编号”两列。请用发出的表格填写，不要另建表格。"))
    columns = {heading: at for at, heading in enumerate(rows[head]) if heading}
    missing = [heading for heading in WRITTEN if heading not in columns]
    if missing:
        raise VerbError(_("台账缺少“%(column)s”列。请用发出的表格填写，不要删除列。") % {"column": missing[0]})
    found = list(_returned(rows[head + 1 :], head + 2, columns))
    if not found:
        raise VerbError(_("台账中没有任务。请用发出的表格填写后再上传。"))
    return found


def _cells(content: bytes) -> list[list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        raise VerbError(_("文件不能作为表格打开。请上传发出的 Excel（xlsx）台账。")) from None
    if len(rows) > MOST_ROWS:
        raise VerbError(_("台账超过%(most)s行，不像是发出的那一份。请核对文件。") % {"most": MOST_ROWS})
    return [[str(cell).strip() for cell in row] for row in rows]


def _returned(rows: Iterable[Sequence[str]], first: int, columns: Mapping[str, int]) -> Iterable[Returned]:
    seen: dict[uuid.UUID, int] = {}
    for number, row in enumerate(rows, start=first):
        if not any(row):
            continue
        case = _key(row[columns[COLUMNS[-1][0]]], number)
        if case in seen:
            said = _("第%(row)s行的编号与第%(other)s行相同。请不要复制行，只在原有各行填写。")
            raise VerbError(said % {"row": number, "other": seen[case]})
        seen[case] = number
        texts = {kind.value: row[columns[heading]] for heading, kind in WRITTEN.items()}
        too_long = next((heading for heading, kind in WRITTEN.items() if len(texts[kind.value]) > LONGEST), None)
        if too_long:
            said = _("第%(row)s行的“%(column)s”超过%(most)s字，请精简。")
            raise VerbError(said % {"row": number, "column": too_long, "most": LONGEST})
        yield Returned(case, number, texts)


def _key(text: str, row: int) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        said = _("第%(row)s行的编号被改动，不能确定是哪项任务。请用发出的表格重新填写，不要改动编号、不要增加行。")
        raise VerbError(said % {"row": row}) from None
