"""The command, called as a shell would, and an association to use it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from keqiao.cli.main import run
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.posts.models import Body, Term
from plans.municipal import municipal, only_liuzhou  # noqa: F401 - fixtures, found by name
from plans.starting import starting  # noqa: F401 - a fixture, found by name

HEADER = ("姓名", "性别", "民族", "出生年月", "单位及职务", "界别")
ROWS = (
    ("韦　晓", "女", "壮族", "1975.06", "龙城重工机械有限公司高级工程师", "企业"),
    ("覃亮", "男", "侗族", "1990", "柳州市科学技术局局长", "机关"),
)


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


Keqiao = Callable[..., Said]


@pytest.fixture
def keqiao(capsys: pytest.CaptureFixture[str]) -> Keqiao:
    """Runs the command with arguments."""

    def call(*arguments: object) -> Said:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return call


@pytest.fixture
def city(db: None) -> Organisation:
    """An association whose congress is in its eighth term."""
    with ledger.exempt("fixture"):
        made = Organisation(code="450200", name="柳州市科学技术协会", kind="association", level="municipal")
        made.save()
        Placement(organisation=made).save()
        congress = Body(organisation=made, kind="congress", name="代表大会")
        congress.save()
        Term(body=congress, number=8, starts=dt.date(2021, 11, 22)).save()
    return made


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., Path]:
    """Writes a roster file."""

    def write(*rows: tuple[object, ...]) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["柳州市科协代表名册"])
        for row in (HEADER, *(rows or ROWS)):
            sheet.append(list(row))
        path = tmp_path / "代表名册.xlsx"
        book.save(path)
        return path

    return write
