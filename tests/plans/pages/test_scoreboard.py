"""The list of plans and the scoreboard: who may see them, on which day, in which language, filtered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import OrganisationFactory, user_with
from plans.municipal import FRONT, OFFICIAL, Municipal
from plans.pages.conftest import BOARD, FRONT_LINE, Reader

PAST = "?as_of=2024-07-15"


def text(client: Client, address: str, status: int = 200, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status
    return str(answer.content.decode())


def titles(html: str) -> list[str]:
    return re.findall(r'class="figure-title"[^>]*>(?:<a[^>]*>)?([^<]+)', html)


@pytest.mark.parametrize("address", [BOARD, FRONT_LINE])
def test_a_visitor_has_to_log_in_unless_it_is_the_demo(municipal: Municipal, settings: Settings, address: str) -> None:
    settings.DEMO = False
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address}")
    settings.DEMO = True
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("address", [BOARD, FRONT_LINE])
@pytest.mark.parametrize("name", ["outsider", "nobody", "county_clerk"])
def test_another_city_s_figures_are_refused(reader: Reader, settings: Settings, name: str, address: str) -> None:
    settings.DEMO = False
    said = text(reader(name), address, 403)
    assert "您没有查看此页的权限" in said


@pytest.mark.parametrize("name", ["clerk", "leader", "reader"])
def test_staff_of_the_association_see_the_board(reader: Reader, settings: Settings, name: str) -> None:
    settings.DEMO = False
    assert "共31项任务指标" in text(reader(name), BOARD)


@pytest.mark.parametrize("address", [BOARD, FRONT_LINE, "/plans/", "/plans/liuzhou-2017/"])
def test_head_is_allowed_and_writing_is_not(visitor: Client, address: str) -> None:
    assert visitor.head(address).status_code == visitor.get(address).status_code
    assert visitor.post(address).status_code == 405


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/plans/nope/450200/", "没有编号为“nope”的方案。现有方案：liuzhou-2017。"),
        ("/plans/liuzhou-2017/nope/", "没有机构代码为“nope”的单位。"),
        ("/plans/nope/", "没有编号为“nope”的方案"),
        (f"{BOARD}nope/", "“柳州市科学技术协会”没有这项任务指标。"),
        ("/plans/liuzhou-2017/450300/earthquake-hall/", "“桂林市科学技术协会”没有这项任务指标。"),
    ],
)
def test_a_wrong_address_says_what_is_not_there(visitor: Client, address: str, says: str) -> None:
    assert says in text(visitor, address, 404)


def test_addresses_that_are_just_wrong_say_nothing_of_the_program(visitor: Client) -> None:
    assert "Resolver404" not in text(visitor, "/nothing/like/that/", 404)


def test_every_figure_stands_under_its_clause_with_a_tally_on_top(visitor: Client) -> None:
    html = text(visitor, BOARD + PAST)
    assert len(titles(html)) == 31
    found = dict(re.findall(r'href="\?status=(\w+)[^>]*>.*?<strong>(\d+)</strong>', html, re.S))
    assert found == {"met": "15", "on_track": "1", "at_risk": "1", "missed": "6", "no_data": "8"}
    assert "第二部分第1条" in html
    assert "要求70%以上" in html
    assert "2027年换届" in html


def test_figures_past_their_day_stand_by_themselves(visitor: Client) -> None:
    html = text(visitor, BOARD)
    before, after = html.split("到期结果", 1)
    assert "按学科专业组建的基层科协组织数" not in titles(before)
    assert titles(after) == ["按学科专业组建的基层科协组织数"]


def test_only_figures_in_the_chosen_state_are_listed(visitor: Client) -> None:
    html = text(visitor, f"{BOARD}{PAST}&status=at_risk")
    assert titles(html) == ["常委会委员中基层一线科技工作者比例"]
    assert 'aria-current="true"' in html
    assert "进度滞后" in html
    assert 'name="status" value="at_risk"' in html  # another day keeps the filter
    assert "共31项任务指标" in html


def test_a_state_that_is_none_filters_nothing(visitor: Client) -> None:
    assert len(titles(text(visitor, f"{BOARD}?status=splendid"))) == 31


def test_clauses_without_figures_are_shown_when_asked_for(visitor: Client) -> None:
    few, all_of_them = text(visitor, BOARD), text(visitor, f"{BOARD}?all=1")
    assert 'id="c序言"' not in few
    assert 'id="c序言"' in all_of_them
    assert "显示方案的全部条目" in few
    assert "只看有任务指标的条目" in all_of_them


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("gestern", "“gestern”不是日期，已按今天计算"),
        ("2024-02-30", "不是日期"),
        ("2999-01-01", "还不能计算将来的日期"),
        ("2017-09-28", "这一天方案还没有印发"),
    ],
)
def test_a_day_that_makes_no_sense_is_told_and_today_is_shown(visitor: Client, day: str, says: str) -> None:
    html = text(visitor, f"{BOARD}?as_of={day}")
    assert says in html
    assert "回到今天" not in html
    assert says in text(visitor, f"{FRONT_LINE}?as_of={day}")


def test_a_day_of_the_past_is_said_and_links_keep_it(visitor: Client) -> None:
    html = text(visitor, BOARD + PAST)
    assert "显示的是2024年7月15日的情况" in html
    assert "回到今天" in html
    assert f'href="{FRONT_LINE}{PAST}"' in html
    assert "?status=met&amp;as_of=2024-07-15" in html


def test_the_day_of_adoption_can_be_asked_for(visitor: Client) -> None:
    assert "显示的是2017年9月29日的情况" in text(visitor, f"{BOARD}?as_of=2017-09-29")


def test_readers_of_english_get_english_titles(visitor: Client) -> None:
    html = text(visitor, BOARD, **{"Accept-Language": "en"})
    assert "Front-line share of congress delegates" in titles(html)
    assert "Implementation plan for deepening the reform" in html
    visitor.cookies["django_language"] = "en"
    assert "Front-line share of congress delegates" in titles(text(visitor, BOARD))


def test_who_owes_nothing_under_the_plan_is_told_so(visitor: Client) -> None:
    assert "这个方案没有由本单位承担的任务指标" in text(visitor, "/plans/liuzhou-2017/450300/")


def test_the_list_shows_plans_whose_figures_one_may_see(reader: Reader, settings: Settings) -> None:
    settings.DEMO = False
    assert BOARD in text(reader("clerk"), "/plans/")
    for other in (Client(), reader("outsider")):
        assert "还没有可以查看的改革方案" in text(other, "/plans/")
    settings.DEMO = True
    html = text(Client(), "/plans/")
    assert BOARD in html
    assert "柳州市科协系统深化改革实施方案" in html


def test_the_level_above_finds_what_its_units_reported(municipal: Municipal, settings: Settings) -> None:
    settings.DEMO = False
    above = Client()
    above.force_login(user_with("region", "reader", municipal.cast.region, subtree=True))
    html = text(above, "/plans/")
    assert 'href="/plans/liuzhou-2017/450000/units/"' in html
    assert BOARD not in html


def test_a_plan_s_own_address_leads_to_its_board(visitor: Client) -> None:
    assert visitor.get("/plans/liuzhou-2017/")["Location"] == BOARD


def test_a_plan_that_binds_nobody_here_leads_to_the_list(only_liuzhou: Path, db: None, settings: Settings) -> None:
    settings.DEMO = True
    assert Client().get("/plans/liuzhou-2017/")["Location"] == "/plans/"


def test_a_faulty_package_is_told_and_the_others_are_shown(visitor: Client, tmp_path: Path, settings: Settings) -> None:
    for plan in Path(settings.PLANS).iterdir():
        (tmp_path / plan.name).symlink_to(plan.resolve())
    (tmp_path / "spoilt").mkdir()
    (tmp_path / "spoilt" / "plan.yaml").write_text("id: spoilt\n", encoding="utf-8")
    settings.PLANS = tmp_path
    html = text(visitor, "/plans/")
    assert "方案包“spoilt”有错误，暂时不能显示。请系统管理员运行 keqiao plans check spoilt" in html
    assert BOARD in html
    assert "方案包“spoilt”有错误" in text(visitor, "/plans/spoilt/450200/", 404)
    assert "共31项任务指标" in text(visitor, BOARD)


def test_as_many_queries_however_many_records_there_are(visitor: Client, municipal: Municipal) -> None:
    def queries(address: str) -> int:
        visitor.get(address)  # brings tallies up to date
        with CaptureQueriesContext(connection) as found:
            visitor.get(address)
        return len(found)

    visitor.get(BOARD)
    municipal.elect(municipal.terms["congress"], "delegate", FRONT)  # from now on there is a movement
    addresses = [BOARD, FRONT_LINE, "/plans/", BOARD + PAST]
    before = [queries(address) for address in addresses]
    municipal.elect(municipal.terms["congress"], "delegate", FRONT, OFFICIAL)
    for number in range(2):
        OrganisationFactory(name=f"第{number}学会", leading=municipal.city)
    assert [queries(address) for address in addresses] == before


def test_a_failing_share_has_a_line_of_advice_and_one_that_holds_has_none(visitor: Client) -> None:
    html = text(visitor, BOARD)
    advised = re.findall(r'class="figure-advice"><strong>调整建议</strong> ([^<]+)', html)
    assert "在总数不变的情况下，再调整1人为基层一线科技工作者，即符合要求。" in advised
    assert not [said for said in advised if "无需调整" in said]


def test_advice_costs_no_further_query(visitor: Client, municipal: Municipal) -> None:
    def queries() -> int:
        visitor.get(BOARD)  # brings tallies up to date
        with CaptureQueriesContext(connection) as found:
            visitor.get(BOARD)
        return len(found)

    before = queries()
    municipal.elect(municipal.terms["congress"], "delegate", *[OFFICIAL] * 4, born=1950)  # the young fail too
    assert queries() == before
