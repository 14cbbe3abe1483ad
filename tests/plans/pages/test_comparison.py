"""Plans side by side: topics in order, demands as printed, marks in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.pages.comparison import Column, rows
from plans.municipal import Municipal
from plans.reported import LIUZHOU, NATION

ADDRESS = "/plans/compare/"


@pytest.fixture
def visitor(two_plans: Path, settings: Settings) -> Client:
    """A visitor of a demo with two plans."""
    settings.DEMO = True
    return Client()


def text(client: Client, address: str = ADDRESS, status: int = 200, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status
    return answer.content.decode()


def column(package: Package, *, pinned: bool = False) -> Column:
    return Column(package, package.id, "", pinned, "")


@pytest.fixture
def liuzhou(two_plans: Path) -> Package:
    """A package to vary."""
    return library().plan(LIUZHOU)


def varied(package: Package, name: str, **changes: Any) -> Package:
    """The package with its first three commitments, the first one changed."""
    first, *others = package.commitments[:3]
    return replace(package, id=name, commitments=(replace(first, **changes), *others))


def marks(columns: Sequence[Column]) -> list[list[str]]:
    return [[one.comparison for cell in row.cells for one in cell.demands] for row in rows(columns)]


def test_each_demand_is_held_against_the_pinned_plan_s(liuzhou: Package) -> None:
    first = liuzhou.commitments[0]
    other = varied(liuzhou, "other", where=None) if first.where is not None else varied(liuzhou, "other", that=None)
    assert marks([column(varied(liuzhou, "pinned"), pinned=True), column(other)])[0] == ["", "not_comparable"]
    same = marks([column(varied(liuzhou, "pinned"), pinned=True), column(varied(liuzhou, "same"))])
    assert same[0] == ["", "equal"]


def test_topics_stand_in_the_pinned_plan_s_order_then_what_others_add(liuzhou: Package) -> None:
    other = replace(varied(liuzhou, "other", topic="a.new.topic"), clauses=liuzhou.clauses)
    found = rows([column(other), column(varied(liuzhou, "pinned"), pinned=True)])
    assert len(found) == 4
    assert [bool(cell.demands) for cell in found[0].cells] == [False, True]  # the other plan is silent
    assert [bool(cell.demands) for cell in found[3].cells] == [True, False]
    assert found[3].cells[0].demands[0].comparison == ""  # nothing to compare it with
    assert rows([]) == []


def test_the_page_shows_demands_as_printed_with_words_beside_signs(visitor: Client, cast: Cast) -> None:
    html = text(visitor, f"{ADDRESS}?pin={LIUZHOU}")
    assert "70%以上" in html
    assert "约65%" in html
    assert re.search(r'<span aria-hidden="true">＝</span>相同', html)
    assert "不可比" in html
    assert "未作规定" in html
    assert 'href="/plans/liuzhou-2017/450200/#c二.1"' in html
    assert "以“柳州市科协系统深化改革实施方案”为对照" in html


def test_plans_are_chosen_and_another_one_is_pinned(visitor: Client, cast: Cast) -> None:
    html = text(visitor, f"{ADDRESS}?plan={LIUZHOU}&pin={LIUZHOU}")
    assert "约65%" not in html
    assert "70%以上" in html
    both = text(visitor, f"{ADDRESS}?plan={NATION}&plan={LIUZHOU}&pin={NATION}")
    assert "以“科协系统深化改革实施方案”为对照" in both
    assert f"?plan={NATION}&amp;plan={LIUZHOU}&amp;pin={LIUZHOU}" in both
    assert "以“科协系统深化改革实施方案”为对照" in text(visitor, f"{ADDRESS}?plan=nope&pin=nope")


def test_boards_that_the_reader_may_not_see_are_not_linked(two_plans: Path, cast: Cast, settings: Settings) -> None:
    settings.DEMO = False
    client = Client()
    client.force_login(cast.outsider)
    html = text(client)
    assert "70%以上" in html
    assert "/plans/liuzhou-2017/450200/" not in html
    client.force_login(cast.nobody)
    assert "没有查看此页的权限" in text(client, status=403)
    assert Client().get(ADDRESS).status_code == 302


def test_without_plans_it_says_what_belongs_here(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.PLANS = True, tmp_path
    assert "还没有可以比较的方案" in text(Client())


def test_english_readers_get_english(visitor: Client, cast: Cast) -> None:
    html = text(visitor, **{"Accept-Language": "en"})
    assert "at least 70%" in html
    assert "equal" in html


def test_as_many_queries_however_many_records(visitor: Client, municipal: Municipal) -> None:
    with CaptureQueriesContext(connection) as found:
        text(visitor)
    assert len(found) <= 3
