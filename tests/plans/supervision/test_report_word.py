"""The report as a Word document: what stands where, and that it can be opened again."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT

from keqiao.plans.supervision.report_word import LEDGER, ledger_row, title_lines, word_report
from plans.supervision.given import content, line


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_four_parts_stand_in_order_and_the_unit_signs() -> None:
    said = texts(opened(word_report(content())))
    wanted = [
        "柳州市科学技术协会\n改革任务进展报告",
        "（截至2026年11月30日）",
        "一、总体情况",
        "图1　各部分任务指标状态",
        "二、各部分进展",
        "（一）第二部分　联系服务",
        "三、存在问题",
        "四、下步措施",
        "附件：督查台账",
        "柳州市科学技术协会",
        "2026年11月30日",
        "附件",
        "督查台账",
    ]
    places = [said.index(text) for text in wanted]
    assert places == sorted(places)


def test_a_figure_is_a_sentence_with_its_mark() -> None:
    assert any(
        text.startswith("▲ 代表中基层一线科技工作者比例：68.8%") for text in texts(opened(word_report(content())))
    )


def test_chart_units_and_ledger_are_tables() -> None:
    chart, leads, ledger = opened(word_report(content())).tables
    assert [cell.text for cell in chart.rows[1].cells if cell.text][-2:] == ["3", "1"]
    assert [cell.text for cell in leads.rows[1].cells] == ["组织部", "2", "1", "1"]
    assert [cell.text for cell in ledger.rows[0].cells] == [str(head) for head, _share, _centred in LEDGER]
    assert len(ledger.rows) == 2


def test_the_ledger_lies_across_in_a_section_of_its_own() -> None:
    upright, across = opened(word_report(content())).sections
    assert upright.orientation == WD_ORIENT.PORTRAIT
    assert across.orientation == WD_ORIENT.LANDSCAPE
    assert across.page_width == upright.page_height
    assert across.footer.is_linked_to_previous


def test_without_tasks_there_is_no_annex() -> None:
    document = opened(word_report(content(tasks=0)))
    assert len(document.sections) == 1
    assert "附件：督查台账" not in texts(document)


def test_several_plans_have_headings_of_their_own() -> None:
    said = texts(opened(word_report(content(plans=2))))
    assert "（一）《方案1》" in said
    assert "（二）《方案2》" in said
    assert said.count("1. 第二部分　联系服务") == 2


def test_without_parts_that_is_said() -> None:
    empty = replace(content(), plans=[])
    assert "没有需要报告的任务指标和任务进展。" in texts(opened(word_report(empty)))


def test_equal_content_gives_equal_bytes() -> None:
    assert word_report(content()) == word_report(content())


def test_a_row_of_the_ledger_joins_task_and_clause_day_and_state_records_and_text() -> None:
    row = ledger_row(line(1))
    assert row[1] == "修订代表产生办法\n第二部分第1条"
    assert row[4] == "2026年11月20日\n逾期6个工作日"
    assert row[5] == "按记录：68.8%（11/16），进度滞后\n已完成初稿 & <征求意见>"


def test_the_title_breaks_after_the_unit_where_it_begins_with_it() -> None:
    assert title_lines(content()) == ["柳州市科学技术协会", "改革任务进展报告"]
    assert title_lines(replace(content(), title="进展报告")) == ["进展报告"]
