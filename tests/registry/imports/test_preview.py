"""The preview says, cell by cell, what would happen and what is wrong, and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from keqiao.exchange.spreadsheets.problems import Severity
from keqiao.exchange.spreadsheets.roster import Corrections
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.identity import check_digit
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports.matching import How
from keqiao.registry.imports.preview import Preview, preview
from keqiao.registry.verbs import people as person_verbs
from registry.conftest import OPERATES, Registry
from registry.imports.conftest import HEADER, PEOPLE, SaveBook

FIRST = "45020219750603001"
ID = FIRST + check_digit(FIRST)
WITH_ID = (*HEADER, "身份证号")


def faults(seen: Preview) -> list[tuple[str, str]]:
    """Cell and code of each error."""
    return [(problem.cell, problem.code) for problem in seen.errors]


def test_a_clean_roster(registry: Registry, save_book: SaveBook) -> None:
    seen = preview(save_book(), registry.city, registry.congress)
    assert seen.counts == {"rows": 4, "faulty": 0, "new": 4, "known": 0, "unproposed": 0}
    assert seen.roster.title == "柳州市科协第九次代表大会代表名册"
    assert not Person.objects.exists()
    assert not Batch.objects.exists()


def test_columns_are_told_from_left_to_right(registry: Registry, save_book: SaveBook) -> None:
    people = [(*PEOPLE[0], "13800000000", "甲")]
    seen = preview(save_book(people, (*HEADER, "手机", "血型")), registry.city)
    assert [(column.letter, column.field, column.kept) for column in seen.columns] == [
        ("A", "serial", False),
        ("B", "name", True),
        ("C", "sex", True),
        ("D", "ethnicity", True),
        ("E", "birth", True),
        ("F", "unit_position", True),
        ("G", "sector", True),
        ("H", "mobile", False),
        ("I", "", False),
    ]
    assert seen.columns_read()["B"] == "name"


def test_proposals_are_grouped_with_their_reasons(registry: Registry, save_book: SaveBook) -> None:
    same = ("", "蓝英", "女", "瑶族", "1975.06", "龙城重工机械有限公司高级工程师", "企业")
    unknown = ("", "莫非", "女", "瑶族", "1975.06", "云桥", "其他")
    groups = preview(save_book([*PEOPLE, same, unknown]), registry.city).groups
    assert (groups[0].unit, groups[0].proposal.source.source_class) == ("云桥", None)
    assert (groups[1].position, groups[1].people) == ("高级工程师", 2)
    assert "企业" in groups[1].proposal.source.reason


@pytest.mark.parametrize(
    ("row", "header", "expected"),
    [
        ((5, "蓝英", "女", "瑶族", "1975.13", "云桥", "医疗"), HEADER, [("E3", "date.month")]),
        ((5, "蓝英", "女", "瑶族", "1975.02.30", "云桥", "医疗"), HEADER, [("E3", "date.day")]),
        ((5, "蓝英", "女", "火星", "1975.06", "云桥", "医疗"), HEADER, [("D3", "ethnic.unknown")]),
        ((5, "蓝英", "妇", "瑶族", "1975.06", "云桥", "医疗"), HEADER, [("C3", "sex.unknown")]),
        ((5, "蓝9英", "女", "瑶族", "1975.06", "云桥", "医疗"), HEADER, [("B3", "name.character")]),
        ((5, "蓝英", "女", "瑶族", "1975.06", "云桥", "界" * 41), HEADER, [("G3", "text.long")]),
        ((5, "韦晓", "男", "壮族", "1975.06", "云桥", "企业", FIRST + "0"), WITH_ID, [("H3", "id.checksum")]),
        ((5, "韦晓", "男", "壮族", "1975.07", "云桥", "企业", ID), WITH_ID, [("E3", "birth.mismatch")]),
    ],
)
def test_errors_name_their_cell(
    registry: Registry, save_book: SaveBook, row: Sequence[Any], header: Sequence[str], expected: list[tuple[str, str]]
) -> None:
    seen = preview(save_book([row], header), registry.city)
    assert faults(seen) == expected
    assert seen.faulty_rows == [3]
    assert seen.rows[0].faulty


def test_a_formula_that_nobody_computed(registry: Registry, save_book: SaveBook) -> None:
    row = (1, "韦晓", "女", "壮族", "=1975.06", "云桥", "企业")
    assert faults(preview(save_book([row]), registry.city)) == [("E3", "cell.formula")]


def test_the_same_person_twice_in_a_file(registry: Registry, save_book: SaveBook) -> None:
    assert faults(preview(save_book([PEOPLE[0], PEOPLE[0]]), registry.city)) == [("B4", "row.twice")]


def test_merged_cells_hold_for_all_their_rows(registry: Registry, save_book: SaveBook) -> None:
    path = save_book([PEOPLE[0], (2, "莫非", "男", "汉族", "1980.01", None, None)])
    book = openpyxl.load_workbook(path)
    book["代表"].merge_cells("F3:F4")
    book["代表"].merge_cells("G3:G4")
    book.save(path)
    second = preview(path, registry.city).rows[1].staged
    assert (second.unit, second.position, second.sector) == ("龙城重工机械有限公司", "高级工程师", "企业")


def test_whoever_is_known_is_recognised(registry: Registry, save_book: SaveBook) -> None:
    person_verbs.enrol(
        OPERATES, registry.city, {"name": "韦晓", "unit_name": "龙城重工机械有限公司", "birth": "1975.06"}
    )
    seen = preview(save_book(), registry.city, registry.congress)
    assert [row.match.how for row in seen.rows] == [How.UNIT, How.NEW, How.NEW, How.NEW]
    assert (seen.counts["known"], seen.counts["new"]) == (1, 3)


def test_whoever_moved_is_pointed_out(registry: Registry, save_book: SaveBook) -> None:
    person_verbs.enrol(OPERATES, registry.city, {"name": "韦晓", "unit_name": "云桥", "birth": "1975.06"})
    seen = preview(save_book(), registry.city)
    assert seen.rows[0].match.how is How.BIRTH
    assert [(problem.cell, problem.code) for problem in seen.warnings] == [("B3", "person.moved"), ("B6", "name.rare")]


def test_a_record_that_differs_is_pointed_out(registry: Registry, save_book: SaveBook) -> None:
    data = {"name": "韦晓", "unit_name": "龙城重工机械有限公司", "sex": "male", "ethnicity": "侗"}
    person_verbs.enrol(OPERATES, registry.city, data)
    seen = preview(save_book(PEOPLE[:1]), registry.city)
    assert [(problem.cell, problem.code) for problem in seen.warnings] == [
        ("C3", "person.differs"),
        ("D3", "person.differs"),
    ]
    assert not seen.errors


def test_several_whom_a_row_could_mean(registry: Registry, save_book: SaveBook) -> None:
    data = {"name": "韦晓", "unit_name": "龙城重工机械有限公司", "despite_namesake": True}
    for _ in range(2):
        person_verbs.enrol(OPERATES, registry.city, data)
    assert faults(preview(save_book(), registry.city)) == [("B3", "person.ambiguous")]


def test_an_id_number_of_somebody_else(registry: Registry, save_book: SaveBook) -> None:
    person_verbs.enrol(OPERATES, registry.city, {"name": "莫非", "id_number": ID})
    row = (1, "韦晓", "男", "壮族", "1975.06", "云桥", "企业", ID)
    assert faults(preview(save_book([row], WITH_ID), registry.city)) == [("H3", "person.other_name")]


def test_two_rows_that_mean_one_known_person(registry: Registry, save_book: SaveBook) -> None:
    person_verbs.enrol(OPERATES, registry.city, {"name": "韦晓", "unit_name": "云桥", "birth": "1975.06"})
    other = (2, "韦晓", "女", "壮族", "1975.06", "龙城理工大学教授", "高校")
    assert faults(preview(save_book([PEOPLE[0], other]), registry.city)) == [("B4", "row.twice")]


def test_somebody_elses_people_are_not_compared(registry: Registry, save_book: SaveBook) -> None:
    person_verbs.enrol(OPERATES, registry.county, {"name": "韦晓", "unit_name": "龙城重工机械有限公司"})
    assert preview(save_book(), registry.city).rows[0].match.how is How.NEW


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是能读的电子表格"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 cut short", "已损坏"),
        ("姓名,性别\n".encode(), "没有人员"),
    ],
)
@pytest.mark.django_db
def test_files_that_are_no_roster(registry: Registry, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "代表名册.xlsx"
    path.write_bytes(content)
    with pytest.raises(VerbError, match=says) as told:
        preview(path, registry.city)
    assert "代表名册.xlsx" in str(told.value)


def test_a_file_that_is_not_there(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(VerbError, match="打不开文件"):
        preview(tmp_path / "none.xlsx", registry.city)


def test_an_empty_sheet(registry: Registry, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(VerbError, match="表格里没有内容"):
        preview(tmp_path / "空.xlsx", registry.city)


def test_warnings_keep_nobody_out(registry: Registry, save_book: SaveBook) -> None:
    seen = preview(save_book(), registry.city)
    assert {problem.severity for problem in seen.problems} == {Severity.WARNING}
    assert len(seen.clean_rows) == 4


def test_what_somebody_put_right_is_read_anew(registry: Registry, save_book: SaveBook) -> None:
    path = save_book([(1, "韦晓", "女", "壮族", "1975.13", "云桥", "企业")])
    assert faults(preview(path, registry.city)) == [("E3", "date.month")]
    right = preview(path, registry.city, corrections=Corrections(cells={"E3": "1975.12"}, columns={"G": ""}))
    assert faults(right) == []
    assert (right.rows[0].staged.birth_from, right.rows[0].staged.sector) == (19751201, "")


@pytest.mark.parametrize("wrong", [{"cells": {"七": "x"}}, {"columns": {"E": "blood"}}, {"columns": {"7": "name"}}])
def test_corrections_that_mean_nothing(registry: Registry, save_book: SaveBook, wrong: dict[str, Any]) -> None:
    with pytest.raises(VerbError, match="请"):
        preview(save_book(), registry.city, corrections=Corrections(**wrong))
