"""Proposed classes wait in groups of unit and position, and are confirmed in one call."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.people.models import Employment
from keqiao.kernel.verbs.contract import Refused
from keqiao.registry.imports.sources import confirm_proposals, source_groups
from keqiao.registry.verbs.people import enrol
from registry.conftest import OPERATES, VISITS, Registry


@pytest.fixture
def waiting(registry: Registry) -> Registry:
    """Two engineers of one firm, a head of an office, and somebody of whom nothing can be told."""
    for name, unit, position in (
        ("韦晓", "龙城重工机械有限公司", "工程师"),
        ("覃亮", "龙城重工机械有限公司", "工程师"),
        ("蓝英", "柳州市科学技术局", "局长"),
        ("莫非", "云桥", "负责人"),
    ):
        enrol(OPERATES, registry.city, {"name": name, "unit_name": unit, "position": position})
    return registry


def test_groups_show_what_is_undecided_first(waiting: Registry) -> None:
    groups = source_groups(waiting.city)
    assert [(group.unit_name, group.source_class, group.people, group.decided) for group in groups] == [
        ("云桥", "", 1, False),
        ("龙城重工机械有限公司", "enterprise", 2, True),
        ("柳州市科学技术局", "government", 1, True),
    ]
    assert groups[2].proposal.official.leading_official is True
    assert source_groups(waiting.county) == []


def test_decided_groups_are_confirmed_in_one_call(waiting: Registry) -> None:
    assert confirm_proposals(waiting.clerk, waiting.city, source_groups(waiting.city)) == 3
    assert Entry.objects.filter(verb="people.confirm_sources").count() == 1
    assert [group.unit_name for group in source_groups(waiting.city)] == ["云桥"]
    assert confirm_proposals(waiting.clerk, waiting.city, source_groups(waiting.city)) == 0


def test_a_visitor_confirms_nothing(waiting: Registry) -> None:
    with pytest.raises(Refused):
        confirm_proposals(VISITS, waiting.city, source_groups(waiting.city))
    assert not Employment.objects.filter(confirmed=True).exists()


def test_the_number_of_queries_stays(waiting: Registry, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        source_groups(waiting.city)
