"""The check before the import: cells, columns, rows, terms and classes; then once, and only once, the import."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast, TermFactory
from keqiao.kernel.access.models import Grant
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.pages import previews
from keqiao.registry.pages.groups import key_of
from registry.pages.desk import PUT_RIGHT, TERM, import_roster, imported, upload


def shown(client: Client, address: str) -> str:
    """What the page says."""
    return client.get(address).content.decode()


def test_the_page_counts_names_the_columns_and_lists_each_wrong_cell(clerk: Client, roster: Path) -> None:
    page = shown(clerk, upload(clerk, roster))
    assert "识别出9人" in page
    assert "B 姓名、C 性别、D 民族、E 出生年月、F 单位及职务、G 界别、H 身份证号" in page
    assert "不采用的列：A 序号、I 备注" in page
    assert "4处需要改正" in page
    assert 'name="cell-E8" value="1979.13"' in page
    assert "没有13月" in page
    assert "导入5人" in page
    assert not Person.objects.filter(name="韦晓", keeper__code="450223").exists()


def test_what_is_put_right_is_checked_again_and_kept(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    answer = clerk.post(address, {"action": "check", **PUT_RIGHT})
    assert answer.status_code == 302
    page = shown(clerk, address)
    assert "识别出8人" in page
    assert "需要改正</h2>" not in page
    assert "恢复第11行" in page
    clerk.post(address, {"action": "check", "restore-11": "on"})
    assert "1处需要改正" in shown(clerk, address)


def test_a_cell_that_nobody_changed_stays_as_the_file_has_it(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    clerk.post(address, {"action": "check", "cell-E5": "1968.1", "was-E5": "1968.1"})
    assert "已按1968年10月读取" in shown(clerk, address)  # a number still, not the text 1968.1


def test_names_of_fields_that_are_no_cells_are_passed_over(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    assert clerk.post(address, {"action": "check", "cell-../x": "1", "drop-x": "on"}).status_code == 302
    assert "识别出9人" in shown(clerk, address)


def test_a_column_can_be_read_as_something_else(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    clerk.post(address, {"action": "check", "column-G": "delegation", "wascolumn-G": "sector"})
    assert "G 代表团" in shown(clerk, address)


@pytest.mark.parametrize(("letter", "code"), [("B", ""), ("G", "moon")])
def test_a_reading_without_names_or_without_sense_can_be_taken_back(
    clerk: Client, roster: Path, letter: str, code: str
) -> None:
    address = upload(clerk, roster)
    clerk.post(address, {"action": "check", f"column-{letter}": code, f"wascolumn-{letter}": "?"})
    assert "恢复自动识别的列" in shown(clerk, address)
    clerk.post(address, {"action": "reset"})
    assert "识别出9人" in shown(clerk, address)


def test_the_import_writes_people_posts_and_the_new_body(clerk: Client, roster: Path) -> None:
    batch = Batch.objects.get(public_id=imported(clerk, roster))
    assert (batch.state, batch.rows) == ("applied", 8)
    body = Body.objects.get(organisation__code="450223")
    assert (body.kind, body.name) == ("congress", "代表大会")
    assert Post.objects.filter(term__body=body, term__number=9, role="delegate").count() == 8
    assert Person.objects.get(name="丁一凡").birth_from.month == 12  # type: ignore[union-attr]  # it was put right


def test_faulty_rows_keep_all_out_unless_somebody_chooses_to_skip_them(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    page = clerk.post(address, {"action": "import", **TERM}).content.decode()
    assert "4处错误" in page
    assert "没有导入" in page
    assert not Body.objects.filter(organisation__code="450223").exists()
    assert not Batch.objects.exists()
    answer = clerk.post(address, {"action": "import", **TERM, "skip_faulty": "on"})
    assert answer.status_code == 302
    assert Batch.objects.get().rows == 5


def test_pressing_twice_imports_once(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    first = import_roster(clerk, address)
    second = clerk.post(address, {"action": "import", **TERM})
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert clerk.get(address)["Location"] == first["Location"]
    assert Batch.objects.count() == 1


def test_while_one_request_imports_another_only_says_so(
    clerk: Client, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = upload(clerk, roster)
    monkeypatch.setattr("keqiao.registry.pages.drafts.Draft.claim", lambda draft: False)
    answer = import_roster(clerk, address)
    assert answer["Location"] == reverse("registry:imports")
    assert not Batch.objects.exists()


def test_a_refused_import_can_be_tried_again(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    clerk.post(address, {"action": "import", **TERM})
    assert import_roster(clerk, address).status_code == 302


def test_a_breakdown_gives_the_draft_back(clerk: Client, roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = upload(clerk, roster)

    def breaks(*args: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(previews, "bring_in", breaks)
        with pytest.raises(RuntimeError):
            import_roster(clerk, address)
    assert import_roster(clerk, address).status_code == 302
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("term", "says"),
    [
        ({"number": "", "starts": ""}, "没有填写届次"),
        ({"starts": ""}, "没有填写开始日期"),
        ({"ends": "2026-09-20"}, "届满日期应晚于开始日期"),
        ({"mode": ""}, "有1处需要修改"),
    ],
)
def test_a_term_that_is_half_filled_in_is_told_beside_its_field(
    clerk: Client, roster: Path, term: dict[str, str], says: str
) -> None:
    address = upload(clerk, roster)
    assert says in import_roster(clerk, address, **term).content.decode()
    assert not Batch.objects.exists()


def test_the_running_term_is_completed(cast: Cast, city_clerk: Client, roster: Path) -> None:
    address = upload(city_clerk, roster, str(cast.congress.public_id), "?unit=450200")
    assert "补充当前这一届：第9届" in shown(city_clerk, address)
    more = {"mode": "complete", "number": "", "starts": "", "seen": "9"}
    assert import_roster(city_clerk, address, **more).status_code == 302
    assert Post.objects.filter(term=cast.term).count() == 8


def test_a_term_that_began_meanwhile_is_not_filled_by_mistake(cast: Cast, city_clerk: Client, roster: Path) -> None:
    address = upload(city_clerk, roster, str(cast.congress.public_id), "?unit=450200")
    with ledger.exempt("meanwhile"):
        Term.objects.filter(pk=cast.term.pk).update(ends="2026-01-01")
    TermFactory(body=cast.congress, number=10, starts="2026-01-01")
    page = import_roster(city_clerk, address, mode="complete", seen="9").content.decode()
    assert "当前已是第10届" in page
    assert not Post.objects.exists()


def test_a_number_that_is_taken_is_refused_by_the_verb_in_words(cast: Cast, city_clerk: Client, roster: Path) -> None:
    address = upload(city_clerk, roster, str(cast.congress.public_id), "?unit=450200")
    page = import_roster(city_clerk, address, number="9", seen="9").content.decode()
    assert "已经有第9届" in page
    assert not Batch.objects.exists()


def test_all_proposals_can_be_confirmed_with_the_import(clerk: Client, roster: Path) -> None:
    imported(clerk, roster, confirm_all="on")
    work = Employment.objects.filter(person__keeper__code="450223")
    assert work.filter(confirmed=True).count() == 8


def test_a_ticked_group_is_confirmed_as_chosen(clerk: Client, roster: Path) -> None:
    key = key_of("鹿寨县职业教育中心", "高级讲师")
    imported(clerk, roster, **{f"pick-{key}": "on", f"class-{key}": "institute", f"official-{key}": "no"})
    work = Employment.objects.get(unit_name="鹿寨县职业教育中心")
    assert (work.source_class, work.confirmed) == ("institute", True)
    assert Employment.objects.filter(confirmed=False, person__keeper__code="450223").count() == 7


def test_a_ticked_group_without_a_class_keeps_all_out(clerk: Client, roster: Path) -> None:
    key = key_of("鹿寨县职业教育中心", "高级讲师")
    answer = import_roster(
        clerk, upload(clerk, roster), **{f"pick-{key}": "on", f"class-{key}": "", f"official-{key}": "no"}
    )
    assert "还没有选择来源类别" in answer.content.decode()
    assert not Batch.objects.exists()


def test_somebody_elses_draft_is_not_found_and_says_nothing(clerk: Client, city_clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    for answer in (city_clerk.get(address), city_clerk.post(address, {"action": "import", **TERM})):
        assert answer.status_code == 404
        assert "没有这份等待核对的名册" in answer.content.decode()
        assert "代表名册" not in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_draft_that_never_was_is_answered_in_words(clerk: Client) -> None:
    answer = clerk.get(reverse("registry:draft", args=[uuid.uuid4()]))
    assert answer.status_code == 404
    assert "重新选择文件" in answer.content.decode()


def test_who_lost_the_right_since_the_upload_sees_and_imports_nothing(
    cast: Cast, city_clerk: Client, roster: Path
) -> None:
    address = upload(city_clerk, roster, query="?unit=450223")
    with ledger.exempt("meanwhile"):
        Grant.objects.filter(user=cast.clerk).update(subtree=False)
    assert city_clerk.get(address).status_code == 403
    assert city_clerk.post(address, {"action": "import", **TERM}).status_code == 403
    assert not Batch.objects.exists()


def test_a_draft_can_be_given_up_and_is_gone_then(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    assert clerk.get(f"{address}discard/").status_code == 405
    for _time in range(2):
        assert clerk.post(f"{address}discard/")["Location"] == reverse("registry:imports")
    assert clerk.get(address).status_code == 404


def test_many_groups_are_cut_to_what_a_page_holds(clerk: Client, roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "GROUPS_SHOWN", 2)
    page = shown(clerk, upload(clerk, roster))
    assert "列出2组，共5组" in page
