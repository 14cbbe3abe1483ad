"""Organisations come into the tree, move, are described, tied and closed."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.tree import ancestors, subtree
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import organisations as verbs
from registry.conftest import OPERATES, VISITS, Registry

NEW = {"code": "lz-hx", "name": "柳州市化学化工学会", "kind": "society", "level": "municipal"}


def test_a_society_is_registered_under_its_association(registry: Registry) -> None:
    made = verbs.register(registry.clerk, registry.city, NEW)
    assert ancestors(made.pk) == [made.pk, registry.city.pk]
    assert Entry.objects.get(verb="organisations.register").outcome == "done"


def test_a_visitor_registers_nothing(registry: Registry) -> None:
    with pytest.raises(Refused):
        verbs.register(VISITS, registry.city, NEW)
    assert not Organisation.objects.filter(code="lz-hx").exists()
    assert Entry.objects.get(verb="organisations.register").outcome == "refused"


@pytest.mark.django_db
def test_only_the_operator_plants_a_tree() -> None:
    made = verbs.register_root(OPERATES, None, NEW)
    assert ancestors(made.pk) == [made.pk]
    with pytest.raises(Refused):
        verbs.register_root(VISITS, None, NEW | {"code": "other"})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"code": "450200"}, "已由“柳州市科学技术协会”使用"),
        ({"code": "柳州"}, "机构代码"),
        ({"name": ""}, "名称为空"),
        ({"name": "长" * 121}, "最多120个字"),
        ({"uscc": "51450200"}, "统一社会信用代码"),
        ({"division": "999999"}, "行政区划代码“999999”"),
        ({"kind": "club"}, "kind"),
    ],
)
def test_what_cannot_be_registered_is_said(registry: Registry, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.register(registry.clerk, registry.city, NEW | wrong)


def test_a_new_placement_closes_the_old_one(registry: Registry) -> None:
    day = dt.date(2024, 7, 1)
    verbs.place(registry.clerk, registry.society, {"leading": registry.county.code, "starts": day})
    old, new = Placement.objects.filter(organisation=registry.society).order_by("pk")
    assert (old.ends, new.starts, new.ends) == (day, day, None)
    assert ancestors(registry.society.pk, dt.date(2024, 6, 30)) == [registry.society.pk, registry.city.pk]
    assert ancestors(registry.society.pk, day)[1] == registry.county.pk


def test_a_placement_cannot_begin_before_the_one_it_ends(registry: Registry) -> None:
    verbs.place(registry.clerk, registry.society, {"leading": "450223-kx", "starts": dt.date(2024, 7, 1)})
    with pytest.raises(VerbError, match="应晚于开始日期"):
        verbs.place(registry.clerk, registry.society, {"leading": "450200", "starts": dt.date(2024, 7, 1)})
    assert registry.society.placements.count() == 2


def test_nobody_is_led_by_those_they_lead(registry: Registry) -> None:
    with pytest.raises(VerbError, match="不能反过来领导"):
        verbs.place(registry.clerk, registry.city, {"leading": "450223-kx", "starts": dt.date(2024, 7, 1)})


def test_moving_needs_the_right_on_both_ends(registry: Registry) -> None:
    elsewhere = verbs.register_root(OPERATES, None, NEW | {"code": "450300", "kind": "association"})
    with pytest.raises(Refused, match=elsewhere.name):
        verbs.place(registry.clerk, registry.society, {"leading": "450300", "starts": dt.date(2024, 7, 1)})


def test_renaming_keeps_the_code(registry: Registry) -> None:
    verbs.rename(registry.clerk, registry.society, {"name": "柳州市机械学会", "short_name": "机械学会"})
    assert str(Organisation.objects.get(code="lz-jx")) == "机械学会"
    with pytest.raises(VerbError, match="名称为空"):
        verbs.rename(registry.clerk, registry.society, {"name": " "})


def test_closing_ends_what_holds(registry: Registry) -> None:
    verbs.set_attribute(registry.clerk, registry.society, {"kind": "rating", "value": "3A"})
    day = dt.date(2025, 1, 1)
    verbs.close(registry.clerk, registry.society, {"closed": day})
    assert registry.society.pk not in subtree(registry.city.pk, day)
    assert registry.society.attributes.get().ends == day


def test_who_leads_others_is_not_closed(registry: Registry) -> None:
    with pytest.raises(VerbError, match=r"还领导着.*机械工程学会"):
        verbs.close(registry.clerk, registry.city, {"closed": dt.date(2025, 1, 1)})


def test_an_attribute_follows_on_the_one_before(registry: Registry) -> None:
    first = verbs.set_attribute(registry.clerk, registry.society, {"kind": "rating", "value": "3A"})
    same = verbs.set_attribute(registry.clerk, registry.society, {"kind": "rating", "value": "3A"})
    day = dt.date(2023, 5, 1)
    second = verbs.set_attribute(registry.clerk, registry.society, {"kind": "rating", "value": "4A", "starts": day})
    first.refresh_from_db()
    assert same.pk == first.pk
    assert (first.ends, second.starts) == (day, day)


@pytest.mark.parametrize(("kind", "value"), [("rating", "6A"), ("poor", "yes"), ("size_band", "很大")])
def test_attributes_are_codes(registry: Registry, kind: str, value: str) -> None:
    with pytest.raises(VerbError, match="不"):
        verbs.set_attribute(registry.clerk, registry.society, {"kind": kind, "value": value})


def test_a_new_name_follows_on_the_one_before(registry: Registry) -> None:
    made = verbs.register(registry.clerk, registry.city, NEW | {"founded": dt.date(1980, 5, 1)})
    verbs.rename(registry.clerk, made, {"name": "柳州市化工学会", "starts": dt.date(2024, 7, 1)})
    assert [(one.name, one.starts, one.ends) for one in made.names.all()] == [
        ("柳州市化学化工学会", dt.date(1980, 5, 1), dt.date(2024, 7, 1)),
        ("柳州市化工学会", dt.date(2024, 7, 1), None),
    ]


def test_a_name_of_which_no_row_is_known_is_kept_all_the_same(registry: Registry) -> None:
    verbs.rename(registry.clerk, registry.society, {"name": "柳州市机械学会", "starts": dt.date(2024, 7, 1)})
    assert [(one.name, one.ends) for one in registry.society.names.all()] == [
        ("柳州市机械工程学会", dt.date(2024, 7, 1)),
        ("柳州市机械学会", None),
    ]


def test_a_slip_put_right_is_no_former_name(registry: Registry) -> None:
    verbs.rename(registry.clerk, registry.society, {"name": "柳州市机械工程学会（市级）", "correction": True})
    assert [(one.name, one.ends) for one in registry.society.names.all()] == [("柳州市机械工程学会（市级）", None)]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "柳州市机械工程学会"}, "都没有变化"),
        ({"name": "柳州市机械学会", "starts": dt.date(2999, 1, 1)}, "启用日期是2999-01-01，这一天还没有到"),
    ],
)
def test_a_renaming_that_says_nothing_or_is_to_come_is_refused(
    registry: Registry, wrong: dict[str, object], says: str
) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.rename(registry.clerk, registry.society, wrong)


def test_names_follow_each_other_in_time(registry: Registry) -> None:
    verbs.rename(registry.clerk, registry.society, {"name": "甲", "starts": dt.date(2024, 7, 1)})
    with pytest.raises(VerbError, match="原名称的结束日期"):
        verbs.rename(registry.clerk, registry.society, {"name": "乙", "starts": dt.date(2024, 6, 30)})


def test_of_two_names_from_the_same_day_the_second_stands_alone(registry: Registry) -> None:
    for name in ("甲", "乙"):
        verbs.rename(registry.clerk, registry.society, {"name": name, "starts": dt.date(2024, 7, 1)})
    assert not registry.society.names.filter(name="甲").exists()
    assert registry.society.names.get(ends=None).name == "乙"


def test_what_is_closed_is_not_renamed(registry: Registry) -> None:
    verbs.close(registry.clerk, registry.society, {"closed": dt.date(2025, 1, 1)})
    with pytest.raises(VerbError, match="已于2025-01-01撤销，不能再办理变更"):
        verbs.rename(registry.clerk, registry.society, {"name": "柳州市机械学会"})
    assert not registry.society.names.filter(ends=None)
