"""A roster as a county keeps it: nothing is tidy, four cells are wrong, one person stands there twice."""

from __future__ import annotations

from pathlib import Path

import openpyxl

TITLE = "鹿寨县科协第九次代表大会代表名册（初稿）"
HEADER = ("序号", "姓　名", "性别", "民族", "出生年月", "单位及职务", "界别", "身份证号码", "备注")
WRONG_ID = "450223197506030011"
PEOPLE = (
    (1, "韦　晓", "女", "壮族", "1975.06", "鹿寨县龙城重工机械有限公司高级工程师", "企业", "", ""),
    (2, "覃　亮", "男", "侗", 1968.1, "鹿寨县科学技术局局长", "机关", "", ""),
    (3, "阿卜杜拉•买买提", "男", "维吾尔族", "1981.11", "鹿寨县职业教育中心高级讲师", "教育", "", "新提名"),
    (4, "㛃　婷", "女", "汉族", "1988.3.5", "鹿寨县平山镇蜜橙专业技术协会理事长", "农村", "", ""),
    (5, "丁一凡", "男", "汉", "1979.13", "鹿寨县人民医院主任医师", "医卫", "", ""),
    (6, "莫　然", "女", "壮", "1983.07", "鹿寨县江口乡农业服务中心农艺师", "农村", WRONG_ID, ""),
    (7, "王子桐", "南", "汉族", "1990年2月", "广西桂中化工股份有限公司研发部经理", "企业", "", ""),
    (8, "韦　晓", "女", "壮族", "1975.06", "鹿寨县龙城重工机械有限公司高级工程师", "企业", "", "重复？"),
    (9, "欧阳　敏", "女", "仫佬族", "1972-09", "鹿寨县实验中学教师", "教育", "", ""),
)


def save_roster(path: Path) -> Path:
    """Write the roster: title and date above the header, merged cells, a total and a note below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "代表名册"
    sheet.append([TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append(["", "", "", "", "", "", "2026年9月1日"])
    sheet.append(list(HEADER))
    for row in PEOPLE:
        sheet.append([cell if cell != "" else None for cell in row])
    sheet.append(["合计", "9人"])
    sheet.append(["备注：名单以县委批复为准，如有变动另行通知。"])
    book.save(path)
    return path
