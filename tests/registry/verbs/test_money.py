"""Money of a year is recorded in fen, and set right by a minus."""

from __future__ import annotations

import pytest

from keqiao.kernel.money.models import Funding
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.money import record_funding
from registry.conftest import VISITS, Registry

BUDGET = {"year": 2025, "kind": "budget", "level": "municipal", "purpose": "popularisation", "amount": 120_000_00}


def test_money_is_recorded_and_set_right(registry: Registry) -> None:
    record_funding(registry.clerk, registry.city, BUDGET)
    record_funding(registry.clerk, registry.city, BUDGET | {"amount": -20_000_00, "note": "年中调减"})
    assert sum(Funding.objects.values_list("amount", flat=True)) == 100_000_00


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"amount": 0}, "金额是0"),
        ({"amount": -1}, "超过了"),
        ({"year": 1948}, "年份1948不合理"),
        ({"year": 2999}, "年份2999不合理"),
        ({"kind": "lottery"}, "kind"),
    ],
)
def test_what_cannot_be_recorded_is_said(registry: Registry, wrong: dict[str, object], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        record_funding(registry.clerk, registry.city, BUDGET | wrong)
    assert not Funding.objects.exists()


def test_a_visitor_records_nothing(registry: Registry) -> None:
    with pytest.raises(Refused):
        record_funding(VISITS, registry.city, BUDGET)
