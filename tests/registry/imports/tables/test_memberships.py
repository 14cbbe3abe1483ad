"""Lists of members: people are enrolled and admitted at once, and taken back together."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.people.models import Person
from keqiao.registry.imports import running
from keqiao.registry.imports.tables.memberships import admit_listed
from registry.conftest import OPERATES, Registry
from registry.imports.tables.lists import brought_in, checked, problems, save

HEADER = ("姓名", "性别", "工作单位", "职务", "会员类别", "会费", "入会时间")
WEI = ("韦晓", "女", "龙城重工机械有限公司", "工程师", "高级会员", "已缴", "2024.03")
QIN = ("覃亮", "男", "柳州市科学技术局", "局长", "", "", "")


def test_people_are_enrolled_and_admitted_and_taken_back(registry: Registry, tmp_path: Path) -> None:
    batch = brought_in(OPERATES, "memberships", registry.society, save(tmp_path / "会员.xlsx", HEADER, WEI, QIN))
    wei, qin = Membership.objects.filter(organisation=registry.society).order_by("pk")
    assert wei.person is not None
    assert (wei.person.name, wei.kind, wei.fee, wei.starts) == ("韦晓", "senior", "paid", dt.date(2024, 3, 1))
    assert (qin.kind, qin.fee, qin.starts, qin.version) == ("individual", "none", None, 1)
    assert running.summary(batch) == "共2人：新登记2人。新登记会员2人。"
    assert Dirty.objects.filter(fact="memberships", organisation=registry.society.pk).exists()
    again = brought_in(OPERATES, "memberships", registry.society, save(tmp_path / "再.xlsx", HEADER, WEI))
    assert running.summary(again).endswith("新登记会员0人。")
    assert Membership.objects.count() == 2
    running.take_back(OPERATES, again)
    running.take_back(OPERATES, batch)
    assert not Person.objects.exists()
    assert admit_listed.needs == "memberships.manage"


def test_other_classes_are_refused(registry: Registry, tmp_path: Path) -> None:
    unit = (*WEI[:4], "单位会员", "已缴", "")
    other = ("覃亮", "男", "云桥", "", "贵宾", "欠", "去年")
    found = checked("memberships", registry.society, save(tmp_path / "会员.xlsx", HEADER, unit, other))
    assert problems(found) == {
        "E3": "kind.unit",
        "E4": "choice.unknown",
        "F4": "choice.unknown",
        "G4": "date.form",
    }
