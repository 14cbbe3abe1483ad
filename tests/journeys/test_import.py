"""A county clerk brings last year's roster in as it is, and takes the finished name list away."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from cast import assemble
from journeys.conftest import Open
from journeys.messy import save_roster
from journeys.steps import follow, log_in_at_the_door
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import Post

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]


@pytest.fixture
def roster(settings: Settings, tmp_path: Path) -> Path:
    """The cast on stage, and the county's roster."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    assemble()
    return save_roster(tmp_path / "鹿寨县代表名册.xlsx")


def choose_file(page: Page, roster: Path) -> None:
    """From the desk to the check of the roster."""
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="导入", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="导入名册").click()
    page.get_by_label("名册文件").set_input_files(roster)
    page.get_by_label("导入到哪个机构").select_option("代表大会")
    page.get_by_role("button", name="读入名册").click()
    expect(page.get_by_role("heading", name="识别出9人", level=1)).to_be_visible()


def put_right(page: Page) -> None:
    """Mend the wrong cells in place and leave the double out."""
    page.get_by_label("E8 出生年月").fill("1979.12")
    page.get_by_label("H9 身份证号").fill("")
    page.get_by_label("C10 性别").fill("男")
    page.get_by_label("删去第11行，不导入").check()
    page.get_by_role("button", name="重新检查").click()
    expect(page.get_by_role("heading", name="识别出8人", level=1)).to_be_visible()


def bring_in(page: Page) -> None:
    """Say which term it is, and import."""
    page.get_by_label("届次", exact=True).fill("9")
    page.get_by_label("开始日期").fill("2026-09-20")
    page.get_by_role("button", name="导入8人").click()
    expect(page.get_by_role("heading", name="已导入8人", level=1)).to_be_visible()


def listed(page: Page) -> str:
    """The text of the Word list that the page offers, without padding."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载名单（Word，按姓氏笔画）").click()
    assert waiting.value.suggested_filename == "鹿寨县科学技术协会第九次代表大会代表名单.docx"
    document = docx.Document(io.BytesIO(waiting.value.path().read_bytes()))
    return "".join(paragraph.text for paragraph in document.paragraphs).replace("\u3000", "")


def test_a_messy_roster_becomes_a_finished_list_and_can_be_taken_back(visit: Open, axe: Check, roster: Path) -> None:
    page = visit("/desk/")
    axe(page)
    log_in_at_the_door(page, "county-clerk")
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
    axe(page)
    choose_file(page, roster)
    axe(page)
    assert not Post.objects.exists()
    put_right(page)
    page.get_by_label("全部按建议确认").check()
    axe(page)
    bring_in(page)
    axe(page)
    assert Employment.objects.filter(person__keeper__code="450223", confirmed=True).count() == 8
    text = listed(page)
    order = [text.index(name) for name in ("丁一凡", "王子桐", "韦晓", "阿卜杜拉·买买提", "㛃婷", "莫然", "覃亮")]
    assert order == sorted(order)
    follow(page.get_by_role("link", name="撤销导入"))
    axe(page)
    page.get_by_role("button", name="撤销8行的导入").click()
    expect(page.get_by_text("已撤销“代表大会：鹿寨县代表名册.xlsx”的导入")).to_be_visible()
    axe(page)
    assert not Post.objects.exists()


def test_it_can_be_done_on_a_phone_and_confirmed_afterwards(visit: Open, axe: Check, fits: Check, roster: Path) -> None:
    page = visit("/desk/", width=360, height=780)
    fits(page)
    log_in_at_the_door(page, "county-clerk")
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
    fits(page)
    choose_file(page, roster)
    fits(page)
    put_right(page)
    for closed in ("处提示，不影响导入", "各列读作什么", "逐组查看和修改"):
        page.locator("summary", has_text=closed).click()
    fits(page)
    axe(page)
    bring_in(page)
    fits(page)
    follow(page.get_by_role("link", name="确认来源类别（8人）"))
    fits(page)
    axe(page)
    page.get_by_role("button", name="全部按建议确认（8人）").click()
    expect(page.get_by_text("来源类别都已确认")).to_be_visible()
    assert not Employment.objects.filter(confirmed=False).exists()


def test_everything_works_without_scripts(visit: Open, roster: Path) -> None:
    page = visit("/desk/", java_script_enabled=False)
    log_in_at_the_door(page, "county-clerk")
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
    choose_file(page, roster)
    put_right(page)
    bring_in(page)
    assert Post.objects.count() == 8
