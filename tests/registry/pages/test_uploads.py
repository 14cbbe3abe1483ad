"""The first step: the unit, the body, the file, and every file that is refused."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast
from registry.pages.desk import NEW, send, upload


def test_a_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    answer = client.get(NEW)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={NEW}")


def test_who_may_not_import_is_refused(reader: Client) -> None:
    assert reader.get(NEW).status_code == 403


def test_the_only_unit_is_chosen_already(clerk: Client) -> None:
    page = clerk.get(NEW).content.decode()
    assert "鹿寨县科学技术协会" in page
    assert "涉密" in page
    assert "换一个单位" not in page


def test_several_units_are_offered_and_found_by_name(city_clerk: Client) -> None:
    page = city_clerk.get(NEW).content.decode()
    assert f"{NEW}?unit=450200" in page
    assert f"{NEW}?unit=450223" in page
    found = city_clerk.get(NEW, {"q": "机械"}).content.decode()
    assert "柳州市机械工程学会" in found
    assert "?unit=450223" not in found
    assert "没有找到这个单位" in city_clerk.get(NEW, {"q": "月球"}).content.decode()


@pytest.mark.parametrize("unit", ["450300", "nowhere"])
def test_a_unit_that_is_not_theirs_is_refused(city_clerk: Client, roster: Path, unit: str) -> None:
    assert city_clerk.get(NEW, {"unit": unit}).status_code == 403
    assert send(city_clerk, roster.read_bytes(), query=f"?unit={unit}").status_code == 403


def test_bodies_that_exist_are_offered_by_name(cast: Cast, city_clerk: Client) -> None:
    page = city_clerk.get(NEW, {"unit": "450200"}).content.decode()
    assert f'value="{cast.congress.public_id}"' in page
    assert 'value="new:congress"' not in page
    assert 'value="new:council"' in page


def test_a_roster_goes_on_to_the_check(clerk: Client, roster: Path) -> None:
    address = upload(clerk, roster)
    assert address.startswith("/desk/imports/drafts/")
    assert "识别出9人" in clerk.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("名册.docx", b"PK", "不是Excel或CSV文件"),
        ("名册.et", b"PK", "不是Excel或CSV文件"),
        ("名册.xlsx", b"%PDF-1.7", "这是PDF文件"),
        ("名册.xlsx", b"PK\x03\x04broken", "文件已损坏"),
        ("名册.csv", "姓名\n".encode(), "不是能读的电子表格"),
        ("名册.csv", "姓名,单位\n".encode(), "没有人员"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_words_and_not_kept(
    clerk: Client, name: str, content: bytes, says: str
) -> None:
    answer = send(clerk, content, name)
    if answer.status_code == 302:  # found out when the rows are read
        answer = clerk.get(answer["Location"])
    page = answer.content.decode()
    assert says in page
    assert "识别出" not in page


def test_an_unreadable_file_leaves_no_draft(clerk: Client) -> None:
    send(clerk, b"%PDF-1.7")
    assert list(Path(settings.MEDIA_ROOT).glob("drafts/*/*")) == []


def test_a_file_over_the_limit_is_refused_with_both_sizes(clerk: Client, roster: Path, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 1024
    page = send(clerk, roster.read_bytes()).content.decode()
    assert "超过上限0MB" in page


def test_no_file_and_no_body_are_told_beside_their_fields(clerk: Client) -> None:
    page = clerk.post(NEW, {"body": "new:moon"}).content.decode()
    assert "没有选择文件" in page
    assert "有2处需要修改" in page


def test_several_sheets_can_be_chosen_between(clerk: Client, roster: Path) -> None:
    book = openpyxl.load_workbook(roster)
    second = book.create_sheet("候补")
    second.append(["姓名", "单位"])
    second.append(["韦晓", "龙城"])
    book.save(roster)
    address = upload(clerk, roster)
    page = clerk.get(address).content.decode()
    assert "候补</option>" in page
    clerk.post(address, {"action": "check", "sheet": "候补"})
    assert "识别出1人" in clerk.get(address).content.decode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_goes_all_the_way(clerk: Client, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(
        "姓名,性别,单位及职务\n韦晓,女,龙城重工机械有限公司高级工程师\n覃亮,南,柳州市科学技术局局长\n", encoding
    )
    address = upload(clerk, path)
    clerk.post(address, {"action": "check", "cell-B3": "男", "was-B3": "南"})
    page = clerk.get(address).content.decode()
    assert "识别出2人" in page
    assert "导入2人" in page
