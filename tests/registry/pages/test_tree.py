"""The tree of organisations: what stands open, what is counted, and that size makes no difference to its cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast, OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.pages.branches import PORTION, TOGETHER, Branch, Portion, Wanted, divisions_named, stem

ADDRESS = "/tree/"


@pytest.fixture
def demo(client: Client, cast: Cast, settings: Settings) -> Client:
    """A visitor of a demo."""
    settings.DEMO = True
    return client


def lines(portion: Portion | None) -> list[Branch]:
    """Every line that stands open, from top to bottom."""
    found: list[Branch] = []
    for branch in portion.branches if portion is not None else ():
        found += [branch, *lines(branch.inside)]
    return found


def shown(client: Client, query: str = "") -> list[tuple[str, int]]:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return [(branch.label, branch.count) for branch in lines(answer.context["portion"])]


def societies(cast: Cast, number: int, kind: str = "society") -> list[Organisation]:
    with ledger.exempt("many"):
        return [
            OrganisationFactory(code=f"{kind[:3]}-{n:04}", name=f"第{n}{kind}", kind=kind, leading=cast.liuzhou)
            for n in range(number)
        ]


def test_it_opens_at_the_top_with_how_many_stand_below(demo: Client, cast: Cast) -> None:
    assert shown(demo) == [("中国科学技术协会", 5), ("广西壮族自治区科学技术协会", 4)]


def test_it_opens_down_to_an_organisation(demo: Client, cast: Cast) -> None:
    assert shown(demo, "?open=450223") == [
        ("中国科学技术协会", 5),
        ("广西壮族自治区科学技术协会", 4),
        ("柳州市科学技术协会", 2),
        ("鹿寨县科学技术协会", 0),
        ("柳州市机械工程学会", 0),
        ("桂林市科学技术协会", 0),
    ]
    (current,) = [one for one in lines(demo.get(f"{ADDRESS}?open=450223").context["portion"]) if one.current]
    assert current.key == "450223"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=society", [("中国科学技术协会", 1), ("广西壮族自治区科学技术协会", 1)]),
        ("?division=鹿寨县", [("中国科学技术协会", 1), ("广西壮族自治区科学技术协会", 1)]),
        ("?division=450300&kind=society", []),
        ("?kind=nonsense&division=nowhere", [("中国科学技术协会", 5), ("广西壮族自治区科学技术协会", 4)]),
    ],
)
def test_kind_and_division_narrow_it(demo: Client, query: str, found: list[tuple[str, int]]) -> None:
    assert shown(demo, query) == found


def test_a_search_names_its_hits_and_a_single_one_is_opened(demo: Client, cast: Cast) -> None:
    answer = demo.get(f"{ADDRESS}?q=鹿寨")
    assert [one.code for one, _kind, _url in answer.context["hits"]] == ["450223"]
    assert ("鹿寨县科学技术协会", 0) in shown(demo, "?q=鹿寨")
    assert len(demo.get(f"{ADDRESS}?q=学").context["hits"]) > 1
    assert "没有找到这样的单位" in demo.get(f"{ADDRESS}?q=没有").content.decode()


def test_a_branch_is_fetched_when_it_opens_and_without_scripts_is_a_page(demo: Client, cast: Cast) -> None:
    piece = demo.get("/tree/450200/", headers={"HX-Request": "true"}).content.decode()
    assert "鹿寨县科学技术协会" in piece
    assert "<html" not in piece
    assert demo.get("/tree/450200/?kind=society").url == "/tree/?kind=society&open=450200"


def test_many_are_divided_by_kind_and_come_in_portions(demo: Client, cast: Cast) -> None:
    societies(cast, PORTION + 20)
    opened = lines(demo.get(f"{ADDRESS}?open=450200").context["portion"])
    assert [(one.label, one.count) for one in opened if not one.url] == [("科协", 1), ("学会", PORTION + 21)]
    first = demo.get("/tree/450200/?of=society", headers={"HX-Request": "true"}).context["portion"]
    assert (len(first.branches), first.left) == (PORTION, 21)
    rest = demo.get(first.rest, headers={"HX-Request": "true"}).context["portion"]
    assert {one.key for one in rest.branches}.isdisjoint({one.key for one in first.branches})
    assert (len(rest.branches), rest.rest) == (21, "")


def test_the_path_leads_through_a_kind_of_many_to_its_place(demo: Client, cast: Cast) -> None:
    last = societies(cast, PORTION + 60)[-1]
    opened = lines(demo.get(f"{ADDRESS}?open={last.code}").context["portion"])
    (current,) = [one for one in opened if one.current]
    assert current.label == last.name
    assert len(opened) < PORTION + TOGETHER
    assert "从头显示" in demo.get(f"{ADDRESS}?open={last.code}").content.decode()


def test_size_makes_no_difference_to_the_number_of_queries(demo: Client, cast: Cast) -> None:
    asked: tuple[Callable[[], object], ...] = (
        lambda: demo.get(ADDRESS),
        lambda: demo.get(f"{ADDRESS}?open=450200"),
        lambda: demo.get("/tree/450200/", headers={"HX-Request": "true"}),
    )
    for ask in asked:
        ask()
    few = [cost(ask) for ask in asked]
    societies(cast, 30)
    assert [cost(ask) for ask in asked] == few


def cost(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def test_a_reader_sees_what_the_grant_covers(client: Client, cast: Cast) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(cast.clerk)
    assert shown(client)[0] == ("柳州市科学技术协会", 2)
    assert client.get("/tree/450300/").status_code == 403
    client.force_login(cast.nobody)
    assert client.get(ADDRESS).status_code == 403


def test_codes_of_divisions_have_a_stem(cast: Cast) -> None:
    assert [stem(code) for code in ("450000", "450200", "450223", "000000")] == ["45", "4502", "450223", "00"]
    assert (divisions_named("柳州"), divisions_named("没有")) == ("450200", "")
    assert Wanted(Organisation.objects.all(), "society").asked == {"kind": "society"}
