"""What plans add to other pages: what an import moved, and on the desk what wants to be looked at."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from cast import OPERATES, Cast
from keqiao.kernel.access.models import User
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.models import Batch
from keqiao.plans.pages import panels
from keqiao.plans.pages.panels import desk_figures, desk_movements, import_result
from keqiao.plans.tallies import refresh
from keqiao.registry.imports.people import ImportPeople, apply_import, stage_import
from keqiao.registry.imports.preview import preview
from plans.municipal import FRONT, Municipal

HEADER = ("姓名", "性别", "民族", "出生年月", "单位及职务", "界别")


def seen_by(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/desk/")
    request.user = user
    return request


def bring_in(municipal: Municipal, path: Path, *rows: tuple[str, ...]) -> Batch:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *rows):
        sheet.append(list(row))
    book.save(path / "代表名册.xlsx")
    cast = municipal.cast
    seen = preview(path / "代表名册.xlsx", municipal.city, cast.congress)
    return apply_import(OPERATES, stage_import(OPERATES, cast.congress, seen, ImportPeople()))


def test_an_import_names_the_figures_it_moved(municipal: Municipal, tmp_path: Path) -> None:
    refresh(today())
    batch = bring_in(municipal, tmp_path, ("莫非", "男", "汉族", "1990", "云桥科技有限公司工程师", "企业"))
    html = import_result(seen_by(municipal.cast.clerk), batch)
    assert "市科协代表大会代表中45周岁以下比例" in html
    assert "68.8%（11/16）" in html
    assert "70.6%（12/17）" in html
    assert "导入" in html.split("原因：")[1]


def test_an_import_that_moved_nothing_says_so(municipal: Municipal, tmp_path: Path) -> None:
    refresh(today())
    row = ("莫非", "男", "汉族", "1990", "云桥科技有限公司工程师", "企业")
    batch = bring_in(municipal, tmp_path, row)
    assert "这次办理没有改变任何任务指标" in import_result(seen_by(municipal.cast.clerk), batch_of_nothing(batch))


def batch_of_nothing(batch: Batch) -> Batch:
    """Another import, of which no entry speaks."""
    return Batch(verb=batch.verb, organisation=batch.organisation)


def test_the_desk_shows_the_most_urgent_first(municipal: Municipal, monkeypatch: pytest.MonkeyPatch) -> None:
    html = desk_figures(seen_by(municipal.cast.clerk), None)
    assert "未达标" in html
    assert "进度滞后" not in html  # six others are missed already
    assert html.count("figure-line-title") == panels.MOST
    monkeypatch.setattr(panels, "MOST", 2)
    assert "项，查看全部任务进展" in desk_figures(seen_by(municipal.cast.clerk), None)


def test_the_desk_shows_what_moved_lately(municipal: Municipal) -> None:
    refresh(today())
    municipal.elect(municipal.terms["congress"], "delegate", FRONT)
    refresh(today())
    assert "70.6%（12/17）" in desk_movements(seen_by(municipal.cast.clerk), None)


@pytest.mark.parametrize("name", ["outsider", "nobody"])
def test_whoever_has_no_figures_here_sees_none(municipal: Municipal, name: str) -> None:
    refresh(today())
    municipal.elect(municipal.terms["congress"], "delegate", FRONT)
    refresh(today())
    user = getattr(municipal.cast, name)
    assert desk_figures(seen_by(user), None) == ""
    assert desk_movements(seen_by(user), None) == ""


def test_visitors_have_no_desk(cast: Cast) -> None:
    assert desk_figures(seen_by(AnonymousUser()), None) == ""
    assert desk_movements(seen_by(AnonymousUser()), None) == ""
