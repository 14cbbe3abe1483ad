"""方案落实: counts of all plans, and of one plan each provision with what carries it."""

from __future__ import annotations

import pytest
from django.test import Client

from plans.coverage.given import Books, feature, provision, system
from plans.starting import Starting

PAGE = "/plans/coverage/"
SMALL = f"{PAGE}small/"


def text(address: str, status: int = 200, **headers: str) -> str:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == status
    return str(answer.content.decode())


@pytest.fixture
def books(starting: Starting) -> Books:
    """Provisions of each state."""
    made = Books(starting)
    made.features(feature(), feature("gone", pages=["nowhere"]), feature("empty", facts=["awards"]))
    made.systems(system("register", "feature/register"), system("voices"), system("dreams"))
    made.provisions(
        provision(1, "feature/register", "programme/series"),
        provision(2, declaratory="A wish."),
        provision(3, "programme/channel", "feature/gone", "feature/empty"),
        provision(4, "commitment/delegates", clause="九"),
        provision(5),
    )
    return made


def test_everybody_sees_how_much_is_built(books: Books) -> None:
    html = text(PAGE)
    row = html[html.index('href="/plans/coverage/small/"') :]
    counts = [part.partition("<")[0] for part in row.split('">')[1:]]
    assert [one for one in counts if one.isdigit()][:4] == ["5", "2", "1", "2"]
    assert "共3个，其中1个已有功能或方案项目承担。" in html
    assert [html.count(f"系统{name}") for name in ("register", "voices", "dreams")] == [1, 1, 1]


def test_of_one_plan_each_provision_says_what_carries_it(books: Books) -> None:
    html = text(SMALL)
    assert [number for number in range(1, 6) if f"规定{number}" in html] == [1, 2, 3, 4, 5]
    for said in ("单位登记", "项目series", "项目channel", "待建", "不存在", "还没有记录", "第二部分第1条"):
        assert said in html
    assert ">九<" in html  # a clause that isn't there stops nobody


@pytest.mark.parametrize(
    ("state", "numbers"), [("bound", [1, 4]), ("declaratory", [2]), ("open", [3, 5]), ("nope", [1, 2, 3, 4, 5])]
)
def test_provisions_are_filtered_by_state(books: Books, state: str, numbers: list[int]) -> None:
    html = text(f"{SMALL}?state={state}")
    assert [number for number in range(1, 6) if f"规定{number}" in html] == numbers


def test_in_english_it_is_english(books: Books) -> None:
    html = text(SMALL, accept_language="en")
    assert "Provision 1" in html
    assert "Programme series" in html


def test_without_lists_it_says_what_belongs_here(starting: Starting) -> None:
    starting.write()
    assert "没有列出规定的方案包" in text(PAGE)


def test_an_unknown_plan_and_a_faulty_list_are_told(books: Books) -> None:
    assert "没有编号为“nope”的方案" in text(f"{PAGE}nope/", 404)
    books.provisions({"id": "small/001"})
    for address in (PAGE, SMALL):
        assert "暂时不能统计：small/provisions.yaml有错误" in text(address, 404)


def test_only_reading_is_allowed(books: Books) -> None:
    assert Client().post(PAGE).status_code == 405
