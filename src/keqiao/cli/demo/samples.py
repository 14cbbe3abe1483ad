"""Two rosters to try the import with: one as counties really send them, with faults, and the same put right."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from keqiao.cli.demo.names import SECTORS
from keqiao.cli.demo.people import MadePerson, People
from keqiao.cli.demo.stage import Stage

DELEGATES = 90
MIX = (
    "enterprise",
    "rural",
    "rural",
    "school",
    "medical",
    "government",
    "institute",
    "enterprise",
    "public_institution",
)
COLUMNS = ("序号", "姓名", "性别", "民族", "出生年月", "单位及职务", "界别", "备注")
WIDTHS = (6, 12, 6, 10, 12, 44, 12, 14)
FIRST_ROW = 4  # title, date and header stand above
# Row among the delegates, column and what stands there instead: what people really mistype.
FAULTS = ((6, 5, "1975.13"), (21, 3, "难"), (38, 2, ""), (55, 4, "状族"), (72, 5, "一九八几年"))


def write_samples(folder: Path, stage: Stage) -> list[Path]:
    """Write both rosters for the congress of 鹿寨县科协, and say where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    people = People(stage.seed + 1)
    delegates: list[tuple[str, MadePerson]] = []
    while len(delegates) < DELEGATES:
        source = MIX[len(delegates) % len(MIX)]
        made = people.person(source, (1962, 1996))
        if made.name not in {one.name for _, one in delegates}:
            delegates.append((source, made))
    paths = [folder / "代表名册-示例.xlsx", folder / "代表名册-改正后.xlsx"]
    for path, faulty in zip(paths, (True, False), strict=True):
        book = Workbook()
        sheet = book.active
        if not isinstance(sheet, Worksheet):
            raise TypeError("A new workbook begins with a worksheet.")
        _write(sheet, delegates, faulty=faulty)
        book.save(path)
    return paths


def _write(sheet: Worksheet, delegates: list[tuple[str, MadePerson]], *, faulty: bool) -> None:
    sheet.title = "代表名册"
    sheet.append(["鹿寨县科学技术协会代表大会代表名册"])
    sheet.append(["填报单位：鹿寨县科协", "", "", "", "", "", "共90名", ""])
    sheet.append(list(COLUMNS))
    for place, (source, one) in enumerate(delegates):
        sheet.append(_row(place, source, one))
    for row, column, value in FAULTS if faulty else ():
        sheet.cell(FIRST_ROW + row, column, value)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=6)
    sheet.append([])
    sheet.append(["注：出生年月按年.月填写。"])
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[place]].width = width


def _row(place: int, source: str, one: MadePerson) -> list[object]:
    return [
        place + 1,
        _padded(one.name),
        one.sex,
        one.ethnicity,
        one.born,
        one.unit + one.position,
        SECTORS[source],
        "",
    ]


def _padded(name: str) -> str:
    """Two characters with a full-width space between them, as name lists print them."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name
