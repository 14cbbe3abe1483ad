"""One column for unit and position, as rosters have it."""

from __future__ import annotations

import pytest

from keqiao.kernel.standards.units import split_unit_position


@pytest.mark.parametrize(
    "parted",
    [
        "柳州市农业局|局长",
        "柳州市委|副书记",
        "柳州市人民政府|副市长",
        "柳州市|市长",
        "广西科技大学|党委委员、副校长",
        "柳州市科协|党组书记、主席",
        "白沙汽车工业有限公司技术中心|副主任、高级工程师",
        "白沙汽车工业有限公司|首席专家",
        "柳州市第八中学|物理教师",
        "柳州市第八中学|中学高级教师",
        "柳州市人民医院|主任医师",
        "柳州市人民医院心内科|副主任医师",
        "柳州市教师进修学校|校长",
        "柳州市妇幼保健院|院长",
        "柳州市工程师协会|会长",
        "鹿寨县四排镇三排村|村民",
        "柳城县东泉镇甘蔗|种植大户",
        "柳南区太阳村镇农业技术推广站|站长",
        "柳州市政协|副主席、柳州市科协主席",
        "柳州市农业科学研究所|研究员",
        "河东钢铁股份有限公司|总工程师",
        "三江县布央村民委员会|村党支部书记兼村委会主任",
        "柳州市科学技术局|四级调研员",
        "广西科技大学机械学院|教授、博士生导师",
        "河东钢铁股份有限公司冷轧厂|高级技师",
        "柳州市科技馆|",
        "白沙机械集团|",
        "柳州市科协|办公室主任",
        "柳州市妇联|主席",
    ],
)
def test_the_tail_with_a_title_is_the_position(parted: str) -> None:
    unit, position = parted.split("|")
    assert split_unit_position(unit + position) == (unit, position)


@pytest.mark.parametrize(
    ("written", "parted"),
    [
        ("柳州市人民医院 副院长、主任医师", ("柳州市人民医院", "副院长、主任医师")),
        ("柳州市人民医院　副院长", ("柳州市人民医院", "副院长")),
        ("柳州市科协，副主席", ("柳州市科协", "副主席")),
        ("柳州市 农业局 局长", ("柳州市农业局", "局长")),
        ("柳州市人民医院副院长 主任医师", ("柳州市人民医院", "副院长主任医师")),
        ("  ", ("", "")),
    ],
)
def test_a_gap_that_the_writer_left_counts(written: str, parted: tuple[str, str]) -> None:
    assert split_unit_position(written) == parted


@pytest.mark.parametrize("text", ["局长", "柳州市农业局局长", "x", "工程师高级工程师"])
def test_nothing_is_lost(text: str) -> None:
    assert "".join(split_unit_position(text)) == text
