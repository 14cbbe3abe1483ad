"""The report as PDF: it is set where typesetting is there, and says what is missing where it isn't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from keqiao.exchange.documents import typeset as module
from keqiao.exchange.documents.typeset import NoTypesetting, chinese_font
from keqiao.plans.supervision.report_content import ReportContent
from keqiao.plans.supervision.report_pdf import pdf_report, printed, why_not
from plans.supervision.given import content


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No font is remembered from another test."""
    chinese_font.cache_clear()
    yield
    chinese_font.cache_clear()


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extra."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module.importlib, "import_module", missing)


def words_of(made: bytes) -> str:
    pages = pypdfium2.PdfDocument(made)
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def test_the_pdf_says_the_same_as_the_report() -> None:
    pytest.importorskip("typst")
    said = words_of(pdf_report(content())).replace("\r\n", "")
    for text in ("总体情况", "各部分任务指标状态", "存在问题", "督查台账", "修订代表产生办法"):
        assert text in said


def test_the_ledger_lies_across_on_a_page_of_its_own() -> None:
    pytest.importorskip("typst")
    pages = pypdfium2.PdfDocument(pdf_report(content()))
    sizes = [page.get_size() for page in pages]
    assert sizes[0][0] < sizes[0][1]
    assert sizes[-1][0] > sizes[-1][1]


@pytest.mark.parametrize("report", [content(charts=False, tasks=0), replace(content(), plans=[]), content(plans=2)])
def test_less_and_more_can_be_set_too(report: ReportContent) -> None:
    pytest.importorskip("typst")
    assert pdf_report(report).startswith(b"%PDF-")


def test_marks_of_typst_in_a_text_stay_text() -> None:
    pytest.importorskip("typst")
    made = pdf_report(replace(content(), problems=["#panic() *粗* $x$ @here"]))
    assert "#panic() *粗* $x$ @here" in words_of(made).replace("\r\n", "")


def test_without_the_extra_it_says_what_is_missing(nothing_installed: None) -> None:
    missing = why_not()
    assert missing is not None
    assert "requirements/pdf.txt" in missing.message
    with pytest.raises(NoTypesetting):
        pdf_report(content())


def test_with_it_nothing_is_missing() -> None:
    pytest.importorskip("typst")
    assert why_not() is None


def test_every_state_has_its_colour() -> None:
    told = printed(content())
    codes = {one["code"] for chart in told["charts"] for bar in chart["bars"] for one in bar["counts"]}
    assert codes <= set(told["colours"])
