"""方案项目: the list with what each has come to, installing by post, and each programme's own page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import OPERATES, user_with
from keqiao.blocks.activities.verbs import record_activity
from keqiao.kernel.access.models import User
from keqiao.plans.library import library
from keqiao.plans.models import Programme
from keqiao.plans.pages.programmes import programme_lines, started_by_clause
from keqiao.plans.programmes.verbs import adjust, end, start
from keqiao.registry.verbs.posts import elect
from plans.starting import Starting, entry

LIST = "/plans/small/450200/programmes/"


@pytest.fixture(autouse=True)
def real(settings: Settings) -> None:
    """No demo, where visitors see everything."""
    settings.DEMO = False


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text(user: User | None, address: str = LIST, status: int = 200, **headers: str) -> str:
    answer = client_of(user).get(address, headers=headers)
    assert answer.status_code == status
    return str(answer.content.decode())


def page_of(starting: Starting, name: str = "one") -> str:
    return f"{LIST}{starting.one(name).public_id}/"


def hold(starting: Starting, number: int = 1) -> None:
    """Trainings took place today."""
    for one in range(number):
        data = {"title": f"第{one}期培训", "kind": "training", "date": dt.date.today()}  # noqa: DTZ011 - today counts
        record_activity(OPERATES, starting.cast.liuzhou, data)


# The list


def test_before_anything_was_installed_it_says_what_belongs_here(starting: Starting) -> None:
    starting.write(entry("one"), entry("two"))
    assert "还没有按方案建立项目" in text(starting.cast.clerk)
    assert "没有建立。" not in text(starting.cast.clerk)  # a clerk may not install
    assert "项目还有2个没有建立" in text(starting.cast.leader)


def test_posting_installs_and_says_what_was_begun(starting: Starting) -> None:
    starting.write(entry("one"), entry("two", "liaison.channel"))
    client = client_of(starting.cast.leader)
    answer = client.post(LIST, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    said = answer.content.decode()
    assert "已建立2个项目，更新0个。" in said
    assert "没有建立。" not in said
    assert "与方案包核对" in said
    starting.write(entry("one", settings={"kind": "lecture"}), entry("two", "liaison.channel"))
    assert "已建立0个项目，更新1个。" in client.post(LIST, follow=True).content.decode()


@pytest.mark.parametrize("name", ["clerk", "reader"])
def test_staff_without_the_right_who_post_are_told(starting: Starting, name: str) -> None:
    starting.write(entry("one"))
    answer = client_of(getattr(starting.cast, name)).post(LIST, follow=True)
    assert "权限" in answer.content.decode()
    assert not Programme.objects.exists()


@pytest.mark.parametrize("name", ["outsider", "county_clerk", "nobody"])
def test_staff_of_others_are_refused(starting: Starting, name: str) -> None:
    starting.install(entry("one"))
    user = getattr(starting.cast, name)
    for address in (LIST, page_of(starting)):
        text(user, address, 403)
    assert client_of(user).post(LIST).status_code == 403
    assert Programme.objects.count() == 1


def test_a_visitor_logs_in_or_looks_at_the_demo_only(starting: Starting, settings: Settings) -> None:
    starting.install(entry("one"))
    for address in (LIST, page_of(starting)):
        text(None, address, 302)
        settings.DEMO = True
        html = text(None, address)
        assert "项目one" in html
        assert "启用项目" not in html
        settings.DEMO = False
    starting.write(entry("one"), entry("two"))
    settings.DEMO = True
    Client().post(LIST)
    assert Programme.objects.count() == 1


def test_a_plan_that_does_not_bind_is_not_installed(starting: Starting) -> None:
    starting.write(entry("one"))
    leader = user_with("guilin-leader", "leader", starting.cast.guilin)
    answer = client_of(leader).post("/plans/small/450300/programmes/", follow=True)
    assert "方案“small”不约束“桂林市科学技术协会”。" in answer.content.decode()
    assert not Programme.objects.exists()


def test_each_programme_says_clause_template_state_and_records(starting: Starting) -> None:
    starting.install(
        entry("one", settings={"kind": "training", "at_least": 2}),
        entry("two", "liaison.channel", clause="一"),
        entry("three", "returns.evidence", settings={"topic": "rules"}),
    )
    start(starting.clerk, starting.one(), {})
    hold(starting, 2)
    html = text(starting.cast.clerk)
    assert html.index("项目two") < html.index("项目one") < html.index("项目three")  # in the plan's order
    for said in ("第二部分第1条", "系列活动", "建言渠道", "待建", "草稿", "进行中", "2场（要求不少于2场）"):
        assert said in html, said
    assert "status-met" in html or "已达标" in html


@pytest.mark.parametrize(("state", "names"), [("draft", ["three"]), ("planned", ["two"]), ("paused", [])])
def test_the_list_is_filtered_by_state(starting: Starting, state: str, names: list[str]) -> None:
    starting.install(entry("one"), entry("two", "liaison.channel"), entry("three"))
    start(starting.clerk, starting.one(), {})
    html = text(starting.cast.clerk, f"{LIST}?state={state}")
    assert [name for name in ("one", "two", "three") if f"项目{name}" in html] == names
    assert "<strong>1</strong>项" in html


def test_differences_are_listed_with_both_sides(starting: Starting) -> None:
    starting.install(entry("one"), entry("two"))
    adjust(starting.clerk, starting.one(), {"title": "我们的培训", "at_least": 5})
    starting.write(entry("one"))
    html = text(starting.cast.clerk)
    assert "与方案包的差异：3处" in html
    for said in ("名称", "至少要有几项记录", "方案包里已经没有这个项目", "我们的培训", "项目one"):
        assert said in html, said


def test_what_is_new_in_the_package_is_offered_although_something_else_is_gone(starting: Starting) -> None:
    starting.install(entry("one"), entry("two"))
    starting.write(entry("two"), entry("three"))
    assert "项目还有1个没有建立" in text(starting.cast.leader)


def test_in_english_it_is_english(starting: Starting) -> None:
    starting.install(entry("one"))
    assert "Programme one" in text(starting.cast.clerk, accept_language="en")
    adjust(starting.clerk, starting.one(), {"title": "我们的培训", "at_least": 1})
    assert "我们的培训" in text(starting.cast.clerk, accept_language="en")  # nobody wrote it in English


def test_however_many_programmes_there_are_the_queries_are_the_same(
    starting: Starting, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(starting.cast.clerk)
    starting.run()
    client.get(LIST)
    with django_assert_max_num_queries(60) as first:
        client.get(LIST)
    starting.install(entry("one"), entry("two"), entry("three"))
    for name in ("two", "three"):
        start(starting.clerk, starting.one(name), {})
    with django_assert_num_queries(len(first)):
        client.get(LIST)


def test_lines_count_only_what_runs_or_is_paused(starting: Starting) -> None:
    starting.install(entry("one"), entry("two"), entry("three", "liaison.channel"))
    start(starting.clerk, starting.one(), {})
    package = library().plan("small")
    lines = {line.programme.code: line for line in programme_lines(package, starting.cast.liuzhou)}
    assert {name: line.figure is not None for name, line in lines.items()} == {
        "one": True,
        "two": False,
        "three": False,
    }
    assert (lines["two"].said, lines["two"].mark) == ("", "")
    assert lines["one"].mark in ("on_track", "at_risk")


def test_the_scoreboard_shows_what_the_plan_starts_at_a_clause(starting: Starting) -> None:
    starting.install(entry("one"), entry("two", clause="一"), entry("three"))
    end(starting.clerk, starting.one("three"), {})
    found = started_by_clause("small", starting.cast.liuzhou.pk)
    assert {clause: [(one.title, one.state) for one in several] for clause, several in found.items()} == {
        "二.1": [("项目one", "草稿")],
        "一": [("项目two", "草稿")],
    }
    assert started_by_clause("small", starting.cast.guilin.pk) == {}
    assert f'href="{page_of(starting)}"' in text(starting.cast.clerk, "/plans/small/450200/?all=1")


# A programme's own page


def test_a_programme_tells_its_clause_rule_and_records(starting: Starting) -> None:
    starting.run(summary={"zh": "每年办几期培训。", "en": "Some trainings each year."})
    hold(starting)
    html = text(starting.cast.clerk, page_of(starting))
    for said in ("每年办几期培训。", "第二部分第1条", "启用日期", "规则", "第0期培训"):
        assert said in html, said
    assert 'href="/plans/small/450200/#c二.1"' in html


def test_who_may_records_from_the_page_with_what_is_known_filled_in(starting: Starting) -> None:
    starting.run(settings={"kind": "training", "audience": "farmers", "themed": True, "at_least": 3})
    client = client_of(starting.cast.clerk)
    page = client.get(page_of(starting))
    url = page.context["add"].url
    form = client.get(url).context["form"]
    assert (form["kind"].value(), form["audience"].value()) == ("training", "farmers")
    sent = {name: str(form[name].value() or "") for name in form.fields}
    answer = client.post(url, sent | {"title": "农技培训", "date": str(dt.date.today())})  # noqa: DTZ011 - today counts
    assert (answer.status_code, answer["Location"]) == (302, page_of(starting))
    assert "农技培训" in client.get(page_of(starting)).content.decode()
    assert client_of(starting.cast.leader).get(page_of(starting)).context["add"] is None


def test_after_a_title_and_its_issue_one_is_back_at_the_programme(starting: Starting) -> None:
    starting.run("resources.title", settings={"kind": "popular_work"})
    client = client_of(starting.cast.clerk)
    url = client.get(page_of(starting)).context["add"].url
    for typed in ({"name": "某书"}, {"date": "2024-05-01"}):
        form = client.get(url).context["form"]
        sent = {name: str(form[name].value() or "") for name in form.fields}
        answer = client.post(url, sent | typed)
        assert answer.status_code == 302
        url = answer["Location"]
    assert url == page_of(starting)


@pytest.mark.parametrize("state", ["draft", "planned", "ended"])
def test_what_does_not_run_takes_no_records(starting: Starting, state: str) -> None:
    starting.install(entry("one", "liaison.channel" if state == "planned" else "activities.series"))
    if state == "ended":
        end(starting.clerk, starting.one(), {})
    page = client_of(starting.cast.clerk).get(page_of(starting))
    assert page.context["add"] is None
    said = {"draft": "这是草稿，还没有启用。", "planned": "所需的功能还没有建成", "ended": "结束日期"}[state]
    assert said in page.content.decode()


def test_people_behind_a_programme_are_named_to_staff_who_may_only(starting: Starting, settings: Settings) -> None:
    starting.run("registry.posts", settings={"body": "congress"})
    elect(OPERATES, starting.cast.term, {"person": starting.cast.engineer.pk, "role": "delegate"})
    name = "韦　晓"  # as lists print it
    assert name in text(starting.cast.clerk, page_of(starting))
    assert name not in text(starting.cast.reader, page_of(starting))
    settings.DEMO = True
    html = text(None, page_of(starting))
    assert name not in html
    assert "名单涉及个人" in html


def test_a_programme_of_another_plan_or_association_is_not_there(starting: Starting) -> None:
    starting.install(entry("one"))
    one = starting.one().public_id
    clerk = starting.cast.clerk
    text(clerk, f"/plans/small/450223/programmes/{one}/", 404)
    text(clerk, f"/plans/nope/450200/programmes/{one}/", 404)
    text(clerk, "/plans/small/450200/programmes/00000000-0000-0000-0000-000000000001/", 404)


def test_one_whose_entry_and_clause_are_gone_still_has_a_page(starting: Starting) -> None:
    starting.install(entry("one"))
    starting.folder.clauses = starting.folder.clauses[:1]
    starting.folder.notes, starting.folder.one["clause"] = [], "一"
    starting.write(entry("two", clause="一"))
    assert "二.1" in text(starting.cast.clerk, page_of(starting))
    assert "项目one" in text(starting.cast.clerk)
