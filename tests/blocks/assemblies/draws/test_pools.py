"""A draw as the solver and the files have it, without names."""

from __future__ import annotations

from cast import OPERATES, Cast
from keqiao.blocks.assemblies.draws import verbs
from keqiao.blocks.assemblies.draws.pools import nominees_file, pool_of, quotas_file, standing

from .given import prepared


def test_files_hold_numbers_and_traits_and_no_names(cast: Cast) -> None:
    made = prepared(cast, per_unit=2)
    verbs.require(OPERATES, made, {"trait": "来源类别", "value": "企业", "low": 1, "high": 2})
    rows = nominees_file(made).decode("utf-8-sig").splitlines()
    assert rows[0] == "编号,性别,年龄,来源类别,学科,单位"
    assert rows[1].startswith("0,女,")
    assert rows[1].endswith("企业,不详,单位1")
    assert "人选" not in "".join(rows)
    assert "龙城" not in "".join(rows)
    assert quotas_file(made).decode("utf-8-sig").splitlines()[1] == "来源类别,企业,1,2"


def test_what_fits_and_what_does_not_is_said_in_words(cast: Cast) -> None:
    made = prepared(cast)
    assert standing(made).fits
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 4, "high": 4})
    found = standing(made)
    assert found.clashes == ["“性别：女”至少4人（人选中有3人）"]
    assert found.helps == ["“性别：女”改为至少3人"]
    verbs.revise(OPERATES, made, {"title": "评议组", "seats": 20})
    assert "可选的只有8人" in standing(made).trouble


def test_both_ends_are_named_where_both_matter(cast: Cast) -> None:
    made = prepared(cast, seats=4, per_unit=1)
    verbs.require(OPERATES, made, {"trait": "性别", "value": "女", "low": 0, "high": 1})
    said = " ".join(standing(made).clashes)
    assert "同一单位至多抽1人" in said
    assert "“性别：女”至多1人（人选中有3人）" in said
    assert pool_of(made).people[0]["单位"] == "单位1"
