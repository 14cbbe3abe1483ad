"""Source classes and leading officials proposed from made-up units and positions that look like real rosters."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from keqiao.kernel.standards.sectors import Confidence, class_label, propose

UNITS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "sectors_units.yaml").read_text(encoding="utf-8"))
CASES = [(unit, source_class) for source_class, units in UNITS.items() for unit in units]


def test_there_are_enough_examples() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize(("unit", "expected"), CASES)
def test_the_unit_points_to_a_class(unit: str, expected: str) -> None:
    proposal = propose(unit, "").source
    assert proposal.source_class == expected, proposal.reason
    assert class_label(expected) in proposal.reason


@pytest.mark.parametrize(
    ("unit", "position", "expected", "confidence"),
    [
        ("柳南区", "农民", "rural", Confidence.HIGH),
        ("白沙重工", "高级工程师", "enterprise", Confidence.LOW),
        ("", "主任医师", "medical", Confidence.MEDIUM),
        ("柳州", "中学高级教师", "school", Confidence.MEDIUM),
        ("云桥", "教授", "university", Confidence.MEDIUM),
        ("云桥", "研究员", "institute", Confidence.LOW),
        ("柳城县", "养殖大户", "rural", Confidence.HIGH),
    ],
)
def test_the_position_helps_when_the_unit_says_nothing(
    unit: str, position: str, expected: str, confidence: Confidence
) -> None:
    proposal = propose(unit, position).source
    assert (proposal.source_class, proposal.confidence) == (expected, confidence)
    assert "职务" in proposal.reason


def test_nothing_is_guessed_from_nothing() -> None:
    assert propose("云桥", "负责人").source.source_class is None
    assert propose("云桥", "负责人").source.confidence is Confidence.NONE
    assert "补填单位" in propose("", "").source.reason


def test_a_part_of_a_company_is_surer_to_be_looked_at() -> None:
    proposal = propose("白沙机械股份有限公司研究院").source
    assert proposal.confidence is Confidence.MEDIUM
    assert "研究院" in proposal.reason
    assert "公司" in proposal.reason


@pytest.mark.parametrize(
    ("unit", "position", "official"),
    [
        ("柳州市科学技术局", "局长", True),
        ("柳州市科学技术局", "党组书记、局长", True),
        ("柳州市人民政府", "副市长", True),
        ("鹿寨县人民政府", "县长", True),
        ("柳州市委组织部", "副部长", True),
        ("柳州市科协", "党组成员、副主席", True),
        ("鹿寨县四排镇政府", "镇长", True),
        ("柳北区胜利街道办事处", "党工委书记", True),
        ("柳州市发展和改革委员会", "主任", True),
        ("柳州市科学技术局", "四级主任科员", False),
        ("柳州市科学技术局", "主任科员", False),
        ("柳州市科学技术局", "高新科科长", False),
        ("柳州市农业农村局", "高级农艺师", False),
        ("柳州市科协", "办公室主任", False),
        ("三江县老堡乡农业服务中心", "站长、农艺师", False),
        ("柳州市人民医院", "主任医师", False),
        ("柳州市人民医院", "院长", False),
        ("广西科技大学", "党委书记", False),
        ("白沙机械股份有限公司", "党委书记、董事长", False),
        ("三江县布央村民委员会", "村党支部书记、村委会主任", False),
        ("柳州市第八中学", "校长", False),
        ("柳州市科学技术局", "", None),
        ("云桥", "书记", None),
    ],
)
def test_leading_officials(unit: str, position: str, official: bool | None) -> None:
    proposal = propose(unit, position).official
    assert proposal.leading_official is official, proposal.reason
    assert proposal.reason


def test_a_head_of_a_unit_that_is_no_organ_is_asked_about() -> None:
    assert propose("广西科技大学", "校长、党委书记").official.confidence is Confidence.MEDIUM


def test_blanks_and_brackets_in_a_unit_do_not_matter() -> None:
    assert propose(" 柳州 钢铁（集团）公司 （本部）").source.source_class == "enterprise"
