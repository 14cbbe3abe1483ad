"""The demo read in English: nothing of the pages is left in Chinese but what people and plans wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings as installation
from django.db import models
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import OrganisationKind
from keqiao.kernel.posts.models import BodyKind, Role

pytestmark = pytest.mark.django_db  # the demo stands around each test

PLAN = f"/plans/liuzhou-2017/{CITY}/"
PUBLIC = ("/", "/login/", "/plans/", PLAN, f"{PLAN}?all=1", f"{PLAN}?as_of=2024-06-30", "/look/none/")
PLANS = ("/plans/compare/", f"{PLAN}?as_of=2026-06-30&beside=2020-06-30", f"{PLAN}reports/", f"{PLAN}units/")
ORGANISATIONS = ("/organisations/", f"/organisations/{CITY}/", "/organisations/?kind=society&q=x", "/organisations/x/")
DESK = ("/desk/", "/desk/imports/", "/desk/imports/new/?unit=450223", "/home/")
# Neither 《》, which belong to a title, nor ＝, a mark that needs no translation.
CHINESE = re.compile(r"[\u3001-\u3009\u300c-\u303f\u3400-\u9fff\uff00-\uff1c\uff1e-\uffef]")
IN_CHINESE = re.compile(r"<(\w+)\b[^>]*\slang=\"zh[^>]*>.*?</\1>", re.DOTALL)
READ = re.compile(r">([^<]+)<|\s(?:aria-label|title|placeholder|data-label|alt|content)=\"([^\"]*)\"")


@pytest.fixture(autouse=True)
def language_goes_with_the_test() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test begins in Chinese again."""
    yield
    translation.deactivate()


@pytest.fixture(scope="module")
def written(demo: Stage) -> re.Pattern[str]:
    """Everything that stands in the records: names, titles and notes stay as they were written."""
    kinds = {str(label) for choices in (BodyKind, OrganisationKind, Role) for label in choices.labels}
    found = {said for said in _texts() if CHINESE.search(said)} - kinds
    return re.compile("|".join(re.escape(said) for said in sorted(found, key=len, reverse=True)))


def _texts() -> Iterator[str]:
    for model in apps.get_models():
        if model.__module__.startswith("keqiao."):
            for field in model._meta.fields:
                if isinstance(field, models.CharField | models.TextField):
                    yield from model._default_manager.values_list(field.name, flat=True).order_by().distinct()


@pytest.fixture
def reader(settings: Settings) -> Client:
    """A visitor of the demo who chose English."""
    settings.DEMO = True
    client = Client()
    client.cookies[installation.LANGUAGE_COOKIE_NAME] = "en"
    return client


def left_in_chinese(html: str, written: re.Pattern[str]) -> list[str]:
    """What is read on a page and isn't English. Official lists pad names; the product's name is always shown."""
    assert '<html lang="en"' in html
    own = IN_CHINESE.sub("", html.replace("\u3000", "").replace("科桥 Keqiao", ""))
    found = (first or second for first, second in READ.findall(own))
    return sorted({said.strip() for said in found if CHINESE.search(written.sub("", said))})


@pytest.mark.parametrize("address", [*PUBLIC, *PLANS, *ORGANISATIONS])
def test_a_visitor_reads_english(demo: Stage, reader: Client, written: re.Pattern[str], address: str) -> None:
    assert left_in_chinese(reader.get(address).content.decode(), written) == []


@pytest.mark.parametrize("username", ["clerk", "leader", "auditadmin"])
def test_the_desk_reads_english(demo: Stage, reader: Client, written: re.Pattern[str], username: str) -> None:
    reader.force_login(demo.users[username])
    for address in DESK:
        assert left_in_chinese(reader.get(address).content.decode(), written) == [], address


def test_every_figure_reads_english(demo: Stage, reader: Client, written: re.Pattern[str]) -> None:
    reader.force_login(demo.users["clerk"])
    board = reader.get(PLAN).content.decode()
    figures = set(re.findall(rf'href="({PLAN}[a-z0-9-]+/)"', board))
    assert len(figures) > 30
    for address in sorted(figures):
        assert left_in_chinese(reader.get(address).content.decode(), written) == [], address


def test_a_body_reads_english_with_names_and_marks_and_without(
    demo: Stage, reader: Client, written: re.Pattern[str]
) -> None:
    body = f"/bodies/{demo.bodies[CITY, 'congress'].public_id}/"
    assert left_in_chinese(reader.get(body).content.decode(), written) == []
    reader.force_login(demo.users["clerk"])
    page = reader.get(body).content.decode()
    assert "Congress" in page
    marks = re.findall(r'href="(\?requirement=[^"#]+)', page)
    assert marks
    for query in marks:
        assert left_in_chinese(reader.get(body + query).content.decode(), written) == [], query


@pytest.mark.parametrize(("language", "word"), [("en-GB,en;q=0.9", "Log in"), ("fr", "登录"), ("zh-CN,zh", "登录")])
def test_the_browsers_language_is_taken_where_there_is_one(demo: Stage, language: str, word: str) -> None:
    assert word in Client(headers={"accept-language": language}).get("/login/").content.decode()


def test_the_readers_choice_of_a_language_is_kept(demo: Stage) -> None:
    client = Client(headers={"accept-language": "zh-CN"})
    answer = client.post("/look/language/", {"language": "en", "next": "/plans/"})
    assert answer["Location"] == "/plans/"
    assert '<html lang="en"' in client.get("/plans/").content.decode()
