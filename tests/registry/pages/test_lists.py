"""The finished Word list: order, title, groups, who may have it, and that the audit keeps it."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from urllib.parse import unquote

import docx
import pytest
from django.test import Client

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory, TermFactory
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.registry.pages.lists import list_title
from registry.pages.desk import page_of


@pytest.fixture
def delegates(cast: Cast) -> list[str]:
    """Five delegates of the city's congress, one of whom has left it."""
    made = []
    for name, sector, ends in (
        ("覃亮", "企业", None),
        ("丁一凡", "企业", None),
        ("王子桐", "农村", None),
        ("韦晓", "", None),
        ("莫然", "企业", dt.date(2022, 1, 1)),
    ):
        person = PersonFactory(name=name, keeper=cast.liuzhou, sex="female", ethnicity="08")
        EmploymentFactory(person=person, unit_name=f"{name}的单位")
        PostFactory(person=person, term=cast.term, sector=sector, ends=ends)
        made.append(name)
    return made


def words(client: Client, cast: Cast, **query: str) -> list[str]:
    """The paragraphs of the list."""
    answer = client.get(page_of("name_list", cast.congress.public_id), query)
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    return [paragraph.text for paragraph in document.paragraphs]


def test_people_stand_in_stroke_order_under_the_title_of_the_congress(
    cast: Cast, city_clerk: Client, delegates: list[str]
) -> None:
    title, size, *lines = words(city_clerk, cast)
    assert title.replace("\n", "") == "柳州市科学技术协会第九次代表大会代表名单"
    assert size == "（共4名，按姓氏笔画为序）"
    order = "".join(lines).replace("\u3000", "")
    assert [order.index(name) for name in ("丁一凡", "王子桐", "韦晓", "覃亮")] == sorted(
        order.index(name) for name in delegates if name != "莫然"
    )
    assert "丁一凡（女，壮族）" in order
    assert "莫然" not in order


def test_groups_stand_in_the_order_of_the_register(cast: Cast, city_clerk: Client, delegates: list[str]) -> None:
    lines = words(city_clerk, cast, group="sector")
    assert [line for line in lines if line.endswith("名）")] == ["企业（2名）", "农村（1名）", "未分组（1名）"]


def test_the_table_adds_unit_and_position(cast: Cast, city_clerk: Client, delegates: list[str]) -> None:
    answer = city_clerk.get(page_of("name_list", cast.congress.public_id), {"form": "table", "group": "moon"})
    table = docx.Document(io.BytesIO(answer.content)).tables[0]
    assert "丁一凡的单位高级工程师" in [cell.text for cell in table.rows[1].cells]


def test_the_file_is_called_after_its_title_and_not_kept_on_the_way(
    cast: Cast, city_clerk: Client, delegates: list[str]
) -> None:
    answer = city_clerk.get(page_of("name_list", cast.congress.public_id))
    assert "第九次代表大会代表名单.docx" in unquote(answer["Content-Disposition"])
    assert answer["Cache-Control"] == "no-store"


def test_the_audit_keeps_that_names_went_out(cast: Cast, city_clerk: Client, delegates: list[str]) -> None:
    words(city_clerk, cast)
    entry = Entry.objects.get(verb="people.export_list")
    assert (entry.actor, entry.organisations) == (f"user:{cast.clerk.pk}", f"[{cast.liuzhou.pk}]")


def test_who_may_not_see_names_gets_no_list(cast: Cast, reader: Client, clerk: Client, delegates: list[str]) -> None:
    address = page_of("name_list", cast.congress.public_id)
    assert reader.get(address).status_code == 403
    assert clerk.get(address).status_code == 403  # the county's clerk at the city's body
    assert Client().get(address).status_code == 302
    assert not Entry.objects.filter(verb="people.export_list").exists()


def test_an_empty_body_says_so_and_nothing_is_recorded(cast: Cast, city_clerk: Client) -> None:
    answer = city_clerk.get(page_of("name_list", cast.congress.public_id))
    assert answer.status_code == 404
    assert "现在没有在任人员" in answer.content.decode()
    assert city_clerk.get(page_of("name_list", uuid.uuid4())).status_code == 404
    assert not Entry.objects.filter(verb="people.export_list").exists()


@pytest.mark.parametrize(
    ("kind", "name", "number", "role", "title"),
    [
        ("congress", "代表大会", 10, "delegate", "第十次代表大会代表名单"),
        ("members_congress", "会员代表大会", 11, "delegate", "第十一次会员代表大会代表名单"),
        ("full_committee", "全委会", 9, "member", "第九届委员会委员名单"),
        ("standing_council", "常务理事会", 21, "standing_director", "第二十一届常务理事会常务理事名单"),
        ("special_committee", "青年工作委员会", 1, "member", "第一届青年工作委员会委员名单"),
    ],
)
def test_titles_read_as_the_bodies_print_them(
    cast: Cast, kind: str, name: str, number: int, role: str, title: str
) -> None:
    with ledger.exempt("given"):
        body, _made = Body.objects.get_or_create(organisation=cast.liuzhou, kind=kind, name=name)
    assert list_title(body, TermFactory(body=body, number=number), role) == f"柳州市科学技术协会{title}"
