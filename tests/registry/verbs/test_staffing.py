"""Approved posts and helpers are numbers with dates; posts name the document that approved them."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.offices.models import APPROVED, StaffingKind
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.staffing import set_staffing
from registry.conftest import VISITS, Registry

DAY = dt.date(2024, 5, 6)


def test_a_number_follows_on_the_one_before(registry: Registry) -> None:
    data = {"kind": "institution", "document": "柳编〔2019〕3号"}
    set_staffing(registry.clerk, registry.city, data | {"number": 30, "starts": dt.date(2019, 1, 1)})
    set_staffing(registry.clerk, registry.city, data | {"number": 28, "starts": DAY})
    told = registry.city.staffing.order_by("pk").values_list("number", "starts", "ends")
    assert list(told) == [(30, dt.date(2019, 1, 1), DAY), (28, DAY, None)]


def test_helpers_need_no_document_but_posts_do(registry: Registry) -> None:
    set_staffing(registry.clerk, registry.city, {"kind": "volunteers", "number": 60, "duties": "科普宣传"})
    for kind in sorted(APPROVED):
        with pytest.raises(VerbError, match="的批准文号"):
            set_staffing(registry.clerk, registry.city, {"kind": kind, "number": 1})
    assert StaffingKind.VOLUNTEERS not in APPROVED


def test_what_cannot_be_is_refused(registry: Registry) -> None:
    with pytest.raises(VerbError, match="志愿者不能是-1"):
        set_staffing(registry.clerk, registry.city, {"kind": "volunteers", "number": -1})
    with pytest.raises(Refused):
        set_staffing(VISITS, registry.city, {"kind": "volunteers", "number": 1})
