"""Every refusal names the value and what to do about it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.refusals import (
    check_code,
    check_number,
    check_order,
    check_past,
    check_text,
    division_by_code,
    organisation_by_code,
    record,
    told_of,
)
from registry.conftest import Registry

DAY = dt.date(2024, 5, 1)


def test_a_standards_refusal_names_the_field() -> None:
    with pytest.raises(VerbError, match=r"^证件号码：少一位，请补齐。$"), told_of("证件号码"):
        raise Refused("id.length", "少一位，请补齐。")


def test_records_are_found_or_asked_for(registry: Registry) -> None:
    assert organisation_by_code("450200") == registry.city
    with pytest.raises(VerbError, match="没有机构代码为“450201”"):
        organisation_by_code("450201")
    with pytest.raises(VerbError, match="没有编号为1的人员"):
        record(Person, 1, "人员")


@pytest.mark.django_db
def test_a_division_is_found_on_its_days() -> None:
    with ledger.exempt("fixture"):
        old = Division.objects.create(code="450221", name="柳江县", level="county", ends=DAY)
    assert division_by_code("450221", DAY - dt.timedelta(days=1)) == old
    with pytest.raises(VerbError, match="在该日期不存在"):
        division_by_code("450221", DAY)


@pytest.mark.parametrize(("starts", "ends"), [(None, DAY), (DAY, None), (DAY, DAY + dt.timedelta(days=1))])
def test_intervals_in_order(starts: dt.date | None, ends: dt.date | None) -> None:
    check_order(starts, ends, "任期")


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(VerbError, match="任期的结束日期（2024-05-01）应晚于开始日期（2024-05-01）"):
        check_order(DAY, DAY, "任期")


def test_texts_are_asked_for_and_fit_their_column() -> None:
    check_text("字" * 20, "名称", 20)
    with pytest.raises(VerbError, match="没有填写名称"):
        check_text("", "名称", 20)
    with pytest.raises(VerbError, match="名称有21个字，最多20个字"):
        check_text("字" * 21, "名称", 20)


@pytest.mark.parametrize("code", ["", "Key", "a b", "项目", "a-b", "a" * 61, "a\n"])
def test_what_is_no_code(code: str) -> None:
    with pytest.raises(VerbError, match="不合规则"):
        check_code(code, "项目代码")


def test_codes_of_open_lists() -> None:
    check_code("key_popularisation_project", "项目代码")
    check_code("poverty.e-stations", "事项", "._-")
    check_code("a" * 60, "项目代码")


@pytest.mark.parametrize("number", [1, 3])
def test_numbers_in_their_bounds(number: int) -> None:
    check_number(number, "天数", 1, 3)


@pytest.mark.parametrize("number", [0, 4])
def test_numbers_out_of_bounds(number: int) -> None:
    with pytest.raises(VerbError, match=f"天数不能是{number}。请填写1至3之间的整数"):
        check_number(number, "天数", 1, 3)


def test_what_has_happened_was_not_tomorrow() -> None:
    today = timezone.localdate()
    check_past(today, "日期")
    with pytest.raises(VerbError, match="这一天还没有到"):
        check_past(today + dt.timedelta(days=1), "日期")
