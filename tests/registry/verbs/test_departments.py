"""Departments are set up, changed, merged and closed, and their history stays."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.offices.models import Department
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import departments as verbs
from keqiao.registry.verbs import organisations
from registry.conftest import VISITS, Registry

DAY = dt.date(2024, 5, 6)


def opened(registry: Registry, name: str = "学会部", **more: object) -> Department:
    return verbs.open_department(registry.clerk, registry.city, {"name": name} | more)


def test_a_department_has_duties_and_a_counterpart_above(registry: Registry) -> None:
    above = opened(registry, duties="联系学会")
    below = verbs.open_department(registry.clerk, registry.county, {"name": "学会股", "counterpart": "学会部"})
    assert (above.duties, below.counterpart) == ("联系学会", above)
    with pytest.raises(Refused):
        verbs.open_department(VISITS, registry.city, {"name": "办公室"})


def test_a_change_begins_a_new_row_and_counterparts_follow(registry: Registry) -> None:
    above = opened(registry, starts=dt.date(2010, 1, 1))
    below = verbs.open_department(registry.clerk, registry.county, {"name": "学会股", "counterpart": "学会部"})
    made = verbs.change(registry.clerk, above, {"name": "学会学术部", "duties": "学会和学术", "starts": DAY})
    above.refresh_from_db()
    below.refresh_from_db()
    assert (above.ends, above.became, made.starts, below.counterpart) == (DAY, made, DAY, made)
    with pytest.raises(VerbError, match="已于2024-05-06调整或撤销"):
        verbs.change(registry.clerk, above, {"name": "学会处"})


def test_a_department_is_merged_into_another(registry: Registry) -> None:
    one, other = opened(registry, "科普部"), opened(registry, "青少年部")
    verbs.close_department(registry.clerk, one, {"ends": DAY, "into": "青少年部"})
    one.refresh_from_db()
    assert (one.ends, one.became) == (DAY, other)


def test_what_makes_no_sense_is_refused(registry: Registry) -> None:
    one = opened(registry, starts=DAY)
    with pytest.raises(VerbError, match="已有部门“学会部”"):
        opened(registry)
    with pytest.raises(VerbError, match="没有填写部门名称"):
        opened(registry, " ")
    with pytest.raises(VerbError, match="都没有变化"):
        verbs.change(registry.clerk, one, {"name": "学会部"})
    with pytest.raises(VerbError, match="没有上级单位"):
        opened(registry, "科普部", counterpart="科普部")
    with pytest.raises(VerbError, match=r"没有名为“学会部”的部门。现有部门：（无）"):
        verbs.close_department(registry.clerk, one, {"into": "学会部"})
    with pytest.raises(VerbError, match="应晚于开始日期"):
        verbs.close_department(registry.clerk, one, {"ends": DAY})
    organisations.close(registry.clerk, registry.society, {"closed": DAY})
    with pytest.raises(VerbError, match="不能再办理变更"):
        verbs.open_department(registry.clerk, registry.society, {"name": "秘书处"})
