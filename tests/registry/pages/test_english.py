"""Bringing in a roster, read in English: what is wrong and why is English, only what the roster says is Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as installation
from django.test import Client
from django.utils import translation

from cast import Cast
from journeys.messy import HEADER, PEOPLE, TITLE
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person, Trait
from registry.pages.desk import TERM, imported, page_of, send, upload

CHINESE = re.compile(r"[\u3001-\u3009\u300c-\u303f\u3400-\u9fff\uff00-\uff1c\uff1e-\uffef]")
# The product's name and the choice of a language stay, and what was written: names, the file, the import's title.
ALWAYS = (
    "科桥",
    "中文",
    "柳州市科学技术协会",
    "柳州市科协",
    "鹿寨县科学技术协会",
    "代表大会：代表名册.xlsx",
    "代表名册.xlsx",
)


@pytest.fixture(autouse=True)
def language_goes_with_the_test() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def english(cast: Cast, client: Client) -> Client:
    """The county's clerk, who chose English."""
    client.force_login(cast.county_clerk)
    client.cookies[installation.LANGUAGE_COOKIE_NAME] = "en"
    return client


def left_in_chinese(html: str) -> list[str]:
    """Texts of a page that are Chinese beside what stands in the roster and what is quoted from it."""
    written = {"".join(str(cell).split()) for row in (HEADER, *PEOPLE, (TITLE, "代表名册", *ALWAYS)) for cell in row}
    data = re.compile("|".join(re.escape(one) for one in sorted(written - {""}, key=len, reverse=True)))
    said = re.sub(r"“[^”]*”", "", re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL))
    texts = ("".join(text.split()) for text in re.split(r"<[^>]*>", said))
    left = [text for text in texts if CHINESE.search(data.sub("", text))]
    # Unit and position stand in one cell and are shown apart.
    return [text for text in left if not any(text in cell for cell in written)]


def test_every_problem_and_every_reason_of_a_preview_is_told_in_english(english: Client, roster: Path) -> None:
    page = english.get(upload(english, roster)).content.decode()
    for said in (
        "The date “1979.13” can’t be used: there is no month 13; months go from 1 to 12.",
        "(the check digit) doesn’t fit the other 17",
        "The sex “南” isn’t understood; write M or F, or the Chinese word",
        "so it is the same person; delete one of the rows",
        "The cell holds the number 1968.1, which was read as 1968-10; check it",
        "The name has a rare character",
        "The unit’s name has “公司”; proposed: Enterprise",
        "“局长” (Government department); proposed: leading official",
    ):
        assert said in page
    assert left_in_chinese(page) == []


def test_what_keeps_a_roster_out_is_told_in_english(english: Client, roster: Path) -> None:
    address = upload(english, roster)
    page = english.post(address, {"action": "import", **TERM}).content.decode()
    assert "“代表名册.xlsx” has errors (rows: 4, errors: 4), so no row was imported." in page
    assert left_in_chinese(page) == []
    english.post(address, {"action": "check", "column-B": "", "wascolumn-B": "name"})
    page = english.get(address).content.decode()
    assert "“代表名册.xlsx”: No column holds the names; say which one does." in page
    assert left_in_chinese(page) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7", "This is a PDF and no spreadsheet; import the original Excel file."),
        (b"<html><table></table></html>", "This file is really a web page or XML"),
        (b"PK\x03\x04 no more", "The file is damaged and can’t be read"),
        ("单位,备注\n甲,乙\n".encode(), "No header was found: none of the first 40 rows holds “姓名” together with"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_english(english: Client, content: bytes, says: str) -> None:
    page = send(english, content).content.decode()
    assert f"“代表名册.xlsx”: {says}" in page


def test_an_undo_is_refused_in_english(english: Client, roster: Path) -> None:
    batch = imported(english, roster)
    with ledger.exempt("later work"):
        Trait(person=Person.objects.get(name="丁一凡"), kind="title", value="主任医师").save()
    page = english.post(page_of("undo_import", batch)).content.decode()
    assert "More was recorded for the people of this import since (Personal statement: 1)" in page
    assert left_in_chinese(page) == []
