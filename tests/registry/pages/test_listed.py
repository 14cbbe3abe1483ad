"""Lists at the desk, the later steps: checked, decided, brought in, taken back, corrected."""

from __future__ import annotations

import json
import uuid
from io import BytesIO
from pathlib import Path

import openpyxl
from django.test import Client
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, acts
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.models import Batch, BatchState, Upload, UploadStep
from keqiao.registry.imports import jobs, uploads
from keqiao.registry.verbs import people
from registry.pages.desk import checked, listed_people, meanings, page_of, sent

GOOD = ("莫一", "男", "龙城重工机械有限公司", "工程师", "1975.06")
WRONG = ("莫二", "南", "柳州市科学技术局", "局长", "1975.13")


def made() -> set[str]:
    """Names of those who were brought in."""
    return set(Person.objects.filter(name__startswith="莫").values_list("name", flat=True))


def test_a_list_is_checked_then_brought_in_and_taken_back(clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path))
    page = checked(clerk, address)
    assert "读出2人" in page
    assert "导入2人" in page
    assert made() == set()
    answer = clerk.post(address, {"action": "apply"}, follow=True)
    page = answer.content.decode()
    assert "共2人：新登记2人。" in page
    assert made() == {"莫一", "莫二"}
    batch = Batch.objects.get()
    assert "人员：名单.xlsx" in clerk.get(page_of("imports")).content.decode()
    clerk.post(page_of("undo_import", batch.public_id))
    assert made() == set()
    assert "现在没有生效" in clerk.get(page_of("import", batch.public_id)).content.decode()


def test_errors_stand_by_their_cells_and_the_rest_can_go_in(clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path, GOOD, WRONG))
    page = checked(clerk, address)
    assert "B4 性别“南”认不出来" in page
    assert "E4 日期“1975.13”无法采用" in page
    assert "跳过有错误的1行，导入其余1人" in page
    assert "第4行" not in clerk.get(f"{address}?show=warnings").content.decode()
    page = clerk.post(address, {"action": "apply"}, follow=True).content.decode()
    assert "跳过有错误的1行" in page
    assert made() == {"莫一"}


def test_the_file_comes_back_with_what_is_wrong_in_its_place(clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path, GOOD, WRONG, ("+86", "男", "云桥", "", "")))
    checked(clerk, address)
    answer = clerk.get(f"{address}checked.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["姓名", "性别", "工作单位", "职务", "出生年月", "导入检查结果"]
    assert [cell.value for cell in sheet[3]] == [*GOOD, None]
    wrong = sheet["B4"]
    assert wrong.comment is not None
    assert "性别“南”认不出来" in wrong.comment.text
    assert wrong.fill.fgColor.rgb.endswith("F8D7DA")
    assert "日期“1975.13”无法采用" in str(sheet["F4"].value)
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("+86", "s")
    sheet["B4"], sheet["E4"], sheet["A5"] = "女", "1975.12", "莫三"
    again = tmp_path / "改好.xlsx"
    book.save(again)
    page = checked(clerk, sent(clerk, again))
    assert "读出3人" in page
    assert "导入3人" in page


def test_namesakes_are_decided_row_by_row(cast: Cast, clerk: Client, tmp_path: Path) -> None:
    one, two = (
        people.enrol(
            OPERATES, cast.luzhai, {"name": "莫一", "unit_name": unit, "birth": "1975.06", "despite_namesake": True}
        )
        for unit in ("云桥", "柳江")
    )
    address = sent(clerk, listed_people(tmp_path, GOOD))
    page = checked(clerk, address)
    assert "1行可能是已有的人" in page
    assert "莫一，1975年生，柳江" in page
    assert 'action" value="apply"' not in page
    clerk.post(address, {"action": "decide", "who-3": str(two.pk)})
    assert "导入1人" in clerk.get(address).content.decode()
    clerk.post(address, {"action": "apply", "who-3": str(two.pk)})
    assert (one.employments.count(), two.employments.count()) == (1, 2)


def test_only_those_asked_about_can_be_chosen(cast: Cast, clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path, GOOD))
    checked(clerk, address)
    clerk.post(address, {"action": "decide", "who-3": str(cast.engineer.pk)})
    assert json.loads(Upload.objects.get().decisions) == {}


def test_work_that_runs_is_shown_and_can_be_stopped(
    cast: Cast, clerk: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    address = sent(clerk, listed_people(tmp_path))
    page = checked(clerk, address)
    assert "等待后台程序开始" in page
    upload = Upload.objects.get()
    assert upload.step == UploadStep.READING
    assert "正在读入和检查" in clerk.get(f"{address}progress/").content.decode()
    clerk.post(f"{address}stop/")
    jobs.read_list.call(upload.pk, cast.county_clerk.pk, "zh-hans")
    assert clerk.get(f"{address}progress/")["HX-Redirect"] == address
    assert "已停止，没有写入任何内容" in clerk.get(address).content.decode()
    assert not Batch.objects.filter(state__in=[BatchState.STAGED, BatchState.STAGING]).exists()
    checked(clerk, address)
    jobs.read_list.call(upload.pk, cast.county_clerk.pk, "zh-hans")
    assert "导入2人" in clerk.get(address).content.decode()


def test_work_that_broke_off_can_be_begun_again(cast: Cast, clerk: Client, settings: Settings, tmp_path: Path) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    address = sent(clerk, listed_people(tmp_path))
    checked(clerk, address)
    upload = Upload.objects.get()
    (uploads.folder(upload) / "progress").unlink()
    assert "认出5列" in clerk.get(address).content.decode()
    checked(clerk, address)
    jobs.read_list.call(upload.pk, cast.county_clerk.pk, "zh-hans")
    clerk.post(address, {"action": "apply"})
    (uploads.folder(upload) / "progress").unlink()
    assert "导入2人" in clerk.get(address).content.decode()
    assert made() == set()


def test_two_who_bring_in_the_same_list_do_it_once(
    cast: Cast, clerk: Client, city_clerk: Client, settings: Settings, tmp_path: Path
) -> None:
    address = sent(clerk, listed_people(tmp_path))
    checked(clerk, address)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    clerk.post(address, {"action": "apply"})
    city_clerk.post(address, {"action": "apply"})
    upload = Upload.objects.get()
    for user in (cast.county_clerk, cast.clerk):
        jobs.apply_list.call(upload.pk, user.pk, "zh-hans")
    upload.refresh_from_db()
    assert (upload.step, Batch.objects.get().state) == (UploadStep.APPLIED, BatchState.APPLIED)
    assert Person.objects.filter(name="莫一").count() == 1


def test_a_right_that_was_taken_back_stops_the_work(cast: Cast, clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path))
    checked(clerk, address)
    upload = Upload.objects.get()
    Upload.objects.filter(pk=upload.pk).update(step=UploadStep.APPLYING)
    jobs.apply_list.call(upload.pk, cast.outsider.pk, "zh-hans")
    upload.refresh_from_db()
    assert upload.step == UploadStep.FAILED
    assert "没有在“鹿寨县科学技术协会”办理此事的权限" in upload.message
    assert made() == set()
    assert acts(cast.outsider).actor.user == cast.outsider


def test_a_list_given_up_leaves_nothing(clerk: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path))
    checked(clerk, address)
    upload = Upload.objects.get()
    clerk.post(f"{address}discard/")
    assert not Upload.objects.exists()
    assert not uploads.folder(upload).exists()
    assert Batch.objects.get().state == BatchState.ABANDONED
    assert clerk.get(address).status_code == 404
    assert clerk.get(page_of("list", uuid.uuid4())).status_code == 404


def test_what_waits_is_shown_among_the_imports(clerk: Client, reader: Client, tmp_path: Path) -> None:
    address = sent(clerk, listed_people(tmp_path))
    page = clerk.get(page_of("imports")).content.decode()
    assert f'href="{address}"' in page
    assert "“名单.xlsx”还没有导入" in page
    assert meanings(clerk, address)
