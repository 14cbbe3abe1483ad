"""Lists of funding figures, of an organisation and those below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from keqiao.exchange.spreadsheets.workbook import Value
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.money.models import Funding
from keqiao.kernel.standards.refusal import Refused as NotStandard
from keqiao.kernel.verbs.contract import Refused
from keqiao.registry.imports import running
from keqiao.registry.imports.reached import Reached
from keqiao.registry.imports.tables.cells import read_fen, read_whole, read_year
from keqiao.registry.imports.tables.funding import record_many
from registry.conftest import Registry, user_with
from registry.imports.tables.lists import brought_in, checked, problems, save

HEADER = ("单位名称", "年度", "资金来源", "出资层级", "用途", "金额（元）", "备注")
CITY = ("", "2025年", "财政预算", "", "科普经费", "120万元", "")
COUNTY = ("鹿寨县科学技术协会", 2025, "捐赠", "县级", "", 35000.5, "企业捐赠")


def test_figures_are_recorded_and_taken_back(registry: Registry, tmp_path: Path) -> None:
    path = save(tmp_path / "经费.xlsx", HEADER, CITY, COUNTY)
    batch = brought_in(registry.clerk, "funding", registry.city, path)
    city, county = Funding.objects.order_by("pk")
    assert (city.organisation, city.year, city.kind, city.level, city.purpose, city.amount) == (
        *(registry.city, 2025, "budget", "municipal", "popularisation", 120_000_000),
    )
    assert (county.organisation, county.kind, county.amount, county.note) == (
        *(registry.county, "donation", 3_500_050, "企业捐赠"),
    )
    assert running.summary(batch) == "登记了2个单位的2笔经费。"
    touched = set(Dirty.objects.filter(fact="funding").values_list("organisation", flat=True))
    assert touched == {registry.city.pk, registry.county.pk}
    assert problems(checked("funding", registry.city, path)) == {"F3": "funding.twice", "F4": "funding.twice"}
    running.take_back(registry.clerk, batch)
    assert not Funding.objects.exists()
    assert record_many.needs == "money.manage"


def test_who_may_not_below_writes_nothing_there(registry: Registry, tmp_path: Path) -> None:
    alone = user_with("clerk", registry.city, "alone")
    with pytest.raises(Refused, match="鹿寨县科学技术协会"):
        brought_in(alone, "funding", registry.city, save(tmp_path / "经费.xlsx", HEADER, CITY, COUNTY))
    assert not Funding.objects.exists()


def test_wrong_cells_are_told(registry: Registry, tmp_path: Path) -> None:
    row = ("桂林市科协", 1900, "彩票", "街道", "吃饭", -5, "")
    found = checked("funding", registry.city, save(tmp_path / "经费.xlsx", HEADER, row))
    assert problems(found) == {
        "A3": "unit.unknown",
        "B3": "year.wrong",
        "C3": "choice.unknown",
        "D3": "choice.unknown",
        "E3": "choice.unknown",
        "F3": "amount.wrong",
    }
    assert Reached.below(registry.city.pk).one("450223-kx") == (registry.county.pk, "")


@pytest.mark.parametrize(("value", "fen"), [("1,200.50", 120_050), (3.0, 300), ("￥3万", 3_000_000), ("1亿元", 10**10)])
def test_amounts_are_read_as_written(value: Value, fen: int) -> None:
    assert read_fen(value) == fen


@pytest.mark.parametrize("value", ["0", "-3", "三万", "0.001", "1e9", "99999999999999999"])
def test_amounts_that_are_none_are_refused(value: Value) -> None:
    with pytest.raises(NotStandard):
        read_fen(value)


def test_years_and_numbers() -> None:
    assert (read_year("2025年度"), read_year(2025.0), read_whole("第9届")) == (2025, 2025, 9)
