"""What of a file goes into a draft: its head, its clauses as they are printed, its figures."""

from __future__ import annotations

import pytest

from keqiao.plans.drafting.found import ReadFinding, clauses_of, findings_of, head_of
from keqiao.plans.reading.reading import Reading, read_text
from keqiao.plans.reading.source import Source
from plans.drafting.sixth import TEXT


def reading(text: str = TEXT) -> Reading:
    return read_text(Source("方案.txt", "text", "0" * 64, text))


def found(text: str) -> ReadFinding:
    """The first figure of a clause that is asked for."""
    return next(one for one in findings_of(reading(f"方案\n一、任务\n{text}\n")) if one.decision == "open")


def test_title_issuer_and_day_are_lines_of_their_own() -> None:
    head = head_of(reading())
    assert (head.title, head.issuer, head.adopted) == ("临江市科学技术协会改革实施方案", "中共临江市委办公室", 20250318)


def test_what_a_document_does_not_say_stays_empty() -> None:
    head = head_of(reading("某方案\n一、任务\n做好工作，2025年1月1日起每年都要认真总结一次工作并且向大家报告。\n"))
    assert (head.issuer, head.adopted) == ("", 0)


def test_a_title_that_a_page_prints_twice_is_taken_once() -> None:
    assert head_of(reading("某市科协方案\n某市科协方案\n一、任务\n做好工作。\n")).title == "某市科协方案"


def test_a_day_at_the_end_is_found_too() -> None:
    head = head_of(reading("某方案\n一、任务\n做好工作。\n某市科学技术协会\n2025年7月8日\n"))
    assert (head.issuer, head.adopted) == ("某市科学技术协会", 20250708)


def test_clauses_know_how_they_are_printed() -> None:
    printed = {one.number: (one.printed, one.title) for one in clauses_of(reading())}
    assert printed["二"] == ("二、", "让更多一线人员进入科协组织")
    assert printed["二.1"] == ("二、（一）", "代表的构成")
    assert printed["序言"] == ("序言", "序言")


def test_a_clause_without_a_title_is_called_by_its_first_words_and_dashes_are_counted() -> None:
    words = "各级科协要把联系服务科技人员的事情放在心上，抓在手上，落实到每一个人的身上，一件一件办好"
    clauses = clauses_of(reading(f"方案\n一、任务\n——{words}。\n——办好事。\n"))
    assert [one.printed for one in clauses[-2:]] == ["一、①", "一、②"]
    assert clauses[-2].title == f"{words[:24]}…"


def test_spans_are_places_in_the_text() -> None:
    one = next(one for one in clauses_of(reading()) if one.number == "二.1")
    [(start, end)] = one.spans
    assert TEXT[start:end].startswith("（一）代表的构成。")


def test_only_what_is_asked_for_waits_for_somebody() -> None:
    figures = {one.text: one.decision for one in findings_of(reading())}
    assert figures["提高到70%以上"] == "open"
    assert {figures[text] for text in ("52%", "214场", "于2025年年底前", "〔2016〕8号")} == {"aside"}


@pytest.mark.parametrize(
    ("text", "value", "unit", "baseline", "due", "force"),
    [
        ("会员应由30%提高到三分之二。", "2/3", "percent", "30/1", (0, 0), "should"),
        ("力争到2027年年底办班10至20个。", "10;20", "", "", (20271231, 0), "strive"),
        ("5年内建成学会联合体不少于3个。", "3", "", "", (0, 60), "must"),
        ("每年必须开会2次。", "2", "per_year", "", (0, 0), "must"),
        ("展厅不少于1500平方米。", "1500", "m2", "", (0, 0), "must"),
    ],
)
def test_a_figure_in_the_columns_of_a_draft(
    text: str, value: str, unit: str, baseline: str, due: tuple[int, int], force: str
) -> None:
    one = found(text)
    assert (one.value, one.unit, one.force) == (value, unit, force)
    assert (one.deadline, one.months) == due
    if not baseline.endswith("/1"):
        assert one.baseline == baseline
