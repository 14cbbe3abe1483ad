"""Lines are written where no record answers, answers are kept as given, workbooks used; everything else is refused."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone

from blocks.returns.sheets import STATISTICS, activity, template
from cast import OPERATES, Cast, PostFactory, acts
from keqiao.blocks.returns.forms import verbs
from keqiao.blocks.returns.forms.answers import answers
from keqiao.blocks.returns.forms.given import latest_given
from keqiao.blocks.returns.forms.library import forms
from keqiao.blocks.returns.models import Given, Template, Written
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.files import attach

WHERE: dict[str, Any] = {"form": STATISTICS, "year": 2024}


def write(cast: Cast, line: str, text: str, **more: Any) -> Written | None:
    return verbs.write(acts(cast.clerk), cast.liuzhou, WHERE | {"line": line, "text": text} | more)


def used(cast: Cast, content: bytes | None = None) -> Template:
    kept = attach(OPERATES, cast.liuzhou, {"name": "表.xlsx", "content": content or template()})
    return verbs.use_template(acts(cast.clerk), cast.liuzhou, {"form": STATISTICS, "attachment": kept.pk})


def test_a_line_is_written_corrected_and_taken_back(cast: Cast) -> None:
    first = write(cast, "remarks", "无较大变化")
    assert first is not None
    assert (first.written_by, first.written_on) == (cast.clerk, timezone.localdate())
    second = write(cast, "remarks", "新建两个科技馆")
    assert second is not None
    assert (second.pk, second.text) == (first.pk, "新建两个科技馆")
    assert write(cast, "remarks", "") is None
    assert write(cast, "remarks", "") is None
    assert not Written.objects.exists()


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        ("name", "柳州", "由登记的资料回答，不能填写"),
        ("halls", "3", "由记录统计，不能填写"),
        ("grassroots", "3", "由登记的资料回答，不能填写"),
        ("attendance", "约120", "要填不小于0的整数"),
        ("attendance", "１２", "要填不小于0的整数"),
        ("attendance", "1" * 19, "超过18字"),
        ("remarks", "长" * 5001, "超过5000字"),
        ("nothing", "1", "没有编号为“nothing”的行"),
    ],
)
def test_what_records_answer_or_does_not_fit_is_refused(cast: Cast, line: str, text: str, said: str) -> None:
    with pytest.raises(VerbError, match=said):
        write(cast, line, text)


def test_that_there_was_nothing_is_confirmed_only_where_nothing_is_recorded(cast: Cast) -> None:
    assert write(cast, "lectures", "0") is not None
    activity(cast, dt.date(2024, 5, 1))
    with pytest.raises(VerbError, match="已有记录可以统计，不用确认为0"):
        write(cast, "lectures", "0")


def test_a_form_that_is_not_asked_of_it_and_a_year_that_is_not_there_are_refused(cast: Cast) -> None:
    with pytest.raises(VerbError, match="没有编号为“society-inspection”的报表"):
        write(cast, "remarks", "无", form="society-inspection")
    for year in (2011, timezone.localdate().year + 1):
        with pytest.raises(VerbError, match="年份不能是"):
            write(cast, "remarks", "无", year=year)
    with ledger.exempt("given"):
        cast.liuzhou.closed = dt.date(2026, 1, 1)
        cast.liuzhou.save()
    with pytest.raises(VerbError, match="撤销"):
        write(cast, "remarks", "无")


def test_only_those_of_the_unit_write_and_give(cast: Cast) -> None:
    for user in (cast.reader, cast.outsider, cast.county_clerk, cast.nobody):
        with pytest.raises(Refused):
            verbs.give(acts(user), cast.liuzhou, WHERE)


def test_what_was_given_stays_when_records_change(cast: Cast) -> None:
    activity(cast, dt.date(2024, 5, 1))
    PostFactory(person=cast.engineer, term=cast.term)
    made = verbs.give(acts(cast.clerk), cast.liuzhou, WHERE)
    assert made.given_by == cast.clerk
    assert cast.engineer.name not in made.answers
    assert "chair" not in json.loads(made.answers)
    activity(cast, dt.date(2024, 6, 1))
    form = forms().forms[STATISTICS]
    frozen = latest_given(form, cast.liuzhou, 2024, 2023)
    assert list(frozen) == [2024]
    now = answers(form, cast.liuzhou, 2024).by_line["lectures"].text
    assert (frozen[2024].answers["lectures"], now) == ("1", "2")
    assert frozen[2024].changed("lectures", now)
    assert not frozen[2024].changed("name", cast.liuzhou.name)
    assert not frozen[2024].changed("chair", "李主席")
    verbs.give(acts(cast.clerk), cast.liuzhou, WHERE)
    assert latest_given(form, cast.liuzhou, 2024)[2024].answers["lectures"] == "2"
    assert Given.objects.count() == 2


def test_a_workbook_is_used_and_the_next_one_takes_over_its_cells(cast: Cast) -> None:
    first = used(cast)
    verbs.map_cells(acts(cast.clerk), first, {"cells": {"lectures": "表一!E4", "name": "封面!B1"}})
    assert json.loads(first.cells) == {"lectures": "表一!E4", "name": "封面!B1"}
    second = used(cast, template(formula=False))
    first.refresh_from_db()
    assert first.ends == timezone.localdate()
    assert json.loads(second.cells) == {"lectures": "表一!E4", "name": "封面!B1"}
    with pytest.raises(VerbError, match="已经被替换"):
        verbs.map_cells(acts(cast.clerk), first, {"cells": {}})


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"lectures": "表九!E4"}, "没有单元格“表九!E4”.*工作表有：表一、封面"),
        ({"lectures": "E4"}, "没有单元格“E4”"),
        ({"lectures": "表一!E6"}, "里是公式"),
        ({"lectures": "表一!E4", "training": "表一!$E$4"}, "同时用于第504行和第505行"),
        ({"nothing": "表一!E4"}, "没有编号为“nothing”的行"),
    ],
)
def test_cells_that_cannot_take_a_line_are_refused(cast: Cast, cells: dict[str, str], said: str) -> None:
    with pytest.raises(VerbError, match=said):
        verbs.map_cells(acts(cast.clerk), used(cast), {"cells": cells})


def test_a_workbook_is_an_xlsx_of_the_same_unit(cast: Cast) -> None:
    elsewhere = attach(OPERATES, cast.luzhai, {"name": "表.xlsx", "content": template()})
    with pytest.raises(VerbError, match="不属于"):
        verbs.use_template(acts(cast.clerk), cast.liuzhou, {"form": STATISTICS, "attachment": elsewhere.pk})
    paper = attach(OPERATES, cast.liuzhou, {"name": "表.pdf", "content": b"%PDF-1.7\n"})
    with pytest.raises(VerbError, match="不是Excel工作簿"):
        verbs.use_template(acts(cast.clerk), cast.liuzhou, {"form": STATISTICS, "attachment": paper.pk})
