"""Rosters: reading and bringing in, in rows a second."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.registry.imports.people import ImportPeople, bring_in, take_back
from keqiao.registry.imports.preview import preview
from keqiao.registry.verbs.posts import form_body

from .measuring import once
from .table import Row, seconds

ACT = Act(OPERATOR, "bench")
HEADER = ("姓名", "性别", "民族", "出生年月", "单位及职务", "界别")
BOUND = 1000  # rows a second that a roster of 100,000 should at least be read with
SURNAMES, GIVEN = "韦黄覃李陈梁刘张王吴", "建国志强晓明丽华雪梅海燕永红桂兰春生文斌"


def rows(folder: Path) -> list[Row]:
    """Rosters of 1,000, 10,000 and 100,000 rows."""
    return [row for number in (1_000, 10_000, 100_000) for row in _roster(folder, number)]


def _roster(folder: Path, number: int) -> list[Row]:
    path = _write(folder, number)
    city = Organisation.objects.get(code="450200")
    body = form_body(ACT, city, {"kind": "advisory_committee", "name": f"试验{number}"})
    body = Body.objects.get(pk=body.pk)
    read = once(lambda: preview(path, city, body))
    data = ImportPeople(mode="new_term", term=1, term_starts=dt.date(2026, 1, 1), synthetic=True)
    brought = once(lambda: bring_in(ACT, body, read.result, data))
    undone = once(lambda: take_back(ACT, brought.result))
    return [
        Row(
            f"a roster of {number:,} rows is read and compared with the people kept",
            seconds(read),
            f"{number / read.wall:,.0f} rows/s; bound {BOUND:,}",
            number / read.wall >= BOUND,
        ),
        Row(f"its {number:,} people are brought in", seconds(brought), f"{number / brought.wall:,.0f} rows/s"),
        Row("and taken back again", seconds(undone), f"{number / undone.wall:,.0f} rows/s"),
    ]


def _write(folder: Path, number: int) -> Path:
    """A roster with a title row; everybody has a name, a birth month and a unit of their own."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("代表")
    sheet.append(["代表名册"])
    sheet.append(HEADER)
    for n in range(number):
        name = SURNAMES[n % 10] + GIVEN[n // 10 % 20] + GIVEN[n // 200 % 20]
        born = f"{1950 + n % 50}.{1 + n % 12:02d}"
        sheet.append([name, "男女"[n % 2], "汉族", born, f"第{n // 40}科技有限公司工程师", "企业"])
    path = folder / f"roster-{number}.xlsx"
    book.save(path)
    return path
