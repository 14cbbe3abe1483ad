"""Lists of units outside the system."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from keqiao.kernel.nouns import ledger
from keqiao.kernel.search.names import named
from keqiao.kernel.units.models import Unit, UnitList
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.imports import running
from keqiao.registry.imports.kinds import ImportTable, kind_of
from keqiao.registry.imports.tables.units import list_many
from registry.conftest import OPERATES, Registry
from registry.imports.tables.lists import brought_in, checked, problems, save

HEADER = ("名单名称", "企业名称", "统一社会信用代码", "区划代码")


@pytest.fixture
def parks(registry: Registry) -> UnitList:
    """A list that is being drawn up."""
    made = UnitList(organisation=registry.city, kind="park", title="园区名单", source="目录", as_of=dt.date(2026, 1, 1))
    with ledger.exempt("given"):
        made.save()
    return made


def test_units_are_listed_found_by_name_and_taken_back(registry: Registry, parks: UnitList, tmp_path: Path) -> None:
    path = save(tmp_path / "名录.xlsx", HEADER, ("园区名单", "柳东新区", "", ""), ("", "壶西园区", "A-7", ""))
    batch = brought_in(OPERATES, "units", registry.city, path)
    assert list(parks.units.values_list("name", "code").order_by("pk")) == [("柳东新区", ""), ("壶西园区", "A-7")]
    assert Unit.objects.filter(named(Unit, "柳东")).count() == 1
    assert running.summary(batch) == "名单中添加了2个单位。"
    assert problems(checked("units", registry.city, path)) == {"B3": "unit.listed", "B4": "unit.listed"}
    running.take_back(OPERATES, batch)
    assert not Unit.objects.exists()
    assert not Unit.objects.filter(named(Unit, "柳东")).exists()
    assert list_many.needs == "units.manage"


def test_lists_and_divisions_are_looked_up(registry: Registry, parks: UnitList, tmp_path: Path) -> None:
    rows = (
        ("企业名单", "云桥", "", ""),
        ("园区名单", "柳东新区", "9" * 18, "999999"),
        ("园区名单", "壶西", "", ""),
        ("园区名单", "壶西", "", ""),
    )
    told = problems(checked("units", registry.city, save(tmp_path / "名录.xlsx", HEADER, *rows)))
    assert told.pop("C4").startswith("uscc.")
    assert told == {"A3": "list.unknown", "D4": "division.unknown", "B6": "row.twice"}


def test_a_list_closed_meanwhile_takes_no_units(registry: Registry, parks: UnitList, tmp_path: Path) -> None:
    kind = kind_of("units")
    seen = running.best(running.look(save(tmp_path / "名录.xlsx", HEADER, ("", "柳东新区", "", "")), kind))
    batch = running.stage(OPERATES, kind, registry.city, seen, ImportTable(), running.Found())
    with ledger.exempt("given"):
        UnitList.objects.update(ends=dt.date(2026, 2, 1))
    with pytest.raises(VerbError, match="已停用或删除"):
        running.apply(OPERATES, batch)
