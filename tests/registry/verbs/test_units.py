"""Units of a list: each once, in and out on a day, and which association stands for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import Cast, DivisionFactory, OrganisationFactory, acts
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.units.models import Unit, UnitKind, UnitList
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.units import (
    add_unit,
    correct_unit,
    cover_unit,
    fitting_kinds,
    remove_unit,
    uncover_unit,
)

CODE = "91450200MA5K0000XT"


@pytest.fixture
def listed(cast: Cast) -> UnitList:
    """A list in force since 2021."""
    with ledger.exempt("test"):
        made = UnitList(
            organisation=cast.liuzhou,
            kind="high_tech_enterprise",
            title="柳州市高新技术企业名单",
            source="科技厅公告",
            as_of=dt.date(2020, 12, 31),
            starts=dt.date(2021, 1, 1),
        )
        made.save()
    return made


@pytest.fixture
def firm(cast: Cast, listed: UnitList) -> Unit:
    """A firm on it."""
    return add_unit(acts(cast.clerk), listed, {"name": "龙城重工机械有限公司"})


@pytest.fixture
def association(cast: Cast) -> Organisation:
    """The association of the firm."""
    return OrganisationFactory(
        code="lz-lczg", kind="enterprise_association", name="龙城重工机械有限公司科协", leading=cast.liuzhou
    )


def test_a_unit_stands_on_a_list_once(cast: Cast, listed: UnitList, firm: Unit) -> None:
    with pytest.raises(VerbError, match=r"“龙城重工机械有限公司”已在“柳州市高新技术企业名单”中"):
        add_unit(acts(cast.clerk), listed, {"name": firm.name})
    add_unit(acts(cast.clerk), listed, {"name": "甲厂", "code": "A-1"})
    with pytest.raises(VerbError, match=r"“甲厂”已在"):
        add_unit(acts(cast.clerk), listed, {"name": "乙厂", "code": "A-1"})
    with pytest.raises(VerbError, match=r"“甲厂”已在"):
        correct_unit(acts(cast.clerk), firm, {"name": firm.name, "code": "A-1"})


def test_what_is_said_of_a_unit_can_be_set_right(cast: Cast, firm: Unit, association: Organisation) -> None:
    DivisionFactory(code="450221", name="柳江区")
    correct_unit(
        acts(cast.clerk), firm, {"name": "龙城重工有限公司", "division": "450221", "registered": association.code}
    )
    found = Unit.objects.get()
    assert (found.name, str(found.division), found.registered) == ("龙城重工有限公司", "柳江区", association)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, r"没有填写单位名称"),
        ({"name": "甲", "code": "914502000000000000"}, r"统一社会信用代码"),
        ({"name": "甲", "division": "999999"}, r"行政区划代码“999999”在该日期不存在"),
        ({"name": "甲", "registered": "nobody"}, r"没有机构代码为“nobody”的单位"),
    ],
)
def test_what_can_not_be_is_refused(cast: Cast, listed: UnitList, said: dict[str, Any], why: str) -> None:
    with pytest.raises(VerbError, match=why):
        add_unit(acts(cast.clerk), listed, said)


def test_a_unit_leaves_on_a_day(cast: Cast, firm: Unit) -> None:
    with pytest.raises(VerbError, match=r"的结束日期（2020-01-01）应晚于开始日期（2021-01-01）"):
        remove_unit(acts(cast.clerk), firm, {"ends": dt.date(2020, 1, 1)})
    remove_unit(acts(cast.clerk), firm, {"ends": dt.date(2022, 1, 1)})
    with pytest.raises(VerbError, match=r"已于2022-01-01移出名单"):
        remove_unit(acts(cast.clerk), firm)


def test_off_a_list_that_is_drawn_up_it_goes_for_good(cast: Cast, listed: UnitList, firm: Unit) -> None:
    with ledger.exempt("test"):
        listed.starts = None
        listed.save()
    assert remove_unit(acts(cast.clerk), Unit.objects.get(pk=firm.pk)) == listed
    assert not Unit.objects.exists()


def test_an_association_stands_for_a_unit_until_a_day(cast: Cast, firm: Unit, association: Organisation) -> None:
    made = cover_unit(acts(cast.clerk), firm, {"association": association.code, "how": "own"})
    again = cover_unit(acts(cast.clerk), firm, {"association": association.code, "how": "joint"})
    assert (again.pk, again.how, firm.covers.count()) == (made.pk, "joint", 1)
    ended = uncover_unit(acts(cast.clerk), firm, {"association": association.code, "ends": dt.date(2023, 1, 1)})
    assert ended.ends == dt.date(2023, 1, 1)
    with pytest.raises(VerbError, match=r"没有登记“龙城重工机械有限公司科协”对应“龙城重工机械有限公司”"):
        uncover_unit(acts(cast.clerk), firm, {"association": association.code})


def test_only_what_is_founded_in_units_stands_for_them(cast: Cast, firm: Unit, association: Organisation) -> None:
    with pytest.raises(VerbError, match=r"“柳州市机械工程学会”是学会，不是建在单位里的科协组织。请选择企业科协"):
        cover_unit(acts(cast.clerk), firm, {"association": cast.society.code, "how": "own"})
    with ledger.exempt("test"):
        association.closed = dt.date(2022, 5, 1)
        association.save()
    with pytest.raises(VerbError, match=r"已于2022-05-01撤销，不能再覆盖单位"):
        cover_unit(acts(cast.clerk), firm, {"association": association.code, "how": "own"})


def test_others_change_no_units_of_ours(cast: Cast, listed: UnitList, firm: Unit) -> None:
    for verb, target, data in (
        (add_unit, listed, {"name": "乙厂"}),
        (correct_unit, firm, {"name": "乙厂"}),
        (remove_unit, firm, {}),
        (cover_unit, firm, {"association": "lz-jixie", "how": "own"}),
        (uncover_unit, firm, {"association": "lz-jixie"}),
    ):
        with pytest.raises(Refused):
            verb(acts(cast.outsider), target, data)


def test_each_kind_of_list_asks_for_some_kind_of_association() -> None:
    assert fitting_kinds(UnitKind.TOWNSHIP) == ("township_association",)
    assert "rural_technical_association" not in fitting_kinds(UnitKind.PARK)
    assert all(fitting_kinds(kind) for kind in UnitKind)
