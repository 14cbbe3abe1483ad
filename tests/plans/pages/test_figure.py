"""One figure: rule, groups, records, history; names only for staff who may see people."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast, user_with
from keqiao.kernel.standards.names import pad_name
from keqiao.plans.pages import figure as module
from plans.municipal import FRONT, OFFICIAL, Municipal
from plans.pages.conftest import BOARD, FRONT_LINE, Reader

HIDDEN = "名单涉及个人，只有本单位有权限的工作人员登录后可以查看。"


def text(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_says_rule_change_groups_and_history(visitor: Client) -> None:
    html = text(visitor, FRONT_LINE)
    assert "机构为代表大会、职务为代表且届次为本届的任职中，基层一线科技工作者的比例不低于70%。" in html
    assert "the share where “front-line S&amp;T worker” applies is to be at least 70%" in html
    assert "来源类别为企业、高等学校、科研院所或农村且不属于“领导干部”" in html
    assert "方案点名的是支柱产业企业" in html
    assert "再调整1人为基层一线科技工作者" in html
    assert "分组统计" in html
    assert "历年变化" in html
    assert "2021年末" in html  # the table behind the chart


def test_visitors_see_groups_and_no_names(visitor: Client, municipal: Municipal) -> None:
    html = text(visitor, FRONT_LINE)
    assert HIDDEN in html
    assert "逐条查看" not in html
    assert not any(pad_name(person.name) in html or person.name in html for person in municipal.delegates)


def test_who_may_see_people_sees_each_by_name(reader: Reader, municipal: Municipal) -> None:
    html = text(reader("clerk"), FRONT_LINE)
    assert HIDDEN not in html
    assert all(pad_name(person.name) in html for person in municipal.delegates)


def test_who_may_see_figures_only_sees_no_names(reader: Reader, municipal: Municipal) -> None:
    html = text(reader("reader"), FRONT_LINE)
    assert HIDDEN in html
    assert not any(pad_name(person.name) in html for person in municipal.delegates)


def test_names_of_units_below_are_seen_by_those_who_may_see_people_there_too(municipal: Municipal) -> None:
    address = f"{BOARD}secondments-two-years/"
    narrow, wide = Client(), Client()
    narrow.force_login(user_with("narrow", "clerk", municipal.city))
    wide.force_login(municipal.cast.clerk)
    assert HIDDEN in text(narrow, address)
    assert HIDDEN not in text(wide, address)
    assert HIDDEN not in text(narrow, FRONT_LINE)


def test_units_and_places_are_open_to_all_who_see_the_figure(visitor: Client) -> None:
    assert "柳州市机械工程学会" in text(visitor, f"{BOARD}society-council-front-line/")
    assert "earthquake_hall" in text(visitor, f"{BOARD}earthquake-hall/")
    assert HIDDEN not in text(visitor, f"{BOARD}earthquake-hall/")


def test_the_inside_alone_is_a_piece_of_a_page(visitor: Client) -> None:
    part = text(visitor, f"{FRONT_LINE}?part=inside")
    assert "<html" not in part
    assert "机构为代表大会" in part
    assert part.strip().replace("h4>", "h3>") in text(visitor, FRONT_LINE)


def test_the_inside_is_guarded_like_the_page(municipal: Municipal, settings: Settings) -> None:
    settings.DEMO = False
    assert Client().get(f"{FRONT_LINE}?part=inside").status_code == 302


def test_a_day_of_the_past_shows_the_value_of_that_day(visitor: Client) -> None:
    html = text(visitor, f"{FRONT_LINE}?as_of=2024-07-15")
    assert "统计日：" in html
    assert "11/16" in html
    assert "暂无数据" in text(visitor, f"{FRONT_LINE}?as_of=2020-01-01")


def test_the_page_in_english_puts_english_first(visitor: Client) -> None:
    html = text(visitor, FRONT_LINE, **{"Accept-Language": "en"})
    assert "Front-line share of congress delegates" in html
    assert html.index("Of posts where body is congress") < html.index("机构为代表大会")
    assert 'lang="zh-Hans"' in html
    assert "No record says which industries are pillars" in html


def test_very_long_lists_are_cut_and_said_to_be(
    reader: Reader, municipal: Municipal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_RECORDS", 5)
    assert "另有11条未列出。" in text(reader("clerk"), FRONT_LINE)


def test_the_latest_movements_say_why(visitor: Client, municipal: Municipal) -> None:
    visitor.get(BOARD)
    municipal.elect(municipal.terms["congress"], "delegate", FRONT)
    html = text(visitor, FRONT_LINE)
    assert "68.8%（11/16）" in html
    assert "70.6%（12/17）" in html
    assert "原因：" in html


def test_of_other_associations_nothing_is_told_that_they_did_not_report(
    two_plans: Path, cast: Cast, settings: Settings
) -> None:
    address = "/plans/cast-2016/000000/society-party-working-committees/"
    settings.DEMO = False
    above = Client()
    above.force_login(user_with("nation", "reader", cast.nation, subtree=True))
    html = above.get(address).content.decode()
    assert html.count("所在科协尚未报送") == 4
    assert "没有可以统计的记录" not in html
    assert "下级有4个单位尚未报送" in html


def test_a_figure_of_a_body_says_what_the_whole_body_needs(visitor: Client, municipal: Municipal) -> None:
    municipal.elect(municipal.terms["congress"], "delegate", *[OFFICIAL] * 18, born=1960)
    html = text(visitor, FRONT_LINE)
    assert "再调整13名为基层一线科技工作者（其中1名为45周岁以下青年科技工作者），即符合方案各项比例要求。" in html
    assert f"/bodies/{municipal.cast.congress.public_id}/?requirement=together" in html


def test_on_an_earlier_day_the_body_of_today_is_left_alone(visitor: Client) -> None:
    assert "整个机构" in text(visitor, FRONT_LINE)
    assert "整个机构" not in text(visitor, f"{FRONT_LINE}?as_of=2026-01-15")


@pytest.mark.parametrize("name", ["congress-delegates-young", "e-stations-in-every-county", "co-built-venues"])
def test_where_nothing_joint_is_needed_nothing_joint_is_said(visitor: Client, municipal: Municipal, name: str) -> None:
    municipal.elect(municipal.terms["congress"], "delegate", FRONT)
    assert "整个机构" not in text(visitor, f"{BOARD}{name}/")
