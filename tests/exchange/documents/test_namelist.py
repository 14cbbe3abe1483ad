"""A finished name list, read back from the Word file."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import fields

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from keqiao.exchange.documents.namelist import Form, ListedGroup, ListedPerson, name_list
from keqiao.kernel.standards.refusal import Refused

TITLE = "柳州市科学技术协会第七次代表大会代表名单"


def people(*names: str) -> list[ListedPerson]:
    return [ListedPerson(name) for name in names]


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes, style: str = "名单") -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs if paragraph.style.name == style]


def names(data: bytes) -> list[str]:
    return [name for line in lines(data) for name in line.split("\t")]


def test_names_come_in_the_order_of_strokes_whatever_order_they_came_in() -> None:
    shuffled = ["丁建国", "马晓明", "王明", "王明远", "欧阳文", "司马光", "覃丽", "谭志强"]
    random.Random(5).shuffle(shuffled)
    ordered = names(name_list(TITLE, [ListedGroup(people(*shuffled))]))
    # 司 has five strokes and 欧 eight: a compound surname stands by its first character.
    assert ordered == ["丁建国", "马晓明", "王　明", "王明远", "司马光", "欧阳文", "覃　丽", "谭志强"]


def test_a_character_beyond_the_basic_plane_is_kept_and_stands_by_its_strokes() -> None:
    data = name_list(TITLE, [ListedGroup(people("𫖯明", "䶮小平", "丁一", "阿卜杜拉·买买提", "李白"))])
    assert names(data) == ["丁　一", "李　白", "阿卜杜拉·买买提", "𫖯　明", "䶮小平"]


def test_women_and_minorities_carry_a_note_in_smaller_type() -> None:
    listed = [
        ListedPerson("韦丽", female=True, ethnicity="壮族"),
        ListedPerson("马明远", female=False, ethnicity="回族"),
        ListedPerson("丁一", female=True, ethnicity="汉族"),
        ListedPerson("卜二", female=False, ethnicity="汉族"),
        ListedPerson("于三", female=None, ethnicity=""),
    ]
    data = name_list(TITLE, [ListedGroup(listed)])
    assert names(data) == ["丁　一（女）", "卜　二", "于　三", "马明远（回族）", "韦　丽（女，壮族）"]
    notes = [run for line in opened(data).paragraphs for run in line.runs if run.style.name == "名单注"]
    assert [run.text for run in notes] == ["（女）", "（回族）", "（女，壮族）"]
    assert opened(data).styles["名单注"].font.size.pt == 12


def test_title_note_and_count_stand_above() -> None:
    data = name_list(TITLE, [ListedGroup(people("丁一", "王二"))], note="（2026年11月22日会议通过）")
    paragraphs = opened(data).paragraphs[:3]
    assert [(paragraph.style.name, paragraph.text) for paragraph in paragraphs] == [
        ("Title", TITLE),
        ("Subtitle", "（2026年11月22日会议通过）"),
        ("Subtitle", "（共2名，按姓氏笔画为序）"),
    ]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (
            "广西壮族自治区科学技术协会第九次代表大会代表名单",
            "广西壮族自治区科学技术协会\n第九次代表大会代表名单",
        ),
        ("手工\n断行", "手工\n断行"),
        ("名" * 30, "名" * 30),
    ],
)
def test_a_title_too_long_for_a_line_breaks_after_the_organisation(title: str, printed: str) -> None:
    assert lines(name_list(title, [ListedGroup(people("丁一"))]), "Title") == [printed]


def test_groups_keep_the_order_given_and_tell_their_number() -> None:
    groups = [ListedGroup(people("王二", "丁一"), "鱼峰区代表团"), ListedGroup(people("马三"), "城中区代表团")]
    data = name_list(TITLE, groups)
    body = [paragraph.text for paragraph in opened(data).paragraphs[1:]]
    assert body == [
        "（共3名，按姓氏笔画为序）",
        "鱼峰区代表团（2名）",
        "丁　一\t王　二",
        "城中区代表团（1名）",
        "马　三",
    ]


def test_a_heading_is_never_parted_from_its_names_and_no_line_stands_alone() -> None:
    data = name_list(
        TITLE,
        [
            ListedGroup(people(*(f"王{sign}" for sign in "一二三四五六七八九十甲乙丙丁戊己庚"))),
        ],
    )
    assert [
        paragraph.paragraph_format.keep_with_next
        for paragraph in opened(data).paragraphs
        if paragraph.style.name == "名单"
    ] == [True, False, False, True, False]
    assert opened(data).styles["Heading 1"].paragraph_format.keep_with_next


def test_columns_are_tab_stops_and_a_long_name_clears_those_it_covers() -> None:
    document = opened(name_list(TITLE, [ListedGroup(people("阿卜杜拉·买买提", "丁一", "李白"))]))
    stops = document.styles["名单"].paragraph_format.tab_stops
    assert [stop.position.twips for stop in stops] == [2211, 4422, 6633]
    line = document.paragraphs[-1]
    assert line.text == "丁　一\t李　白\t阿卜杜拉·买买提"
    covering = opened(name_list(TITLE, [ListedGroup(people("阿卜杜拉·买买提", "赵一"))])).paragraphs[-1]
    cleared = [(stop.get(qn("w:val")), stop.get(qn("w:pos"))) for stop in covering._p.pPr.find(qn("w:tabs"))]
    assert (covering.text, cleared) == ("阿卜杜拉·买买提\t赵　一", [("clear", "2211")])


def test_the_table_form_gives_sex_ethnicity_unit_and_position() -> None:
    listed = [
        ListedPerson("韦丽", True, "壮族", "柳州市人民医院", "主任医师"),
        ListedPerson("丁一", False, "汉族", "柳州市科协", "柳州市科协主席"),
        ListedPerson("卜二"),
    ]
    document = opened(
        name_list(TITLE, [ListedGroup(listed, "一团"), ListedGroup(people("马三"), "二团")], form=Form.TABLE)
    )
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["序号", "姓名", "性别", "民族", "单位及职务"],
        ["1", "丁　一", "男", "汉族", "柳州市科协主席"],
        ["2", "卜　二", "", "", ""],
        ["3", "韦　丽", "女", "壮族", "柳州市人民医院主任医师"],
    ]
    assert [row.cells[0].text for row in document.tables[1].rows] == ["序号", "1"]


def test_control_characters_from_spreadsheets_are_dropped() -> None:
    listed = [ListedPerson("丁一", False, "", "柳州市\x0b科协\n", "主\x00席")]
    document = opened(name_list(f"{TITLE}\x07", [ListedGroup(listed)], form=Form.TABLE))
    assert document.paragraphs[0].text == TITLE
    assert document.tables[0].rows[1].cells[4].text == "柳州市科协主席"


def test_an_empty_list_an_empty_group_and_a_list_without_title_are_refused() -> None:
    with pytest.raises(Refused, match="里没有人，请先确认人选再生成名单") as refusal:
        name_list(TITLE, [])
    assert (refusal.value.code, TITLE in refusal.value.message) == ("list.empty", True)
    with pytest.raises(Refused, match="“二团”里没有人"):
        name_list(TITLE, [ListedGroup(people("丁一"), "一团"), ListedGroup([], "二团")])
    with pytest.raises(Refused, match="没有标题，请填写标题"):
        name_list(" \n", [ListedGroup(people("丁一"))])


def test_a_listed_person_has_no_place_for_birth_number_or_telephone() -> None:
    assert [field.name for field in fields(ListedPerson)] == ["name", "female", "ethnicity", "unit", "position"]


def test_the_plain_form_keeps_unit_and_position_out_of_the_file() -> None:
    data = name_list(TITLE, [ListedGroup([ListedPerson("丁一", False, "", "柳州市人民医院", "主任医师")])])
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        whole = b"".join(file.read(part) for part in file.namelist()).decode(errors="ignore")
    assert "丁　一" in whole
    assert "人民医院" not in whole
    assert "主任医师" not in whole


def test_the_same_people_give_the_same_file_and_equal_names_keep_their_order() -> None:
    twins = [ListedPerson("王明", True), ListedPerson("王明", False, "壮族")]
    groups = [ListedGroup(twins, "一团")]
    assert name_list(TITLE, groups) == name_list(TITLE, groups)
    assert names(name_list(TITLE, groups)) == ["王　明（女）", "王　明（壮族）"]


def test_who_leads_a_group_stands_under_its_name() -> None:
    said = [paragraph.text for paragraph in opened(name_list(TITLE, [_led()])).paragraphs]
    assert said[said.index("城中区代表团（2名）") + 1] == "团长：丁建国"


def _led() -> ListedGroup:
    return ListedGroup(people("丁建国", "马晓明"), "城中区代表团", "团长：丁建国")
