"""The map of plans: for everybody, with a scoreboard only for those who may see it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from plans.starting import Starting

PAGE = "/plans/lineage/"
BOARD = 'href="/plans/small/450200/"'


def text(client: Client, **headers: str) -> str:
    answer = client.get(PAGE, headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def known(starting: Starting, settings: Settings) -> Starting:
    """The small plan with all that the map tells of it."""
    settings.DEMO = False
    folder = starting.folder
    folder.plan |= {"title": {"zh": "小方案", "en": "Small plan"}, "follows": ["big-plan", "small-side"]}
    folder.one["by_reference"] = ["association@county"]
    told = {"id": "two-things", "clause": "二.1", "zh": "一处说五年，一处说四年。", "en": "Five years, then four."}
    folder.notes.append({**told, "reason": "Both can't hold.", "contradiction": True})
    starting.write()
    return starting


def test_a_visitor_sees_the_family_without_ways_into_scoreboards(known: Starting) -> None:
    html = text(Client())
    assert "小方案" in html
    assert BOARD not in html
    assert "柳州市科学技术协会" in html
    assert "同时落实：small-side" in html
    assert "参照执行：县级科协" in html
    assert "一处说五年，一处说四年。" in html


def test_a_parent_that_is_not_installed_says_so(known: Starting) -> None:
    html = text(Client())
    assert html.index("big-plan") < html.index("这个方案没有安装") < html.index("小方案")


def test_staff_come_from_the_map_to_their_scoreboard(known: Starting) -> None:
    for user, sees in ((known.cast.clerk, True), (known.cast.outsider, False)):
        client = Client()
        client.force_login(user)
        assert (BOARD in text(client)) is sees


def test_what_else_is_followed_is_told_by_its_title(known: Starting) -> None:
    known.folder.plan["follows"] = ["big-plan", "small"]
    # a plan can't follow itself, so the second parent is another installed one
    other = known.folder.path.parent / "side"
    other.mkdir()
    for name in ("plan", "clauses", "notes"):
        written = (known.folder.path / f"{name}.yaml").read_text(encoding="utf-8")
        written = written.replace("id: small\n", "id: side\n").replace("小方案", "旁系方案")
        (other / f"{name}.yaml").write_text(written, encoding="utf-8")
    known.folder.plan["follows"] = ["big-plan", "side"]
    known.write()
    assert "同时落实：旁系方案" in text(Client())


@pytest.mark.parametrize(("state", "word"), [("draft", "草案"), ("fictional", "虚构"), ("in_force", "")])
def test_what_is_not_in_force_says_so(known: Starting, state: str, word: str) -> None:
    known.folder.plan["state"] = state
    known.write()
    html = text(Client())
    assert [said for said in ("草案", "虚构") if said in html] == ([word] if word else [])


def test_in_english_it_is_english(known: Starting) -> None:
    html = text(Client(), accept_language="en")
    assert "Small plan" in html
    assert "Five years, then four." in html


def test_without_plans_it_says_what_belongs_here(starting: Starting) -> None:
    assert "还没有安装方案" in text(Client())


def test_only_reading_is_allowed(starting: Starting) -> None:
    assert Client().post(PAGE).status_code == 405
