"""The outside side's workbook is uploaded once, matched, and comes back filled."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django.fixtures import Settings

from blocks.returns.sheets import STATISTICS, activity
from cast import Cast
from keqiao.blocks.returns.models import Template
from keqiao.kernel.files.models import Attachment

PAGE = f"/desk/forms/450200/{STATISTICS}/2024/template/"
FILLED = f"/desk/forms/450200/{STATISTICS}/2024/filled.xlsx"


def sheet() -> bytes:
    """A sheet that names a few lines of the statistics in its own way."""
    from openpyxl import Workbook  # noqa: PLC0415 - what this sheet alone needs

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "表一"
    page.merge_cells("A1:D1")
    page["A1"] = "综合统计年报"
    page["A2"], page["B2"], page["C2"], page["D2"] = "指标", "代码", "上年", "本年"
    page["A3"], page["B3"] = "单位名称", "101"
    page["A4"], page["B4"] = "其中：科普讲座", "504"
    page["A5"], page["B5"] = "科技馆（个）", "601"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(client: Client, content: bytes, name: str = "模板.xlsx") -> object:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def test_from_the_upload_to_the_filled_workbook(cast: Cast, clerk: Client) -> None:
    activity(cast, dt.date(2024, 5, 1))
    assert clerk.get(FILLED).status_code == 404
    assert clerk.get(PAGE).context["lines"] == []
    assert upload(clerk, sheet()).url == PAGE  # type: ignore[attr-defined]  # an answer
    context = clerk.get(PAGE).context
    found = {line.id: line.cell for line in context["lines"] if line.cell}
    assert found == {"name": "表一!D3", "lectures": "表一!D4", "halls": "表一!D5"}
    assert context["guessed"]
    assert ("102", "统一社会信用代码") in context["unmapped"]
    typed = {f"cell-{name}": cell for name, cell in found.items()}
    assert clerk.post(PAGE, typed | {"map": "1"}).url == PAGE
    lines = {line.id: line for line in clerk.get(PAGE).context["lines"]}
    assert (lines["lectures"].value, lines["halls"].problem) == ("1", "这一行还没有数据，单元格保持原样")
    page = load_workbook(BytesIO(clerk.get(FILLED).content))["表一"]
    assert (page["D3"].value, page["D4"].value, page["D5"].value) == ("柳州市科学技术协会", 1, None)


def test_a_cell_that_is_not_there_is_told_and_what_was_typed_stays(cast: Cast, clerk: Client) -> None:
    upload(clerk, sheet())
    answer = clerk.post(PAGE, {"cell-name": "表九!A1", "map": "1"})
    assert "没有单元格“表九!A1”" in answer.content.decode()
    assert next(line for line in answer.context["lines"] if line.id == "name").cell == "表九!A1"
    assert Template.objects.get().cells == "{}"


def test_what_is_no_workbook_or_too_large_is_refused_and_not_kept(
    cast: Cast, clerk: Client, settings: Settings
) -> None:
    for content, said in ((b"%PDF-1.7\n", "这不是Excel工作簿"), (b"", "文件是空的")):
        assert said in upload(clerk, content).content.decode() or not content  # type: ignore[attr-defined]  # an answer
    assert "其实是xlsx" in upload(clerk, sheet(), "模板.pdf").content.decode()  # type: ignore[attr-defined]  # the same
    settings.UPLOAD_LIMIT = 10
    assert "超过上限" in upload(clerk, sheet()).content.decode()  # type: ignore[attr-defined]  # the same
    assert "没有选择文件" in clerk.post(PAGE, {}).content.decode()
    assert not Attachment.objects.exists()


def test_who_may_not_keep_files_is_refused_and_a_reader_takes_the_filled_one(cast: Cast, clerk: Client) -> None:
    upload(clerk, sheet())
    clerk.force_login(cast.reader)
    assert clerk.get(PAGE).status_code == 403
    assert clerk.get(FILLED).status_code == 200
