"""Whole paragraphs out of broken lines, each character with its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.reading.view import paragraphs


def texts(text: str) -> list[str]:
    """The paragraphs as they are read."""
    return [one.text for one in paragraphs(text)]


def test_a_sentence_broken_by_a_page_is_put_together() -> None:
    assert texts("一、要求\n要加快建设，\n\n— 5 —\n\n不断完善服务。\n二、任务\n建站。") == [
        "一、要求",
        "要加快建设，不断完善服务。",
        "二、任务",
        "建站。",
    ]
    assert texts("（一）建站。每个县要建\n成一个站，\n第 3 页 共 9 页\n并派人值守。") == [
        "（一）建站。每个县要建成一个站，并派人值守。"
    ]


def test_headings_and_titles_stay_lines_of_their_own() -> None:
    assert texts("某市方案\n为做好工作，制定本方案。\n一、要求\n坚持原则。") == [
        "某市方案",
        "为做好工作，制定本方案。",
        "一、要求",
        "坚持原则。",
    ]


def test_a_title_broken_within_its_brackets_is_whole() -> None:
    assert texts("关于印发《某市\n工作方案》的通知")[0] == "关于印发《某市工作方案》的通知"


def test_signs_and_blanks_are_made_plain() -> None:
    assert texts("到　２０２０ 年,比例达 ７０％以上；用 IT service 平台") == [
        "到2020年，比例达70%以上；用IT service平台"
    ]


@given(st.text(alphabet="甲乙一、（）1.。，\n 　％２*#—", max_size=80))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    last = -1
    for paragraph in paragraphs(text):
        assert len(paragraph.text) == len(paragraph.origin)
        for at, char in enumerate(paragraph.text):
            assert paragraph.origin[at] > last
            last = paragraph.origin[at]
            assert text[last] == char or not char.isspace()
        assert text[slice(*paragraph.span(0, len(paragraph.text)))]
