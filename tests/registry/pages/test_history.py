"""The history of an organisation: what is dated about it, the latest first."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.offices.models import Department, Staffing
from keqiao.kernel.organisations.models import Attribute, Link, Organisation, OrganisationName, Placement, Succession
from keqiao.registry.pages.history import attribute_words, history
from registry.facts.given import given

DAY = dt.date(2020, 1, 1)


def told(one: Organisation) -> list[tuple[str, str]]:
    return [(line.time, line.said) for line in history(one)]


def test_it_begins_with_the_latest_and_leaves_out_what_has_no_date(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.society.placements.update(leading=cast.nation, division=None, ends=None)
        cast.society.placements.update(ends=20100101)
    given(Placement, organisation=cast.society, leading=cast.region, starts=dt.date(2010, 1, 1), ends=DAY)
    given(Placement, organisation=cast.society, leading=cast.liuzhou, starts=DAY)
    given(Attribute, organisation=cast.society, kind="rating", value="3A", starts=dt.date(2022, 5, 1))
    given(Attribute, organisation=cast.society, kind="size_band", value="large")
    assert told(cast.society) == [
        ("2022年5月1日起", "社会组织评估等级：3A级"),
        ("2020年1月1日起", "由柳州市科协领导"),
        ("2010年1月1日—2020年1月1日", "由广西壮族自治区科学技术协会领导"),
        ("至2010年1月1日", "由中国科学技术协会领导"),
    ]


def test_names_founding_and_successions_are_told(cast: Cast) -> None:
    one = OrganisationFactory(name="甲学会", founded=dt.date(1980, 1, 1), founding="attached")
    gone = OrganisationFactory(name="乙学会", closed=DAY)
    given(OrganisationName, organisation=one, name="旧学会", starts=dt.date(1980, 1, 1), ends=dt.date(1990, 1, 1))
    given(OrganisationName, organisation=one, name="甲学会", starts=dt.date(1990, 1, 1))
    given(Succession, predecessor=gone, successor=one, kind="merge", day=DAY, document="第7号")
    assert told(one)[:2] == [("2020年1月1日", "承接乙学会的工作（合并） · 第7号"), ("1990年1月1日起", "名称：甲学会")]
    assert set(told(one)[2:]) == {
        ("1980年1月1日", "成立 · 依托组建"),
        ("1980年1月1日—1990年1月1日", "名称：旧学会"),
    }
    assert set(told(gone)) == {("2020年1月1日", "撤销"), ("2020年1月1日", "由甲学会承接工作（合并） · 第7号")}


def test_hosts_departments_and_posts_are_told_and_what_never_held_is_not(cast: Cast) -> None:
    given(Link, kind="host", source=cast.society, target=cast.luzhai, starts=DAY, title="批复")
    given(Link, kind="host", source=cast.society, target=cast.guilin, starts=DAY, ends=DAY)
    given(Link, kind="contact", source=cast.society, target=cast.guilin, starts=DAY)
    new = given(Department, organisation=cast.society, name="学会部", starts=dt.date(2021, 1, 1))
    given(Department, organisation=cast.society, name="学术部", ends=dt.date(2021, 1, 1), became=new)
    given(Department, organisation=cast.society, name="财务室", ends=dt.date(2019, 1, 1))
    given(Staffing, organisation=cast.society, kind="institution", number=5, document="柳编〔2018〕3号", starts=DAY)
    assert set(told(cast.society)) == {
        ("2021年1月1日", "设立部门：学会部"),
        ("2021年1月1日", "部门调整：学术部 → 学会部"),
        ("2020年1月1日起", "挂靠：鹿寨县科学技术协会 · 批复"),
        ("2020年1月1日起", "事业编制：5 · 柳编〔2018〕3号"),
        ("2019年1月1日", "撤销部门：财务室"),
    }


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("rating", "none", "社会组织评估等级：未评估"),
        ("size_band", "large", "会员规模：大型"),
        ("poor", "1", "贫困村：是"),
        ("full_time_staff", "0", "有专职人员：否"),
        ("party_form", "joint", "党组织设置形式：联合设立"),
        ("workers_reached", "1200", "联系科技工作者人数：1200"),
    ],
)
def test_what_is_said_of_an_organisation_reads_as_words(kind: str, value: str, said: str) -> None:
    assert attribute_words(Attribute(kind=kind, value=value)) == said
