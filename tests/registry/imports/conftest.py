"""Rosters as associations keep them, written to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

HEADER = ("序号", "姓名", "性别", "民族", "出生年月", "单位及职务", "界别")
PEOPLE = (
    (1, "韦　晓", "女", "壮族", "1975.06", "龙城重工机械有限公司高级工程师", "企业"),
    (2, "阿卜杜拉•买买提", "男", "维吾尔族", "1981.11", "龙城理工大学教授", "高校"),
    (3, "覃亮", "男", "侗", "1990", "柳州市科学技术局局长", "机关"),
    (4, "㛃婷", "女", "汉族", "1988.3.5", "鹿寨县平山镇蜜橙专业技术协会理事长", "农村"),
)
SaveBook = Callable[..., Path]


@pytest.fixture
def save_book(tmp_path: Path) -> SaveBook:
    """Writes a roster: a merged title row, a header, people."""

    def save(
        people: Sequence[Sequence[Any]] = PEOPLE,
        header: Sequence[str] = HEADER,
        title: str = "柳州市科协第九次代表大会代表名册",
        name: str = "代表名册.xlsx",
    ) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "代表"
        sheet.append([title])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
        sheet.append(list(header))
        for row in people:
            sheet.append(list(row))
        path = tmp_path / name
        book.save(path)
        return path

    return save
