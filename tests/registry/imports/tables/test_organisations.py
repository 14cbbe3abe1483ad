"""Lists of organisations, leading ones in the same list."""

from __future__ import annotations

from pathlib import Path

from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.registry.imports import running
from keqiao.registry.imports.tables.organisations import register_listed
from registry.conftest import Registry
from registry.imports.tables.lists import brought_in, checked, problems, save

HEADER = ("单位名称", "代码", "统一社会信用代码", "类型", "层级", "上级单位")
BRANCH = ("电机分会", "lz-dj-1", "", "学会", "", "柳州市电机工程学会")
SOCIETY = ("柳州市电机工程学会", "lz-dj", "", "学会", "市级", "")
PARK = ("柳东园区科协", "lz-yq", "", "园区科协", "县级", "鹿寨县科学技术协会")


def test_a_tree_is_registered_in_any_order_and_taken_back(registry: Registry, tmp_path: Path) -> None:
    before = Organisation.objects.count()
    path = save(tmp_path / "组织.xlsx", HEADER, BRANCH, SOCIETY, PARK)
    batch = brought_in(registry.clerk, "organisations", registry.city, path)
    led = dict(Placement.objects.values_list("organisation__code", "leading__code"))
    assert (led["lz-dj-1"], led["lz-dj"], led["lz-yq"]) == ("lz-dj", "450200", "450223-kx")
    assert Organisation.objects.get(code="lz-dj-1").level == "municipal"
    assert running.summary(batch) == "登记了3个单位。"
    running.take_back(registry.clerk, batch)
    assert Organisation.objects.count() == before
    assert register_listed.needs == "organisations.manage"


def test_codes_and_leading_ones_are_looked_up(registry: Registry, tmp_path: Path) -> None:
    rows = (
        ("柳州市机械工程学会", "lz-jx", "", "学会", "", ""),
        ("无代码学会", "", "", "学会", "", ""),
        ("外地分会", "lz-wd", "", "学会", "", "桂林市科协"),
        ("坏代码", "！", "123", "公司", "", ""),
    )
    found = checked("organisations", registry.city, save(tmp_path / "组织.xlsx", HEADER, *rows))
    told = problems(found)
    assert told.pop("C6").startswith("uscc.")
    assert told == {
        "B3": "code.taken",
        "B4": "code.form",
        "F5": "leading.unknown",
        "D6": "choice.unknown",
        "B6": "code.form",
    }
    assert found.faulty == 4
