"""Rosters as they really are, and files that are none."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from keqiao.exchange.spreadsheets.columns import Field
from keqiao.exchange.spreadsheets.problems import Severity, Unreadable
from keqiao.exchange.spreadsheets.roster import Roster, read_roster
from keqiao.kernel.standards.identity import Sex
from keqiao.kernel.standards.partial import PartialDate

Rows = list[Sequence[Any]]
SaveBook = Callable[..., Path]
TODAY = date(2026, 11, 1)
HEADER = ("序号", "姓名", "性别", "民族", "出生年月", "单位及职务", "界别", "备注")
PEOPLE: tuple[tuple[Any, ...], ...] = (
    (1, "李　明", "男", "汉族", "1975.06", "河东钢铁股份有限公司总工程师", "企业", None),
    (2, "韦　丽", "女", "壮族", 1981.1, "广西科技大学机械学院教授", "高等学校", None),
    (3, "阿卜杜拉•买买提", "男", "维吾尔", "1990年3月", "柳城县东泉镇金果水果专业合作社理事长", "农村", None),
    (4, "李𬱖", "女", "侗", "1988", "柳州市人民医院 副院长、主任医师", "医药卫生", "连任"),
    (5, "张建国", "男", "汉", "1969-11-3", "柳州市科学技术局局长", "机关", None),
)


@pytest.fixture
def roster_rows() -> Rows:
    """A title, a date line, the header, people, a total and a footnote."""
    return [
        ("柳州市科协第十次代表大会代表名册",),
        (None, None, None, None, None, None, "2026年10月"),
        HEADER,
        *PEOPLE,
        ("合计", "5人"),
        ("注：排名不分先后",),
    ]


def read(path: Path, **options: Any) -> Roster:
    return read_roster(path, today=TODAY, **options)


def codes(roster: Roster) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for problem in roster.problems]


def refused(path: Path, **options: Any) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(path, **options)
    assert path.name in caught.value.message
    return caught.value


def test_the_roster_everybody_knows(save_book: SaveBook, roster_rows: Rows) -> None:
    roster = read(save_book(roster_rows, ["A1:H1"]))
    assert (roster.title, roster.header.first_row, roster.sheet) == ("柳州市科协第十次代表大会代表名册", 3, "代表名册")
    assert [row.name for row in roster.rows] == ["李明", "韦丽", "阿卜杜拉·买买提", "李𬱖", "张建国"]
    assert [row.row for row in roster.rows] == [4, 5, 6, 7, 8]
    assert [row.sex for row in roster.rows] == [Sex.MALE, Sex.FEMALE, Sex.MALE, Sex.FEMALE, Sex.MALE]
    assert [row.ethnicity for row in roster.rows] == ["01", "08", "05", "12", "01"]
    assert [row.birth for row in roster.rows] == [
        PartialDate(1975, 6),
        PartialDate(1981, 10),
        PartialDate(1990, 3),
        PartialDate(1988),
        PartialDate(1969, 11, 3),
    ]
    assert [(row.unit, row.position) for row in roster.rows][:3] == [
        ("河东钢铁股份有限公司", "总工程师"),
        ("广西科技大学机械学院", "教授"),
        ("柳城县东泉镇金果水果专业合作社", "理事长"),
    ]
    assert [(skipped.row, skipped.reason) for skipped in roster.skipped] == [(9, "合计行"), (10, "说明文字")]
    assert codes(roster) == [("birth.assumed", "E5"), ("name.rare", "B7")]
    assert roster.errors == []
    assert len(roster.good_rows()) == 5


def test_columns_in_any_order_under_any_name(save_book: SaveBook) -> None:
    rows = [
        (
            "联系电话",
            "所属界别",
            "职　务",
            "*姓 名",
            "工作单位（全称）",
            "出生\n日期",
            "政治面貌",
            "职称",
            "学历/学位",
            "爱好",
        ),
        ("13907720001", "企业", "总经理", "王芳", "白沙机械有限公司", "1980/5/6", "党员", "高级工程师", "硕士", "棋"),
    ]
    roster = read(save_book(rows))
    person = roster.rows[0]
    assert (person.name, person.unit, person.position) == ("王芳", "白沙机械有限公司", "总经理")
    assert (person.mobile, person.political, person.education) == ("13907720001", "01", "硕士")
    assert roster.columns[Field.UNIT].letter == "E"
    assert [(column.letter, column.header) for column in roster.unmatched] == [("J", "爱好")]


def test_a_header_of_two_rows_with_merged_cells(save_book: SaveBook) -> None:
    rows = [
        ("代表登记表",),
        ("序号", "姓名", "基本情况", None, None, "工作单位及职务"),
        (None, None, "性别", "民族", "出生年月", None),
        (1, "李明", "男", "汉", "1975.06", "柳州市农业局局长"),
    ]
    roster = read(save_book(rows, ["A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"]))
    assert roster.header.last_row == 3
    assert set(roster.columns) == {
        Field.SERIAL,
        Field.NAME,
        Field.SEX,
        Field.ETHNICITY,
        Field.BIRTH,
        Field.UNIT_POSITION,
    }
    assert (roster.rows[0].unit, roster.rows[0].sex) == ("柳州市农业局", Sex.MALE)


def test_cells_merged_downwards_hold_for_all_their_rows(save_book: SaveBook) -> None:
    rows = [
        ("代表团", "姓名", "性别", "单位"),
        ("柳南区代表团", "李明", "男", "甲厂"),
        (None, "王芳", "女", "乙厂"),
        ("柳北区代表团", "张建国", "男", "丙厂"),
        (None, "韦丽", "女", "丁厂"),
    ]
    roster = read(save_book(rows, ["A2:A3"]))
    assert [row.delegation for row in roster.rows] == ["柳南区代表团", "柳南区代表团", "柳北区代表团", ""]


def test_group_headings_name_the_delegation_or_the_sector(save_book: SaveBook) -> None:
    rows = [
        ("序号", "姓名", "单位"),
        ("一、柳南区代表团（2人）",),
        (1, "李明", "甲厂"),
        (2, "王芳", "乙厂"),
        ("二、企业界（1名）",),
        ("序号", "姓名", "单位"),
        (3, "张建国", "丙厂"),
        (4, None, None),
    ]
    roster = read(save_book(rows, ["A2:C2", "A5:C5"]))
    assert [(row.name, row.delegation, row.sector) for row in roster.rows] == [
        ("李明", "柳南区代表团", ""),
        ("王芳", "柳南区代表团", ""),
        ("张建国", "", "企业界"),
    ]
    assert [skipped.reason for skipped in roster.skipped] == ["分组标题", "分组标题", "重复的表头"]


def test_notes_after_the_name_are_read(save_book: SaveBook) -> None:
    roster = read(save_book([("姓名", "单位"), ("韦　丽（女，壮族）", "甲厂"), ("李明", "乙厂")]))
    assert [(row.name, row.sex, row.ethnicity) for row in roster.rows] == [
        ("韦丽", Sex.FEMALE, "08"),
        ("李明", None, ""),
    ]


def test_every_wrong_cell_is_named_with_its_remedy(save_book: SaveBook) -> None:
    rows = [
        ("姓名", "性别", "民族", "出生年月", "单位", "身份证号", "手机"),
        ("李明", "男", "汉", "1975.13", "甲厂", None, None),
        ("王芳", "妇", "广西", "1980.02.30", "乙厂", "11010519491231002Y", "12345"),
        ("张建国", "男", "汉", "1969.11", "丙厂", 450203198307041235, "0772-2811234"),
        (None, "男", "汉", "1969.11", "丁厂", None, None),
        ("韦丽12", "女", "壮", None, None, "110105194912310021", None),
    ]
    roster = read(save_book(rows))
    assert codes(roster) == [
        ("date.month", "D2"),
        ("sex.unknown", "B3"),
        ("ethnic.unknown", "C3"),
        ("date.day", "D3"),
        ("mobile.form", "G3"),
        ("id.character", "F3"),
        ("mobile.landline", "G4"),
        ("id.number", "F4"),
        ("name.empty", "A5"),
        ("name.character", "A6"),
        ("id.checksum", "F6"),
    ]
    assert all("请" in problem.message for problem in roster.problems)
    assert roster.good_rows() == []
    assert "“代表名册”D2：日期“1975.13”" in str(roster.problems[0])


def test_birth_and_sex_must_agree_with_the_id_number(save_book: SaveBook) -> None:
    rows = [
        ("姓名", "性别", "出生年月", "单位", "身份证号"),
        ("李明", "男", "1949.12", "甲厂", "11010519491231002X"),
        ("王芳", "女", "1950.01", "乙厂", "11010519491231002X"),
        ("刘洋", None, None, "丙厂", "440524188001010014"),
    ]
    roster = read(save_book(rows))
    assert codes(roster) == [("sex.mismatch", "B2"), ("birth.mismatch", "C3"), ("row.twice", "E3")]
    assert (roster.rows[2].sex, roster.rows[2].birth) == (Sex.MALE, PartialDate(1880, 1, 1))


def test_the_same_person_twice_is_noticed(save_book: SaveBook) -> None:
    rows = [
        ("姓名", "出生年月", "单位"),
        ("李明", "1975.06", "甲厂"),
        ("李　明", "1975", "甲厂"),
        ("李明", "1990.01", "甲厂"),
        ("李明", "1975.06", "乙厂"),
    ]
    roster = read(save_book(rows))
    assert codes(roster) == [("row.twice", "A3"), ("row.alike", "A4")]
    assert "第2行" in roster.problems[0].message
    assert [row.row for row in roster.good_rows()] == [2, 4, 5]


def test_formulas_without_a_value_and_error_cells_are_reported(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "性别", "单位"])
    sheet.append(["李明", "男", '=CONCATENATE("甲","厂")'])
    sheet.append(["王芳", "女", "#N/A"])
    sheet["C3"].data_type = "e"
    path = tmp_path / "formula.xlsx"
    book.save(path)
    roster = read(path)
    errors = [(problem.code, problem.cell) for problem in roster.errors]
    assert errors == [("cell.formula", "C2"), ("cell.error", "C3")]
    assert "#N/A" in roster.errors[1].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files_in_every_usual_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        "名册",
        delimiter.join(["姓名", "性别", "出生年月", "单位"]),
        delimiter.join(["李䶮", "男", "1975.10", "甲厂"]),
    ]
    path = tmp_path / "名册.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    roster = read(path)
    assert [(row.name, row.birth) for row in roster.rows] == [("李䶮", PartialDate(1975, 10))]


def test_another_sheet_is_mentioned_and_can_be_chosen(save_book: SaveBook, roster_rows: Rows) -> None:
    path = save_book([("填表说明",), ("请认真填写",)], 名单=roster_rows, 候补=[HEADER, PEOPLE[0]])
    roster = read(path)
    assert roster.sheet == "名单"
    assert ("roster.others", Severity.WARNING) in [(problem.code, problem.severity) for problem in roster.problems]
    assert read(path, sheet="候补").rows[0].name == "李明"
    assert refused(path, sheet="别的").code == "roster.sheet"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"   \n", "file.empty"),
        (b"PK\x03\x04broken", "file.broken"),
        (b"%PDF-1.7", "file.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1junk", "file.format"),
        (b"<html><table><tr><td>a</td></tr></table></html>", "file.web"),
        ("这是一封信".encode(), "file.format"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00,\x00", "file.format"),
        ("姓名,爱好\n李明,棋".encode(), "roster.header"),
        ("姓名,单位\n".encode(), "roster.nobody"),
    ],
)
def test_what_is_no_roster_says_so(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    unreadable = refused(path)
    assert unreadable.code == code
    assert "请" in unreadable.message


def test_a_missing_file_and_an_empty_workbook(tmp_path: Path, save_book: SaveBook) -> None:
    assert refused(tmp_path / "没有.xlsx").code == "file.missing"
    assert refused(save_book([])).code == "file.empty"
    assert read_shown_name(save_book([])) == "“柳州代表.xlsx”"


def read_shown_name(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path, shown_as="柳州代表.xlsx")
    return caught.value.message.split("：")[0]


def test_a_large_roster_is_read_in_moderate_memory(save_book: SaveBook) -> None:
    people = [
        (f"李{chr(0x4E00 + n % 20000)}{chr(0x4E00 + n // 20000)}", "1975.06", f"第{n}厂高级工程师") for n in range(5000)
    ]
    path = save_book([("姓名", "出生年月", "单位及职务"), *people])
    tracemalloc.start()
    roster = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(roster.rows) == 5000
    assert peak < 40 * 1024 * 1024
