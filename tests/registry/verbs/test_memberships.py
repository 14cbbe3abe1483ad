"""Members join as what they are, once, and leave once."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs import memberships, people
from registry.conftest import OPERATES, VISITS, Registry


def test_a_person_and_an_organisation_join(registry: Registry) -> None:
    person = people.enrol(OPERATES, registry.society, {"name": "韦晓", "unit_name": "龙城重工机械有限公司"})
    memberships.admit(registry.clerk, registry.society, {"kind": "individual", "person": person.pk, "fee": "paid"})
    memberships.admit(registry.clerk, registry.society, {"kind": "group", "member": "450223-kx"})
    assert registry.society.memberships.count() == 2
    with pytest.raises(VerbError, match="韦晓已经是"):
        memberships.admit(registry.clerk, registry.society, {"kind": "individual", "person": person.pk})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "individual"}, "二者选一"),
        ({"kind": "individual", "member": "450223-kx"}, "不相称"),
        ({"kind": "group", "member": "lz-jx"}, "自己的会员"),
        ({"kind": "group", "member": "nowhere"}, "没有机构代码"),
        ({"kind": "individual", "person": 0}, "没有编号"),
    ],
)
def test_what_cannot_join_is_said(registry: Registry, wrong: dict[str, object], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        memberships.admit(registry.clerk, registry.society, wrong)
    assert not Membership.objects.exists()


def test_a_visitor_admits_nobody(registry: Registry) -> None:
    with pytest.raises(Refused):
        memberships.admit(VISITS, registry.society, {"kind": "group", "member": "450223-kx"})


def test_a_member_leaves_once(registry: Registry) -> None:
    data = {"kind": "group", "member": "450223-kx", "starts": dt.date(2020, 1, 1)}
    made = memberships.admit(registry.clerk, registry.society, data)
    memberships.leave(registry.clerk, made, {"ends": dt.date(2024, 1, 1)})
    with pytest.raises(VerbError, match="已于2024-01-01结束"):
        memberships.leave(registry.clerk, made)
    assert memberships.admit(registry.clerk, registry.society, data | {"starts": dt.date(2025, 1, 1)}).ends is None
