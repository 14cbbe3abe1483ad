"""Each measure as a sentence; every commitment of the shipped plans reads well in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.parse import Definition
from keqiao.plans.opened import KIND_LABELS
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.read import read_package
from keqiao.plans.sentences.commitments import Sentence, sentence
from plans.facts_fixture import FACTS
from plans.written import compiled

PLANS = Path(__file__).resolve().parents[3] / "plans"
HAN = re.compile("[\u4e00-\u9fff，。；（）]")
# Letters that belong into Chinese sentences: 3A级, e站.
LATIN = re.compile("[A-Za-z]{2,}")


def package(name: str) -> Package:
    return read_package(PLANS / name, schema.all_facts())


def every() -> list[Commitment]:
    return [made for name in ("_template", "liuzhou-2017") for made in package(name).commitments]


def told(made: Commitment) -> Sentence:
    return sentence(made, schema.all_facts(), KIND_LABELS)


def short(measure: str, **changes: object) -> Sentence:
    return sentence(compiled(measure, **changes), FACTS, {"society": Label("学会", "society")})


@pytest.mark.parametrize("made", every(), ids=lambda made: made.key)
def test_every_commitment_reads_in_both_languages_without_a_word_of_the_code(made: Commitment) -> None:
    said = told(made)
    assert said.zh.endswith("。")
    assert not LATIN.search(said.zh)
    assert said.en[0].isupper()
    assert said.en.endswith(".")
    assert "_" not in said.zh + said.en
    # The name of a cited Chinese book stays Chinese.
    assert not HAN.search(re.sub("《.*》（虚构）", "", said.en))
    assert "  " not in said.en


@pytest.mark.parametrize("made", every(), ids=lambda made: made.key)
def test_the_definitions_that_a_sentence_uses_are_spelled_out(made: Commitment) -> None:
    said = told(made)
    for name, meaning in said.terms:
        assert name.zh in said.zh
        assert name.en in said.en
        assert HAN.search(meaning.zh)
        assert not HAN.search(meaning.en)


def test_the_front_line_is_explained_beside_the_rule() -> None:
    made = next(one for one in package("liuzhou-2017").commitments if one.id == "congress-delegates-front-line")
    said = told(made)
    assert said.zh == "机构为代表大会、职务为代表且届次为本届的任职中，基层一线科技工作者的比例不低于70%。"
    assert said.en == (
        "Of posts where body is congress, role is delegates and term is current, "
        "the share where “front-line S&T worker” applies is to be at least 70%."
    )
    [(name, meaning)] = said.terms
    assert name == Label("基层一线科技工作者", "front-line S&T worker")
    assert meaning.zh == "来源类别为企业、高等学校、科研院所或农村且不属于“领导干部”"
    assert meaning.en.endswith("rural areas and “leading officials” doesn’t apply")


MEASURES = [
    (
        "share",
        {},
        "届次为本届的任职中，属于“少数民族”的比例不低于70%。",
        "Of posts where term is current, the share where “members of ethnic minorities” applies is to be at least 70%.",
    ),
    ("count", {}, "场所数不少于2。", "The number of places is to be at least 2."),
    (
        "count",
        {"distinct": "kind", "where": "level = 'county'"},
        "层级为县级的场所涉及的不同类型数不少于2。",
        "The number of different kinds among places where level is county is to be at least 2.",
    ),
    ("sum", {}, "场所的建筑面积合计不低于100平方米。", "The total floor area of places is to be at least 100 m²."),
    (
        "coverage",
        {"scope": "below"},
        "本单位及所属各单位合计，行政区划中，有至少1项场所的比例为100%。",
        "Counting the unit and all below it: of divisions, the share with at least 1 among places is to be 100%.",
    ),
    (
        "rhythm",
        {},
        "每年至少有1次会议，以最近一个完整年为准。",
        "In each year, at least 1 among meetings; the latest complete year counts.",
    ),
    (
        "rhythm",
        {"rhythm": {"per": "half_year", "at_least": 2}},
        "每半年至少有2次会议，以最近一个完整半年为准。",
        "In each half-year, at least 2 among meetings; the latest complete half-year counts.",
    ),
    (
        "gap",
        {},
        "距最近一次会议的时间不超过60个月。",
        "The time since the latest of meetings is to be at most 60 months.",
    ),
    (
        "streak",
        {},
        "出席不是请假的到会情况中，最近连续2次出席为无故缺席的（按人员计）数量不超过0。",
        "Of attendance where state isn’t excused, the number of cases (by person) "
        "where the last 2 all say that state is absent is to be at most 0.",
    ),
    (
        "returned",
        {},
        "由本单位上报、经审核确认的数据，要求不低于15%。",
        "As reported by the unit and approved, it is to be at least 15%.",
    ),
    (
        "attested",
        {},
        "由本单位提交证明材料，经另一人认定。",
        "As attested by the unit and approved by a second person.",
    ),
    (
        "count",
        {"of": "meetings", "each": "year"},
        "会议数不少于2；按完整年度统计，以最近一个完整年度为准。",
        "The number of meetings is to be at least 2; counted by complete years, of which the latest counts.",
    ),
    (
        "count",
        {"of": "meetings", "each": "half_year"},
        "会议数不少于2；按完整半年统计，以最近一个完整半年为准。",
        "The number of meetings is to be at least 2; counted by complete half-years, of which the latest counts.",
    ),
    (
        "share",
        {"scope": "each", "units": "society", "where": None},
        "所属每个学会分别计算，任职中，属于“少数民族”的比例不低于70%；全部达到才算达标。",
        "For each society below: of posts, the share where “members of ethnic minorities” applies is to be "
        "at least 70%; every one has to meet it.",
    ),
]


@pytest.mark.parametrize(("measure", "changes", "chinese", "english"), MEASURES)
def test_each_measure_is_said_in_its_own_way(
    measure: str, changes: dict[str, object], chinese: str, english: str
) -> None:
    said = short(measure, **changes)
    assert (said.zh, said.en) == (chinese, english)


def test_a_unit_without_a_name_is_just_a_unit() -> None:
    said = short("share", scope="each", units="village", where=None)
    assert said.zh.startswith("所属每个单位分别计算")
    assert said.en.startswith("For each unit below")


def test_a_ratio_says_what_it_is_divided_by() -> None:
    cited = {"number": 1200000, "source": "年鉴", "page": "12", "date": "2017-12-31", "confirmed_by": "somebody"}
    assert "之比" in short("ratio").zh
    said = short("ratio", over=cited)
    assert "1,200,000（年鉴，第12页，2017-12-31）" in said.zh
    assert "1,200,000 (年鉴, page 12, 2017-12-31)" in said.en


def test_a_sentence_comes_in_the_language_of_the_page() -> None:
    said = Sentence("中文。", "English.")
    assert [said.in_language(code) for code in ("zh-hans", "en", "en-gb")] == ["中文。", "English.", "English."]


def test_a_definition_within_another_is_spelled_out_too() -> None:
    definitions = {
        "minor": Definition(Label("少数", "minor"), "minority"),
        "both": Definition(Label("两者", "both"), "minor and sex = 'female'"),
    }
    made = compiled("share", definitions=definitions, that="both")
    terms = sentence(made, FACTS, {}).terms
    assert [name.zh for name, _meaning in terms] == ["两者", "少数"]
    assert terms[0][1].zh == "少数且性别为女性"
