"""The list of imports, the result, and taking an import back."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person, Trait
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.models import Batch
from keqiao.look import panels
from registry.pages.desk import imported, page_of, upload


def test_an_empty_list_says_what_belongs_here_and_offers_the_first_step(clerk: Client) -> None:
    page = clerk.get(page_of("imports")).content.decode()
    assert "还没有导入过名册" in page
    assert page_of("new_import") in page


def test_the_list_tells_where_who_how_many_and_offers_to_undo(clerk: Client, roster: Path) -> None:
    batch = imported(clerk, roster)
    page = clerk.get(page_of("imports")).content.decode()
    for said in ("代表大会：代表名册.xlsx", "鹿寨县科学技术协会", "county-clerk", "今天", "已导入"):
        assert said in page
    assert page_of("undo_import", batch) in page


def test_what_was_left_half_way_can_be_taken_up_or_given_up(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    page = clerk.get(page_of("imports")).content.decode()
    assert f'href="{address}"' in page
    assert f"{address}discard/" in page


def test_the_menu_shows_the_page_to_those_who_may(clerk: Client, reader: Client) -> None:
    assert 'href="/desk/imports/"' in clerk.get("/desk/").content.decode()
    assert 'href="/desk/imports/"' not in reader.get("/desk/").content.decode()
    assert reader.get(page_of("imports")).status_code == 403


def queries_of_the_list(cast: Cast, clerk: Client, imports: int) -> int:
    """How often the database is asked for a list of so many imports."""
    while Batch.objects.count() < imports:
        who = f"user:{cast.county_clerk.pk}"
        Batch.objects.create(verb="people.import", actor=who, organisation=cast.luzhai.pk, state="applied")
    with CaptureQueriesContext(connection) as asked:
        clerk.get(page_of("imports"))
    return len(asked)


def test_the_list_asks_as_often_for_three_imports_as_for_one(cast: Cast, clerk: Client) -> None:
    assert queries_of_the_list(cast, clerk, 1) == queries_of_the_list(cast, clerk, 3)


def test_the_result_sums_up_and_says_what_comes_next(cast: Cast, clerk: Client, roster: Path) -> None:
    batch = imported(clerk, roster)
    page = clerk.get(page_of("import", batch)).content.decode()
    assert "共8人：新登记8人，新任职8人" in page
    assert "确认来源类别（8人）" in page
    assert page_of("sources", cast.luzhai.public_id) in page
    assert "下载名单（Word，按姓氏笔画）" in page
    assert page_of("undo_import", batch) in page


def test_the_result_says_how_many_rows_stayed_out(clerk: Client, roster: Path) -> None:
    batch = imported(clerk, roster, **{"cell-E8": "1979.13", "was-E8": "1979.12", "skip_faulty": "on"})
    assert "跳过有错误的1行" in clerk.get(page_of("import", batch)).content.decode()


def test_other_floors_add_what_changed_to_the_result(
    clerk: Client, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})

    def render(request: HttpRequest, subject: object) -> str:
        return f"导入编号{subject.pk}" if isinstance(subject, Batch) else ""

    panels.register_panel("import_result", "figures", "变化的指标", render)
    batch = imported(clerk, roster)
    page = clerk.get(page_of("import", batch)).content.decode()
    assert "变化的指标" in page
    assert f"导入编号{Batch.objects.get().pk}" in page


@pytest.mark.parametrize("name", ["import", "undo_import"])
def test_another_units_import_is_refused(cast: Cast, clerk: Client, name: str) -> None:
    other = Batch.objects.create(verb="people.import", actor="operator", organisation=cast.guilin.pk, state="applied")
    assert clerk.get(page_of(name, other.public_id)).status_code == 403
    assert clerk.post(page_of("undo_import", other.public_id)).status_code == 403
    assert clerk.get(page_of(name, uuid.uuid4())).status_code == 404


def test_an_import_is_taken_back_only_after_being_asked(clerk: Client, roster: Path) -> None:
    batch = imported(clerk, roster)
    page = clerk.get(page_of("undo_import", batch)).content.decode()
    assert "撤销8行的导入" in page
    assert Post.objects.count() == 8
    answer = clerk.post(page_of("undo_import", batch), follow=True)
    assert "已撤销“代表大会：代表名册.xlsx”的导入" in answer.content.decode()
    assert not Post.objects.exists()
    assert not Person.objects.filter(keeper__code="450223").exists()


def test_a_refused_undo_says_why_and_changes_nothing(clerk: Client, roster: Path) -> None:
    batch = imported(clerk, roster)
    with ledger.exempt("later work"):
        Trait(person=Person.objects.get(name="丁一凡"), kind="title", value="主任医师").save()
    page = clerk.post(page_of("undo_import", batch)).content.decode()
    assert "没有撤销" in page
    assert "先撤销或删除后来的登记" in page
    assert Post.objects.count() == 8


def test_an_import_is_taken_back_once(clerk: Client, roster: Path) -> None:
    batch = imported(clerk, roster)
    clerk.post(page_of("undo_import", batch))
    page = clerk.post(page_of("undo_import", batch)).content.decode()
    assert "现在是“已撤销”" in page
    assert "没有生效" in clerk.get(page_of("import", batch)).content.decode()
