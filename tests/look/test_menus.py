"""A menu shows what the reader may open, in order, and nothing twice."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import VISITOR, Actor
from keqiao.look import menus


@pytest.fixture(autouse=True)
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register with entries of this test alone."""
    monkeypatch.setattr(menus, "_items", {})
    menus.register_menu_item("desk", "名册", "look:gallery", needs="people.import", order=20)
    menus.register_menu_item("desk", "我的", "look:theme", needs="login", order=10)
    menus.register_menu_item("desk", "公开", "look:language", order=30)


def labels(area: str, user: User | None) -> list[str]:
    return [str(item.label) for item in menus.menu_items(area, Actor(user))]


def test_a_visitor_sees_what_is_for_anyone() -> None:
    assert labels("desk", None) == ["公开"]


def test_a_user_without_a_grant_sees_what_a_login_opens(cast: Cast) -> None:
    assert labels("desk", cast.nobody) == ["我的", "公开"]


def test_a_clerk_sees_all_of_it_in_order(cast: Cast) -> None:
    assert labels("desk", cast.clerk) == ["我的", "名册", "公开"]


def test_a_role_without_the_need_does_not_see_the_entry(cast: Cast) -> None:
    assert labels("desk", cast.reader) == ["我的", "公开"]


def test_areas_are_kept_apart() -> None:
    assert labels("portal", None) == []


def test_saying_a_page_again_replaces_its_entry() -> None:
    menus.register_menu_item("desk", "换了", "look:language")
    assert labels("desk", None) == ["换了"]


def test_an_entry_knows_its_address() -> None:
    menus.register_menu_item("home", "组件", "look:gallery")
    assert menus.menu_items("home", VISITOR)[0].url == "/look/"


def test_an_entry_without_a_page_says_so_when_it_is_drawn() -> None:
    menus.register_menu_item("home", "没有", "look:nowhere")
    with pytest.raises(NoReverseMatch):
        assert menus.menu_items("home", VISITOR)[0].url


def test_another_area_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="use one of portal, home, desk, user"):
        menus.register_menu_item("kitchen", "锅", "look:gallery")


@pytest.mark.parametrize(("count", "shown", "hidden"), [(0, 0, 0), (7, 7, 0), (8, 8, 0), (9, 7, 2), (13, 7, 6)])
def test_a_long_menu_is_folded_after_what_fits(count: int, shown: int, hidden: int) -> None:
    items = [menus.MenuItem("desk", f"第{number}项", "look:gallery") for number in range(count)]
    menu = menus.folded(items)
    assert (len(menu.shown), len(menu.folded)) == (shown, hidden)
    assert [*menu.shown, *menu.folded] == items
