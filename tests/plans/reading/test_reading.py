"""One invented document in every form of file: the same clauses and figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
import typst

from keqiao.plans.reading.reading import read_plan
from keqiao.plans.reading.source import ReadError, _without_margins
from plans.reading.test_numbering import declare, numbered

LINES = [
    "青山市科协改革工作方案",
    "为做好改革工作，结合我市实际，制定本方案。",
    "一、总体要求",
    "坚持眼睛向下，面向基层，服务科技工作者。",
    "二、主要任务",
    "（一）优化代表结构。一线代表比例由40%提高至60%以上，45岁以下青年代表不少于三分之一。",
    "（二）健全会议制度。每年召开一次全委会会议。到2025年，县级科协全部配备3名以上专职人员。",
]


def told(path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Clauses and targets of a file."""
    read = read_plan(path).as_json()
    assert json.loads(json.dumps(read)) == read
    text = read["document"]["text"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in read["figures"])
    found = [
        (one["clause"], one["comparator"], one["value"], one["unit"], one["deadline"])
        for one in read["figures"]
        if one["kind"] == "target"
    ]
    return [one["number"] for one in read["clauses"]], found


EXPECTED = (
    ["序言", "一", "二", "二.1", "二.2"],
    [
        ("二.1", ">=", 60, "percent", None),
        ("二.1", "<=", 45, "years", None),
        ("二.1", ">=", "1/3", "fraction", None),
        ("二.2", "=", 1, "per_year", None),
        ("二.2", ">=", 3, "persons", "2025-12-31"),
    ],
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("\n".join(LINES).encode(encoding))
    assert told(path) == EXPECTED
    assert read_plan(path).title == LINES[0]


def test_a_web_page_is_read_without_what_stands_around(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = (
        "<html><head><meta charset='gb2312'><title>方案</title><script>var a='一、x';</script></head><body>"
        "<div id='top'><a href='/'>首页</a> 一、新闻 二、服务</div>"
        f"<div class='wrap'><div class='article'>{body}</div><div>分享到：微信。</div></div>"
        "<footer>版权所有 2024年</footer></body></html>"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("gb18030"))
    assert told(path) == EXPECTED


def test_a_word_file_is_read_with_numbers_that_word_draws(tmp_path: Path) -> None:
    document = docx.Document()
    declare(document, ("%1、", "chineseCounting"), ("（%2）", "chineseCounting"))
    for line in LINES:
        mark = next((one for one in ("一、", "二、", "（一）", "（二）") if line.startswith(one)), "")
        if mark:
            numbered(document, line.removeprefix(mark), int(mark.startswith("（")))
        else:
            document.add_paragraph(line)
    path = tmp_path / "plan.docx"
    document.save(path)
    assert told(path) == EXPECTED


def test_a_pdf_is_read_across_its_pages(tmp_path: Path) -> None:
    source = tmp_path / "plan.typ"
    margins = "header: [青山市科协文件], footer: context [— #counter(page).display() —]"
    head = f"#set page(height: 5cm, width: 12cm, {margins})\n"
    source.write_text(head + '#set text(font: "Noto Serif CJK SC")\n' + "\n\n".join(LINES), encoding="utf-8")
    path = tmp_path / "plan.pdf"
    typst.compile(source, output=path)
    clauses, found = told(path)
    assert (clauses, found) == EXPECTED


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "没有读到文字"),
        (b"   \n", "没有读到文字"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "旧版Word"),
        (b"PK\x03\x04broken", "不是完整的Word文件"),
        (b"%PDF-1.7 broken", "不是完整的PDF"),
        (b"GIF89a\x00\x01\x02", "不是文本、网页、Word或PDF"),
        (b"\xff\xff\xff\x81", "编码认不出来"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says):
        read_plan(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="打不开“none"):
        read_plan(tmp_path / "none.txt")


def test_only_what_stands_at_the_edge_of_most_pages_is_taken_away() -> None:
    head, foot, text = "青山市科协文件", "内部资料", "（一）要求。每年开会一次。"
    pages = [[head, text, f"第{number}段。", foot] for number in range(5)]
    assert list(_without_margins(pages)) == [[text, f"第{number}段。"] for number in range(5)]
    assert list(_without_margins(pages[:2])) == pages[:2]
