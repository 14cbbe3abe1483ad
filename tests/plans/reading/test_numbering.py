"""Numbers that Word draws: counted level by level, in the forms that official documents use."""

from __future__ import annotations

from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from keqiao.plans.reading.numbering import Numbering

LIST = "77"


def element(name: str, **values: str) -> Any:
    """A part of Word's markup."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def declare(document: Any, *levels: tuple[str, str]) -> None:
    """Give a document a list with these levels, each a pattern and a form of numbers."""
    root = document.part.numbering_part.element
    abstract = element("abstractNum", abstractNumId=LIST)
    for depth, (pattern, form) in enumerate(levels):
        level = element("lvl", ilvl=str(depth))
        level.extend([element("start", val="1"), element("numFmt", val=form), element("lvlText", val=pattern)])
        abstract.append(level)
    root.insert(0, abstract)
    number = element("num", numId=LIST)
    number.append(element("abstractNumId", val=LIST))
    root.append(number)


def numbered(document: Any, text: str, depth: int) -> Any:
    """A paragraph of the list."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = int(LIST)
    properties.get_or_add_ilvl().val = depth
    return paragraph


def test_levels_are_counted_and_begin_anew_below_the_next() -> None:
    document = docx.Document()
    declare(document, ("%1、", "chineseCounting"), ("%1.%2", "decimal"), ("%3", "decimalEnclosedCircle"))
    numbering = Numbering(document)
    drawn = [numbering.of(numbered(document, "x", depth)) for depth in (0, 1, 1, 2, 0, 1)]
    assert drawn == ["一、", "一.1", "一.2", "①", "二、", "二.1"]
    assert [numbering.of(numbered(document, "x", 0)) for _ in range(9)][-1] == "十一、"


def test_bullets_and_plain_paragraphs_have_none() -> None:
    document = docx.Document()
    declare(document, ("", "bullet"))
    numbering = Numbering(document)
    assert numbering.of(numbered(document, "x", 0)) == ""
    assert numbering.of(document.add_paragraph("x")) == ""


def test_a_file_that_declares_no_lists_has_no_numbers() -> None:
    document = docx.Document()
    part = document.part
    for name in [name for name, one in part.rels.items() if one.reltype.endswith("/numbering")]:
        del part.rels[name]
    assert Numbering(document).of(document.add_paragraph("x")) == ""
