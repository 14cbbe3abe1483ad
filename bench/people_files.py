"""Spreadsheets of people for the bench: as many files of as many rows as asked for, the same ones at every run.

Names are as frequent as in life (a few surnames for a third of everybody), half of the units have many people, every
ID number is valid and nobody's.
"""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from keqiao.kernel.standards.identity import check_digit

HEADER = ("序号", "姓名", "性别", "民族", "出生年月", "身份证号", "工作单位", "职务")
# From the most frequent on, and how many of a thousand bear each.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
OFTEN = [76, 75, 71, 54, 48, 34, 24, 23, 22, 21, 18, 16, 14, 14, 13, 12, 12, 11, 11, 10, *[9] * 10, *[6] * 20]
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂建国志文华红玉梅海燕春生永林斌辉鹏飞宇浩然子涵梓轩欣怡雨泽"
POSITIONS = ("工程师", "高级工程师", "研究员", "教授", "副教授", "主任医师", "农艺师", "技术员", "车间主任")
KINDS = (
    "科技有限公司",
    "机械制造有限公司",
    "农业科学研究所",
    "理工学院",
    "人民医院",
    "中学",
    "林业局",
    "种植专业合作社",
)
PLACES = ("柳州", "桂林", "南宁", "长沙", "株洲", "衡阳", "合肥", "芜湖", "滁州", "台州", "温州", "宁波")
AREAS = ("450202", "430102", "340102", "331002", "110101", "510104", "370102", "440106")


def people(count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Rows below the header."""
    chance = random.Random(seed)
    weights = OFTEN + [3] * (len(SURNAMES) - len(OFTEN))
    start, days = dt.date(1955, 1, 1), 18_000
    for number in range(1, count + 1):
        nth = seed * count + number
        given = "".join(chance.choices(GIVEN, k=1 if chance.random() < 0.15 else 2))
        born = start + dt.timedelta(days=nth * 7919 % days)
        first = f"{AREAS[nth // days % 8]}{born:%Y%m%d}{nth // days // 8:03d}"
        sex = "男" if int(first[16]) % 2 else "女"
        place = chance.choice(PLACES)
        unit = f"{place}市第{1 + int(300 * chance.random() ** 2)}{chance.choice(KINDS)}"
        yield (
            str(number),
            chance.choices(SURNAMES, weights)[0] + given,
            sex,
            chance.choice(("汉族", "汉族", "壮族", "苗族")),
            f"{born:%Y.%m}",
            first + check_digit(first),
            unit,
            chance.choice(POSITIONS),
        )


def write(path: Path, count: int, seed: int, *, title: str = "科技工作者名册") -> Path:
    """One .xlsx of ``count`` people, under a title unless that is empty. By hand: openpyxl takes minutes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as stream:
            stream.write(b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="' + _MAIN + b'"><sheetData>')
            above = [(title,)] if title else []
            rows = chain(above, [HEADER], people(count, seed))
            stream.writelines(_row(number, row) for number, row in enumerate(rows, start=1))
            stream.write(b"</sheetData></worksheet>")
    return path


def _row(number: int, cells: tuple[str, ...]) -> bytes:
    inside = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for letter, cell in zip("ABCDEFGH", cells, strict=False)
    )
    return f'<row r="{number}">{inside}</row>'.encode()


_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
    '"/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_MAIN.decode()}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
