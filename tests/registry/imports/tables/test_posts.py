"""Lists of posts: several bodies in one list, several posts of one person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.registry.imports import running
from keqiao.registry.imports.tables.posts import elect_listed
from keqiao.registry.verbs import posts
from registry.conftest import OPERATES, Registry
from registry.imports.tables.lists import brought_in, checked, problems, save

HEADER = ("姓名", "工作单位", "机构", "届次", "任职", "界别", "任职起", "任职止", "兼职")
WEI = ("韦晓", "龙城重工机械有限公司")


def test_one_person_may_hold_several_posts(registry: Registry, tmp_path: Path) -> None:
    committee = posts.form_body(OPERATES, registry.city, {"kind": "standing_committee"})
    posts.open_term(OPERATES, committee, {"number": 3, "starts": "2021-11-22"})
    rows = (
        (*WEI, "代表大会", "", "代表", "企业", "", "", ""),
        (*WEI, "常委会", "第3届", "委员", "", "2022.05.01", "", "是"),
        ("覃亮", "柳州市科学技术局", "代表大会", 8, "代表", "机关", "2021-12-01", "2024-12-01", "否"),
    )
    path = save(tmp_path / "任职.xlsx", HEADER, *rows)
    batch = brought_in(OPERATES, "posts", registry.city, path)
    assert Person.objects.count() == 2
    first, second, third = Post.objects.order_by("pk")
    assert (first.term, first.role, first.sector, first.starts) == (registry.term, "delegate", "企业", None)
    assert (second.term.body, second.role, second.part_time) == (committee, "member", True)
    assert (third.starts, third.ends) == (dt.date(2021, 12, 1), dt.date(2024, 12, 1))
    assert running.summary(batch) == "共2人：新登记2人。新登记任职3项。"
    assert Dirty.objects.filter(fact="posts", organisation=registry.city.pk).exists()
    assert elect_listed.needs == "posts.manage"
    running.take_back(OPERATES, batch)
    assert not Post.objects.exists()
    assert not Person.objects.exists()


def test_bodies_terms_and_days_that_cannot_be_are_told(registry: Registry, tmp_path: Path) -> None:
    rows = (
        (*WEI, "监事会", "", "监事", "", "", "", ""),
        (*WEI, "代表大会", 7, "代表", "", "", "", ""),
        (*WEI, "代表大会", "", "总管", "", "2024-05-01", "2023-05-01", "也许"),
    )
    found = checked("posts", registry.city, save(tmp_path / "任职.xlsx", HEADER, *rows))
    assert problems(found) == {
        "C3": "body.unknown",
        "D4": "term.unknown",
        "E5": "choice.unknown",
        "I5": "yes.unknown",
        "H5": "post.order",
    }
