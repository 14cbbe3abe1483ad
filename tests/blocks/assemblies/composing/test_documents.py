"""What leaves a making: the credentials report, lists by delegation in stroke order, the roll, the seats."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document

from blocks.assemblies.composing.given import Congress, published
from keqiao.blocks.assemblies.composing import arranging, documents, review, seats
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.kernel.standards.refusal import Refused as NotStandard
from keqiao.registry.verbs.posts import form_body


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def texts(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def sheet(made: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_the_credentials_report_says_how_many_of_what(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.merged(front=1, others=2)
    published(congress, made)
    one = review.examine(congress.clerk, congress.now(), {"by": "代表资格审查委员会"})
    document = opened(documents.credentials_report(one))
    said = texts(document)
    assert "柳州市科学技术协会第十次代表大会\n代表资格审查报告" in said
    assert "代表名额4名，由2个选举单位推荐产生。各选举单位共报送代表4名，与名额相符。" in said
    assert "没有收到异议" in said
    assert "基层一线科技工作者2名，占50.0%" in said
    assert "少数民族情况待核实" in said
    assert "45周岁以下的2名，占50.0%" in said
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["企业", "2", "50.0%"] in cells
    assert ["56至60周岁", "0", "0.0%"] in cells
    assert [congress.cast.luzhai.name, "3", "3"] in cells
    assert not any(row.person.name in said for row in standing(made))  # numbers, no names


def test_what_is_lacking_stands_in_the_report(congress: Congress) -> None:
    congress.merged()
    made = congress.now()
    lacking = review.examine(congress.clerk, made, {"by": "代表资格审查委员会"})
    lacking.counts = lacking.counts.replace('"seats": 4', '"seats": 6')
    assert "比名额少2名" in texts(opened(documents.credentials_report(lacking)))


def test_lists_stand_by_delegation(congress: Congress) -> None:
    made = congress.approved()
    said = texts(opened(documents.nominee_list(made)))
    assert "鹿寨县科学技术协会代表团（3名）" in said
    assert "建议名单" in said
    at.invite(congress.clerk, made, {"person": congress.cast.engineer.pk, "kind": "guest"})
    assert "特邀人员（1名）" in texts(opened(documents.grouping_list(made)))


def test_the_roll_and_the_seats_are_spreadsheets(congress: Congress) -> None:
    made = congress.approved()
    first = at.participants(made)[0]
    at.check_in(congress.clerk, made, {"people": [first.person.pk]})
    at.invite(congress.clerk, made, {"person": first.person.pk, "kind": "presidium"})
    title, head, one, two, *_rest = sheet(documents.roll(made))
    assert title[0] == "柳州市科学技术协会第十次代表大会报到册"
    assert list(head) == ["序号", "姓名", "单位及职务", "代表团", "分组", "身份", "座次", "报到"]
    assert one[1].replace("\u3000", "") == first.person.name
    assert one[7] is not None
    assert two[7] in (None, "")
    rows = at.rows_of_seats(at.participants(made), 2)
    seating = sheet(documents.seating(made, rows, 2))
    assert list(seating[1]) == ["排", "1座", "2座", "代表团"]
    assert [seating[2][0], seating[2][3]] == ["1排", "鹿寨县科学技术协会代表团1—2座"]
    assert seating[-1][0] == f"主席台就座（1名，按姓氏笔画为序）：{first.person.name}"


def test_the_groups_say_who_heads_them(congress: Congress) -> None:
    made = congress.approved()
    one, two = at.participants(made)[:2]
    at.invite(congress.clerk, made, {"person": one.person.pk, "kind": "head"})
    at.invite(congress.clerk, made, {"person": two.person.pk, "kind": "deputy_head"})
    arranging.divide(congress.clerk, made, {"delegation": one.delegation, "number": 2})
    said = texts(opened(documents.grouping_list(made)))
    assert f"{one.delegation}第一组（2名）" in said
    assert said.count(f"团长：{one.person.name}　副团长：{two.person.name}") == 1


def test_a_list_of_nobody_is_refused(congress: Congress) -> None:
    with pytest.raises(NotStandard):
        documents.nominee_list(congress.now())


def test_congresses_are_counted_otherwise_than_councils(congress: Congress) -> None:
    act, city = congress.clerk, congress.cast.liuzhou
    for kind, title in (
        ("full_committee", "柳州市科学技术协会第一届委员会"),
        ("council", "柳州市科学技术协会第一届理事会"),
        ("members_congress", "柳州市科学技术协会第一次会员代表大会"),
    ):
        made = seats.begin(act, form_body(act, city, {"kind": kind}), {"seats": 1, "day": congress.making.day})
        assert documents.full_title(made) == title
