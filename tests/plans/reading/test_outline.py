"""The tree of clauses, in whatever style a document numbers them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.reading.outline import outline
from keqiao.plans.reading.view import paragraphs


def numbers(text: str) -> list[str]:
    """The numbers of the clauses found."""
    return [one.number for one in outline(text, paragraphs(text))]


def test_levels_are_told_by_the_order_of_their_styles() -> None:
    first = "一、总体要求\n（一）原则。要稳。\n——为民。服务人。\n——务实。做实事。\n（二）目标。要快。\n"
    text = first + "二、任务\n1．建站。建。\n（1）选址。选。\n2．聘人。聘。"
    assert numbers(text) == ["一", "一.1", "一.1.①", "一.1.②", "一.2", "二", "二.1", "二.1.1", "二.2"]


def test_half_width_marks_articles_and_headings_of_markdown() -> None:
    assert numbers("## 一、要求\n(一) 原则。稳。\n**(二) 目标。**快。") == ["一", "一.1", "一.2"]
    assert numbers("第一章 总则\n第一条 依据。\n第二条 范围。\n第二章 组织\n第三条 机构。") == [
        "一",
        "一.1",
        "一.2",
        "二",
        "二.3",
    ]


def test_a_slip_of_style_at_the_top_goes_on_counting() -> None:
    assert numbers("一、认识\n——甲。好。\n二、发展\n——乙。好。\n3、提高\n——丙。好。") == [
        "一",
        "一.①",
        "二",
        "二.①",
        "三",
        "三.①",
    ]


def test_a_section_that_stands_twice_is_told_apart() -> None:
    assert numbers("一、建设\n（一）甲。好。\n一、建设\n（一）甲。好。") == ["一", "一.1", "一〔2〕", "一〔2〕.1"]


def test_notice_and_preface_stand_before_the_first_clause() -> None:
    notice = "关于印发方案的通知\n各单位：\n现予印发。\n某市科协\n2020年3月1日\n"
    text = notice + "某市科协工作方案\n为做好工作，制定本方案。\n一、要求\n好。"
    found = outline(text, paragraphs(text))
    assert [one.number for one in found] == ["通知", "序言", "一"]
    assert text[found[1].start :].startswith("某市科协工作方案")


def test_a_clause_reaches_to_the_next_of_its_level_and_has_a_title() -> None:
    text = "一、要求\n（一）原则。要稳。\n二、任务\n建站。\n"
    first, below, second = outline(text, paragraphs(text))
    assert text[first.start : first.end].strip() == "一、要求\n（一）原则。要稳。"
    assert text[second.start : second.end] == "二、任务\n建站。"
    assert [first.title, below.title, second.title] == ["要求", "原则", "任务"]


@given(st.lists(st.text(alphabet="一二三十零百、（）1239.①②—第章条甲。", max_size=8), max_size=12))
def test_any_lines_make_a_tree_of_clauses_with_numbers_of_their_own(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = outline(text, paragraphs(text))
    assert len({one.number for one in found}) == len(found)
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
