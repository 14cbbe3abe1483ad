"""Every refusal names the value and what to do about it."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.refusals import check_order, division_by_code, organisation_by_code, record, told_of
from registry.conftest import Registry

DAY = dt.date(2024, 5, 1)


def test_a_standards_refusal_names_the_field() -> None:
    with pytest.raises(VerbError, match=r"^证件号码：少一位，请补齐。$"), told_of("证件号码"):
        raise Refused("id.length", "少一位，请补齐。")


def test_records_are_found_or_asked_for(registry: Registry) -> None:
    assert organisation_by_code("450200") == registry.city
    with pytest.raises(VerbError, match="没有机构代码为“450201”"):
        organisation_by_code("450201")
    with pytest.raises(VerbError, match="没有编号为1的"):
        record(Person, 1)


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
