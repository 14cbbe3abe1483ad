"""Lists at the desk, the first steps: kind, file, columns that are remembered."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.verbs.models import Upload, UploadStep
from keqiao.registry.pages.listings import allowed_kinds
from registry.imports.tables.lists import save
from registry.pages.desk import checked, listed_people, meanings, page_of, sent


def test_kinds_are_offered_beside_rosters(clerk: Client) -> None:
    page = clerk.get(page_of("new_import")).content.decode()
    assert "/desk/imports/new/people/?unit=450223" in page
    assert "必须有的列：姓名" in clerk.get("/desk/imports/new/people/").content.decode()


def test_columns_are_proposed_with_what_stands_in_them(clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path))
    page = clerk.get(address).content.decode()
    assert "认出5列" in page
    assert "龙城重工机械有限公司；柳州市科学技术局" in page
    assert meanings(clerk, address) == {
        "column-0": "name",
        "column-1": "sex",
        "column-2": "unit",
        "column-3": "position",
        "column-4": "birth",
    }
    assert Upload.objects.get().step == UploadStep.CHOSEN


def test_what_was_chosen_is_remembered_for_the_same_header(clerk: Client, city_clerk: Client, tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", ("人员", "性别", "在哪里"), ("莫一", "男", "龙城重工"))
    address = sent(clerk, path)
    assert "没有认出“姓名”在哪一列" in clerk.get(address).content.decode()
    refused = clerk.post(address, meanings(clerk, address))
    assert refused.status_code == 400
    assert "还没有指明“姓名”在哪一列" in refused.content.decode()
    checked(clerk, address, **{"column-0": "name", "column-2": "unit"})
    again = sent(clerk, path)
    assert meanings(clerk, again) == {"column-0": "name", "column-1": "sex", "column-2": "unit"}
    other = sent(city_clerk, path, query="?unit=450200")
    assert meanings(city_clerk, other)["column-0"] == ""


def test_one_thing_stands_in_one_column(clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path))
    answer = clerk.post(address, meanings(clerk, address) | {"column-2": "name"})
    assert "“姓名”选给了不止一列" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("名单.xlsx", b"", "文件是空的（0字节）"),
        ("名单.docx", b"x", "不是Excel或CSV文件"),
        ("名单.xlsx", b"%PDF-1.4", "这是PDF文件"),
        ("名单.csv", b"MZ\x00\x01\x02", "这不是能读的电子表格"),
    ],
)
def test_other_files_are_refused_with_a_reason(clerk: Client, name: str, content: bytes, said: str) -> None:
    answer = clerk.post("/desk/imports/new/people/", {"file": SimpleUploadedFile(name, content)})
    assert said in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_huge_file_is_refused(clerk: Client, settings: Settings, tmp_path: Path) -> None:
    settings.UPLOAD_LIMIT = 1000
    answer = clerk.post(
        "/desk/imports/new/people/", {"file": SimpleUploadedFile("名单.xlsx", listed_people(tmp_path).read_bytes())}
    )
    assert "超过上限" in answer.content.decode()


def test_another_sheet_can_be_chosen(clerk: Client, tmp_path: Path) -> None:
    path = listed_people(tmp_path)
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("补充")
    for row in (("姓名", "工作单位"), ("莫三", "云桥")):
        other.append(row)
    book.save(path)
    address = sent(clerk, path)
    answer = clerk.post(address, {"sheet": "补充"})
    assert answer["Location"].endswith("?columns=1")
    assert meanings(clerk, answer["Location"]) == {"column-0": "name", "column-1": "unit"}


def test_a_blank_list_can_be_filled_in(clerk: Client) -> None:
    answer = clerk.get("/desk/imports/new/people/blank.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "姓名"
    assert rows[1][0] == "韦晓"


def test_only_those_who_may_bring_in(cast: Cast, clerk: Client, reader: Client, tmp_path: Path) -> None:
    assert reader.get("/desk/imports/new/people/").status_code == 403
    assert clerk.get("/desk/imports/new/people/?unit=450300").status_code == 403
    assert clerk.get("/desk/imports/new/horses/").status_code == 403
    address = sent(clerk, listed_people(tmp_path))
    assert reader.get(address).status_code == 403
    assert allowed_kinds(Actor(cast.reader)) == []
