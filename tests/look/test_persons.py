"""Dots stand in rows under their group, and the words say what the picture says."""

from __future__ import annotations

import pytest

from keqiao.look.persons import CELL, COLUMN, GUTTER, PER_ROW, Person, PersonChart, PersonClass, PersonGroup

CLASSES = (PersonClass("enterprise", "企", "企业"), PersonClass("rural", "农", "农村"))


def chart(*sizes: int, state: str = "", label: str = "") -> PersonChart:
    groups = [
        PersonGroup(f"第{number}代表团", [Person("enterprise", label, state)] * size)
        for number, size in enumerate(sizes, 1)
    ]
    return PersonChart("代表", CLASSES, groups)


def test_a_row_is_filled_before_the_next_begins() -> None:
    dots = chart(PER_ROW + 1).narrow.blocks[0].dots
    assert {dot.y for dot in dots[:PER_ROW]} == {dots[0].y}
    assert dots[PER_ROW].y == dots[0].y + CELL
    assert dots[PER_ROW].x == dots[0].x


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_no_two_dots_touch_and_none_leaves_the_picture(columns: int) -> None:
    layout = chart(1, 25, 10, 0, 7).layout(columns)
    places = [(dot.x, dot.y) for block in layout.blocks for dot in block.dots]
    assert len(set(places)) == len(places) == 43
    half = CELL // 2
    assert all(half <= x <= layout.width - half and half <= y <= layout.height - half for x, y in places)


def test_groups_keep_their_order_from_left_to_right_and_down() -> None:
    blocks = chart(3, 25, 4).wide.blocks
    assert [block.title for block in blocks] == ["第1代表团", "第2代表团", "第3代表团"]
    assert blocks[0].y == blocks[1].y < blocks[2].y
    assert blocks[1].x == COLUMN + GUTTER
    assert blocks[2].x == 0
    # The next row begins below the taller of its two neighbours.
    assert blocks[2].y > max(dot.y for dot in blocks[1].dots)


def test_a_single_group_is_as_wide_as_itself() -> None:
    assert chart(3).wide.width == COLUMN


def test_a_body_without_people_has_an_empty_picture() -> None:
    empty = PersonChart("代表", CLASSES, [])
    assert (empty.wide.width, empty.wide.height, empty.wide.blocks) == (COLUMN, 0, [])
    assert empty.spoken == "代表共0人"
    assert empty.legend == []


def test_a_long_title_is_cut_in_the_picture_and_kept_in_the_table() -> None:
    title = "市直机关、企事业单位和市级学会代表团"
    full = PersonChart("代表", CLASSES, [PersonGroup(title, [Person("rural")])])
    assert full.narrow.blocks[0].title == "市直机关、企事业单位和市级…"
    assert full.rows[0][0].title == title


def test_a_class_is_told_by_letter_and_pattern() -> None:
    both = PersonChart("代表", CLASSES, [PersonGroup("甲", [Person("enterprise"), Person("rural")])])
    assert [(dot.letter, dot.pattern) for dot in both.narrow.blocks[0].dots] == [("企", 1), ("农", 2)]


def test_a_ninth_class_shares_a_pattern_but_not_a_letter() -> None:
    nine = [PersonClass(str(number), "一二三四五六七八九"[number], str(number)) for number in range(9)]
    dots = PersonChart("代表", nine, [PersonGroup("甲", [Person(str(n)) for n in range(9)])]).narrow.blocks[0].dots
    assert dots[0].pattern == dots[8].pattern
    assert dots[0].letter != dots[8].letter


def test_a_class_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError, match="unknown"):
        assert PersonChart("代表", CLASSES, [PersonGroup("甲", [Person("unknown")])]).wide


def test_the_legend_lists_only_classes_that_occur() -> None:
    assert [(entry.name, entry.count) for entry in chart(3, 2).legend] == [("企业", 5)]


def test_without_a_requirement_nothing_is_marked() -> None:
    plain = chart(3)
    assert not plain.marked
    assert plain.state_legend == []
    assert plain.groups[0].size_text == "3人"
    assert plain.spoken == "代表共3人，企业3人"


def marked() -> PersonChart:
    people = [
        Person("enterprise", "韦晓", "counts"),
        Person("rural", "覃亮", "not"),
        Person("rural", "石静", "unknown"),
    ]
    return PersonChart("代表", CLASSES, [PersonGroup("甲", people)], requirement="45周岁以下")


def test_a_requirement_marks_who_counts_who_does_not_and_who_is_unknown() -> None:
    assert [(entry.name, entry.count) for entry in marked().state_legend] == [("计入", 1), ("不计入", 1), ("待核实", 1)]
    assert marked().groups[0].size_text == "3人 · 计入1"
    assert marked().spoken == "代表共3人，企业1人，农村2人。45周岁以下：计入1人，不计入1人，待核实1人"


def test_a_pointer_brings_up_name_class_and_mark() -> None:
    assert marked().narrow.blocks[0].dots[0].title == "韦晓 · 企业 · 计入"


def test_the_table_says_each_persons_class_and_mark() -> None:
    (_group, rows) = marked().rows[0]
    assert [(row.person.label, row.class_name, row.state_word) for row in rows] == [
        ("韦晓", "企业", "计入"),
        ("覃亮", "农村", "不计入"),
        ("石静", "农村", "待核实"),
    ]


def test_who_may_not_see_names_sees_counts() -> None:
    assert marked().named
    assert not chart(3, state="counts").named
    assert chart(3, state="counts").group_rows[0][1] == [("人数", 3), ("计入", 3), ("不计入", 0), ("待核实", 0)]
    assert chart(3).group_rows[0][1] == [("人数", 3)]
