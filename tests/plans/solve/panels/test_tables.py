"""Files as they are: marks, encodings, other headers, workbooks; and what is wrong with one, told by line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from keqiao.plans.solve.panels.pool import Demand, PoolError
from keqiao.plans.solve.panels.tables import read_demands, read_people, read_scores, read_table

ROWS = "性别,来源\n女,企业\n男,高校\n"
QUOTAS = "category,feature,min,max\n性别,女,1,2\n"


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "名单.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("text", [ROWS, ROWS.replace("\n", "\r\n"), ROWS.replace(",", "\t"), ROWS + "\n,\n"])
def test_nominees_are_read_whatever_saved_them(tmp_path: Path, encoding: str, text: str) -> None:
    assert read_people(written(tmp_path, text, encoding)) == [
        {"性别": "女", "来源": "企业"},
        {"性别": "男", "来源": "高校"},
    ]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["性别", "批次"], ["女", 3], ["男", "5"]):
        sheet.append(row)
    book.save(tmp_path / "名单.xlsx")
    assert read_people(tmp_path / "名单.xlsx") == [{"性别": "女", "批次": "3"}, {"性别": "男", "批次": "5"}]


@pytest.mark.parametrize(
    "head",
    [
        "category,feature,min,max",
        "category,name,min,max",
        "feature,value,min,max",
        "Category,Feature,Min,Max",
        "类别,取值,下限,上限",
        "特征,取值,最少,最多",
        "max,min,feature,category",
    ],
)
def test_quotas_are_read_under_all_their_names(tmp_path: Path, head: str) -> None:
    row = "2,1,女,性别" if head.startswith("max") else "性别,女,1,2"
    assert read_demands(written(tmp_path, f"{head}\n{row}\n"), ["性别"]) == [Demand((("性别", "女"),), 1, 2)]


def test_a_combination_names_several(tmp_path: Path) -> None:
    text = "category,feature,min,max\n性别 & 来源,女&企业,1,\nR&D,a&b,,３\n"
    assert read_demands(written(tmp_path, text), ["性别", "来源", "R&D"]) == [
        Demand((("性别", "女"), ("来源", "企业")), 1, 10**6),
        Demand((("R&D", "a&b"),), 0, 3),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "是空的"),
        ("category,feature,min\n", "缺少“max”列"),
        (QUOTAS + "性别,男,一,2\n", "第3行的min是“一”"),
        (QUOTAS + "性别,男,-1,2\n", "第3行的min是“-1”"),
        (QUOTAS + "性别,男,1,2.5\n", "第3行的max是“2.5”"),
        (QUOTAS + "性别 & 来源,男,1,2\n", "第3行的类别和取值不相配"),
        ("category,feature,min,max,max\n", "两列都叫“max”"),
    ],
)
def test_what_is_wrong_is_told_by_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PoolError) as refused:
        read_demands(written(tmp_path, text), ["性别", "来源"])
    assert says in str(refused.value)
    assert "名单.csv" in str(refused.value)


@pytest.mark.parametrize(("data", "says"), [(b"PK\x03\x04 nothing", "打不开"), (b"\xff\x00\x81", "编码认不出来")])
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "名单.csv").write_bytes(data)
    with pytest.raises(PoolError) as refused:
        read_table(tmp_path / "名单.csv")
    assert says in str(refused.value)


def test_scores_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "性别,score\n女,３.5\n男,\n")
    assert read_scores(path, read_people(path), "score") == [3.5, 0.0]
    for column, says in (("得分", "没有“得分”列"), ("性别", "不是数字")):
        with pytest.raises(PoolError) as refused:
            read_scores(path, read_people(path), column)
        assert says in str(refused.value)
