"""The ledger as a spreadsheet and back: locked keys, and everything that can be wrong with what comes back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from cast import Cast, acts
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.work.models import Case
from keqiao.plans.supervision import notes, tasks
from keqiao.plans.supervision.ledger import ledger
from keqiao.plans.supervision.sheet import COLUMNS, HEAD, KEY, ledger_sheet, read_ledger


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    made = [tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": title}) for title in ("=1+1", "第二项")]
    notes.note(acts(cast.clerk), made[1], {"text": "已经开始"})
    return made


def written(cast: Cast) -> Any:
    return load_workbook(io.BytesIO(ledger_sheet("柳州市科协督查台账", "说明", ledger(cast.liuzhou))))


def packed(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_only_three_columns_can_be_written(cast: Cast, cases: list[Case]) -> None:
    sheet = written(cast).active
    assert sheet.protection.sheet
    assert [sheet.cell(HEAD, at).value for at in range(1, KEY + 1)] == [heading for heading, _width, _open in COLUMNS]
    for at, (heading, _width, open_) in enumerate(COLUMNS, start=1):
        assert sheet.cell(HEAD + 1, at).protection.locked is not open_, heading
        assert sheet.cell(HEAD, at).protection.locked
    assert sheet.column_dimensions["L"].hidden
    first = sheet.cell(HEAD + 1, 2)
    assert (first.value, first.data_type) == ("=1+1", "s")  # a text, never a formula
    assert sheet.cell(HEAD + 2, KEY).value == str(cases[1].public_id)
    assert sheet.cell(HEAD + 2, 9).value == "已经开始"


def test_what_was_filled_in_comes_back_by_its_key_in_any_order(cast: Cast, cases: list[Case]) -> None:
    book = written(cast)
    sheet = book.active
    sheet.cell(HEAD + 1, 9).value, sheet.cell(HEAD + 2, 10).value = "完成一半", "缺经费"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    for at, row in enumerate(reversed(rows), start=HEAD + 1):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value
    back = {row.case: row.texts for row in read_ledger(packed(book))}
    assert back[cases[0].public_id] == {"progress": "完成一半", "problem": "", "next": ""}
    assert back[cases[1].public_id] == {"progress": "已经开始", "problem": "缺经费", "next": ""}


def changed(cast: Cast, change: Any) -> bytes:
    book = written(cast)
    change(book.active)
    return packed(book)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda sheet: sheet.cell(HEAD + 1, KEY, "一"), "第4行的编号被改动"),
        (lambda sheet: sheet.cell(HEAD + 1, KEY, ""), "第4行的编号被改动"),
        (lambda sheet: sheet.cell(HEAD + 1, KEY, sheet.cell(HEAD + 2, KEY).value), "第5行的编号与第4行相同"),
        (lambda sheet: sheet.cell(HEAD + 1, 9, "长" * 4001), "第4行的“进展”超过4000字"),
        (lambda sheet: sheet.delete_cols(10), "缺少“问题”列"),
        (lambda sheet: sheet.delete_rows(HEAD + 1, 5), "没有任务"),
        (lambda sheet: sheet.delete_rows(HEAD), "不是发出的督查台账"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(cast: Cast, cases: list[Case], change: Any, said: str) -> None:
    with pytest.raises(VerbError, match=said):
        read_ledger(changed(cast, change))


@pytest.mark.parametrize("content", [b"", b"no table", b"PK\x03\x04broken"])
def test_what_is_no_spreadsheet_is_told(content: bytes) -> None:
    with pytest.raises(VerbError, match="不能作为表格打开"):
        read_ledger(content)


def test_another_spreadsheet_is_told() -> None:
    book = Workbook()
    book.active.append(["姓名", "单位"])
    with pytest.raises(VerbError, match="不是发出的督查台账"):
        read_ledger(packed(book))
