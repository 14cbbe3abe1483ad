"""``keqiao plans``: the contract that scripts rely on, and what people read."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from cli.conftest import Keqiao, Said
from keqiao.cli.plans import as_row
from keqiao.plans.engine.status import Status
from keqiao.plans.programmes.verbs import adjust
from plans.coverage.given import Books, feature, provision, system
from plans.municipal import Municipal
from plans.starting import Starting, entry

KEYS = [
    "plan",
    "commitment",
    "clause",
    "topic",
    "subject",
    "as_of",
    "numerator",
    "denominator",
    "unknown",
    "value",
    "target",
    "status",
    "proof",
]
THEN = ("--as-of", "2024-07-15")


pytestmark = pytest.mark.usefixtures("only_liuzhou")


def rows(said: Said) -> list[dict[str, Any]]:
    assert (said.status, said.err) == (0, "")
    found = json.loads(said.out)
    assert isinstance(found, list)
    return found


def evaluated(keqiao: Keqiao, *more: str) -> dict[str, dict[str, Any]]:
    return {row["commitment"]: row for row in rows(keqiao("plans", "evaluate", *more, "--format", "json"))}


def refused(said: Said, status: int, *parts: str) -> None:
    assert said.status == status
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert all(part in said.err for part in parts), said.err


def test_each_figure_has_the_promised_keys_in_their_order(keqiao: Keqiao, municipal: Municipal) -> None:
    found = rows(keqiao("plans", "evaluate", "--format", "json"))
    assert len(found) == 31
    for row in found:
        assert list(row) == KEYS
        assert list(row["subject"]) == ["code", "name", "kind", "level"]
        assert row["status"] in list(Status)
        assert row["proof"] in {"records", "attested", "returned"}
        assert isinstance(row["unknown"], int)


def test_a_share_is_told_word_for_word(keqiao: Keqiao, municipal: Municipal) -> None:
    assert evaluated(keqiao, *THEN)["congress-delegates-front-line"] == {
        "plan": "liuzhou-2017",
        "commitment": "congress-delegates-front-line",
        "clause": "二.1",
        "topic": "congress.delegates.front-line",
        "subject": {"code": "450200", "name": "柳州市科学技术协会", "kind": "association", "level": "municipal"},
        "as_of": "2024-07-15",
        "numerator": 11,
        "denominator": 16,
        "unknown": 0,
        "value": 0.6875,
        "target": "at_least: 70%",
        "status": "on_track",
        "proof": "records",
    }


def test_numerator_is_yes_and_denominator_all_with_the_unknown(keqiao: Keqiao, municipal: Municipal) -> None:
    found = evaluated(keqiao, *THEN)
    for name, numbers in {
        "full-committee-front-line": (3, 5, 1, 0.6),
        "society-congress-front-line": (0, 1, 1, 0),
        "co-built-venues": (2, 2, 0, 2),
        "new-science-hall-floor-area": (1, 1, 0, 36800),
        "exhibition-investment": (1, 1, 0, 292_000_000),
        "theory-results-published": (1, 13, 0, 0.076923),
        "poverty-seven-batches": (None, None, 0, None),
    }.items():
        row = found[name]
        assert (row["numerator"], row["denominator"], row["unknown"], row["value"]) == numbers, name


def test_targets_stand_as_in_the_package(keqiao: Keqiao, municipal: Municipal) -> None:
    found = evaluated(keqiao, *THEN)
    assert found["congress-delegates-young"]["target"] == "at_least: 1/3"
    assert found["new-science-hall-floor-area"]["target"] == "more_than: 30000 m2"
    assert found["key-projects-per-year"]["target"] == "between: [2, 3]"
    assert found["science-hall-weekend-opening"]["target"] == "exactly: 2"


def test_values_are_rounded_half_to_even_at_six_places(municipal: Municipal) -> None:
    figure = municipal.figure("congress-delegates-front-line")

    def value(numerator: int, denominator: int) -> object:
        return as_row(replace(figure, result=replace(figure.result, value=Fraction(numerator, denominator))))["value"]

    assert value(2, 3) == 0.666667
    assert value(25, 10_000_000) == 0.000002
    assert value(35, 10_000_000) == 0.000004
    assert value(1, 10_000_000) == 0
    assert value(3, 3) == 1
    assert isinstance(value(3, 3), int)


def test_another_day_shows_what_held_then(keqiao: Keqiao, municipal: Municipal) -> None:
    row = evaluated(keqiao, "--as-of", "2020-01-01")["congress-delegates-front-line"]
    assert (row["as_of"], row["value"], row["status"]) == ("2020-01-01", None, "no_data")


def test_only_one_plan_or_one_organisation(keqiao: Keqiao, municipal: Municipal) -> None:
    assert len(evaluated(keqiao, "--plan", "liuzhou-2017")) == 31
    assert len(evaluated(keqiao, "--org", "450200", "--engine", "database")) == 31
    assert rows(keqiao("plans", "evaluate", "--org", "450300", "--format", "json")) == []


def test_people_read_lines(keqiao: Keqiao, municipal: Municipal) -> None:
    said = keqiao("plans", "evaluate", *THEN)
    assert said.out.startswith("柳州市科协系统深化改革实施方案（liuzhou-2017）\n")
    line = "  正常推进  柳州市科学技术协会  市科协代表大会代表中基层一线科技工作者比例：68.8% 11/16（要求70%以上）\n"
    assert line in said.out
    assert "没有由该单位承担的任务指标" in keqiao("plans", "evaluate", "--org", "450300").out


@pytest.mark.parametrize(
    ("more", "status", "parts"),
    [
        (("--as-of", "gestern"), 2, ("用法不对", "--as-of", "“gestern”不是日期", "2026-11-24")),
        (("--as-of", "2024-02-30"), 2, ("--as-of", "“2024-02-30”不是日期")),
        (("--as-of", "20240101"), 2, ("不是日期",)),
        (("--engine", "spark"), 2, ("--engine", "只能是 database、duckdb")),
        (("--format", "xml"), 2, ("--format", "只能是 text、json")),
        (("--nope",), 2, ("没有选项 --nope",)),
        (("--plan", "nope"), 1, ("没有编号为“nope”的方案", "liuzhou-2017")),
        (("--org", "nope"), 1, ("没有机构代码为“nope”的单位",)),
    ],
)
def test_what_can_not_be_done_is_told_in_one_line(
    keqiao: Keqiao, cast: Cast, more: tuple[str, ...], status: int, parts: tuple[str, ...]
) -> None:
    refused(keqiao("plans", "evaluate", *more), status, *parts)


def test_without_any_organisation_there_are_no_figures(keqiao: Keqiao, db: None) -> None:
    assert rows(keqiao("plans", "evaluate", "--format", "json")) == []


def test_the_list_names_every_plan(keqiao: Keqiao, db: None) -> None:
    said = keqiao("plans", "list")
    assert said.out == "liuzhou-2017  施行  31项任务指标  柳州市科协系统深化改革实施方案\n"
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("liuzhou-2017",),
    ],
)
def test_a_package_holds_with_its_cases(keqiao: Keqiao, db: None, names: tuple[str, ...]) -> None:
    said = keqiao("plans", "check", *names)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("liuzhou-2017：没有问题（31项任务指标，")
    assert said.out.count("\n") == 1


def test_an_unknown_package_can_not_be_checked(keqiao: Keqiao, db: None) -> None:
    refused(keqiao("plans", "check", "nope"), 1, "没有方案包“nope”", "liuzhou-2017")


@pytest.fixture
def spoilt(tmp_path: Path, settings: Settings, only_liuzhou: Path) -> Path:
    """The shipped plan, and a copy with a rule about a column that isn't there."""
    shipped = (Path(settings.PLANS) / "liuzhou-2017").resolve()
    (tmp_path / "liuzhou-2017").symlink_to(shipped)
    for path in [*shipped.glob("*.yaml"), *shipped.glob("commitments/*.yaml")]:
        text = path.read_text(encoding="utf-8").replace("id: liuzhou-2017", "id: spoilt")
        target = tmp_path / "spoilt" / path.relative_to(shipped)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("where: kind = 'popular_work'", "where: kinds = 'popular_work'"), "utf-8")
    settings.PLANS = tmp_path
    return tmp_path


def test_a_faulty_package_is_told_with_file_line_and_remedy(keqiao: Keqiao, spoilt: Path, db: None) -> None:
    said = keqiao("plans", "check", "spoilt")
    assert said.status == 1
    assert "spoilt/commitments/" in said.out
    assert "popular-works-published where: 'publications' has no column 'kinds'" in said.out
    assert "共有1处问题" in said.err
    assert "Traceback" not in said.err


def test_a_faulty_package_is_never_taken_for_one_without_figures(
    keqiao: Keqiao, municipal: Municipal, spoilt: Path
) -> None:
    assert "spoilt  有错误，不能使用。请运行 keqiao plans check spoilt。" in keqiao("plans", "list").out
    refused(keqiao("plans", "evaluate", "--format", "json"), 1, "spoilt/commitments/", "'kinds'")
    refused(keqiao("plans", "evaluate", "--plan", "spoilt"), 1, "spoilt/commitments/")
    assert len(evaluated(keqiao, "--plan", "liuzhou-2017")) == 31


def test_a_case_that_comes_out_otherwise_is_told(keqiao: Keqiao, spoilt: Path, db: None) -> None:
    path = spoilt / "spoilt" / "commitments" / "popularisation.yaml"
    path.write_text(path.read_text("utf-8").replace("kinds = 'popular_work'", "kind = 'popular_work'"), "utf-8")
    cases = spoilt / "spoilt" / "cases"
    cases.mkdir()
    wrong = "- {commitment: earthquake-hall, as_of: 2020-01-01, rows: {}, expect: {value: 1, status: met}}\n"
    (cases / "wrong.yaml").write_text(wrong, "utf-8")
    said = keqiao("plans", "check", "spoilt")
    assert said.status == 1
    assert "spoilt 案例（第1行，earthquake-hall）" in said.out
    assert "status 应为 met，算得 missed" in said.out


def test_a_figure_is_explained_down_to_its_records(keqiao: Keqiao, municipal: Municipal) -> None:
    said = keqiao("plans", "explain", "liuzhou-2017/congress-delegates-front-line", *THEN, "--rows", "6")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "柳州市科学技术协会：市科协代表大会代表中基层一线科技工作者比例（第二部分第1条）"
    assert lines[1].startswith("  规则：机构为代表大会")
    assert lines[2].startswith("  Rule: Of posts where body is congress")
    assert lines[3].startswith("    基层一线科技工作者：来源类别为企业")
    assert lines[4] == (
        "  正常推进：68.8% 11/16，要求70%以上。在总数不变的情况下，再调整1人为基层一线科技工作者，即符合要求。"
    )
    assert sum(line.startswith("  不计入  ") for line in lines) == 5
    assert sum(line.startswith("  计入  ") for line in lines) == 1
    assert lines[-1] == "  另有10条未列出。"


@pytest.mark.parametrize(
    ("named", "more", "status", "says"),
    [
        ("liuzhou-2017/nope", (), 1, "没有编号为“nope”的任务指标"),
        ("liuzhou-2017", (), 1, "没有编号为“”的任务指标"),
        ("nope/one", (), 1, "没有编号为“nope”的方案"),
        ("liuzhou-2017/earthquake-hall", ("--org", "450300"), 1, "没有承担这项指标的单位"),
        ("liuzhou-2017/earthquake-hall", ("--as-of", "x"), 2, "不是日期"),
        ("liuzhou-2017/earthquake-hall", ("--rows", "-1"), 2, "--rows"),
    ],
)
def test_what_can_not_be_explained_is_told(
    keqiao: Keqiao, cast: Cast, named: str, more: tuple[str, ...], status: int, says: str
) -> None:
    refused(keqiao("plans", "explain", named, *more), status, says)


def test_a_document_is_read_into_clauses_and_figures(keqiao: Keqiao, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("青山市科协工作方案\n一、要求\n一线代表比例由40%提高至60%以上。\n", encoding="utf-8")
    said = keqiao("plans", "read", path).out
    assert said.splitlines() == [
        "青山市科协工作方案",
        "序言  ",
        "一  要求",
        "    原有：40%（40 percent）",
        "    要求：提高至60%以上（>= 60 percent）",
    ]
    [baseline, target] = json.loads(keqiao("plans", "read", path, "--format", "json").out)["figures"]
    assert (baseline["kind"], target["kind"]) == ("baseline", "target")
    assert target | {"start": 0, "end": 0} == {
        "clause": "一",
        "start": 0,
        "end": 0,
        "text": "提高至60%以上",
        "kind": "target",
        "comparator": ">=",
        "value": 60,
        "unit": "percent",
        "baseline": 40,
        "deadline": None,
        "hedge": "以上",
        "subject": "一线代表比例",
    }
    refused(keqiao("plans", "read", tmp_path / "none.txt"), 1, "打不开“none.txt”")


ISSUED = (
    "青山市科协工作方案\n为做好工作，制定本方案。\n一、要求\n1．想法。要想清楚。\n"
    "二、任务\n1．人选。来自一线的要多。\n十九、别的\n没有这一条。\n"
)


def test_the_command_attaches_a_file_and_says_what_does_not_agree(
    keqiao: Keqiao, municipal: Municipal, tmp_path: Path
) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(ISSUED, encoding="utf-8")
    said = keqiao("plans", "attach", "liuzhou-2017", path).out.splitlines()
    assert said[0] == "已附上“方案.txt”，5个条目旁会显示原文。"
    assert [line[:3] for line in said[1:]] == ["注意：", "注意：", "注意："]
    assert keqiao("plans", "attach", "liuzhou-2017", tmp_path / "none.txt").status == 1
    assert keqiao("plans", "attach", "hunan", path).status == 1


@pytest.mark.django_db
def test_two_plans_are_compared_topic_by_topic(keqiao: Keqiao) -> None:
    said = json.loads(keqiao("plans", "compare", "liuzhou-2017", "liuzhou-2017", "--format", "json").out)
    assert said["plans"] == ["liuzhou-2017", "liuzhou-2017"]
    young = next(one for one in said["topics"] if one["topic"] == "congress.delegates.young")
    assert (young["answer"], young["silent"]) == ("equal", None)
    assert [one["clause"] for one in young["first"] + young["second"]] == ["二.1", "二.1"]
    lines = keqiao("plans", "compare", "liuzhou-2017", "liuzhou-2017").out.splitlines()
    assert "相同  congress.delegates.young" in lines
    refused(keqiao("plans", "compare", "liuzhou-2017", "none"), 1, "没有编号为“none”的方案")


# Programmes and coverage


def test_installing_says_what_was_begun_and_where_one_differs(keqiao: Keqiao, starting: Starting) -> None:
    starting.write(entry("one"), entry("two", "liaison.channel"))
    said = keqiao("plans", "install", "small", "--org", "450200")
    assert (said.status, said.out, said.err) == (0, "建立2个项目（其中1个待建），更新0个。\n", "")
    adjust(starting.clerk, starting.one(), {"title": "我们的培训", "at_least": 5})
    starting.write(entry("one"))
    said = keqiao("plans", "install", "small", "--org", "450200")
    assert said.out.splitlines() == [
        "建立0个项目（其中0个待建），更新0个。",
        "  差异  one  title：本单位“我们的培训”，方案包“项目one”",
        "  差异  one  settings.at_least：本单位“5”，方案包“无”",
        "  差异  two  gone：本单位“项目two”，方案包“无”",
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("small", "--org", "450300"), 1, "方案“small”不约束“桂林市科学技术协会”"),
        (("small", "--org", "nope"), 1, "没有机构代码为“nope”的单位"),
        (("nope", "--org", "450200"), 1, "没有编号为“nope”的方案"),
        (("small",), 2, "--org"),
    ],
)
def test_what_can_not_be_installed_is_told(
    keqiao: Keqiao, starting: Starting, arguments: tuple[str, ...], status: int, says: str
) -> None:
    starting.write(entry("one"))
    refused(keqiao("plans", "install", *arguments), status, says)


def test_coverage_is_told_in_lines_and_as_json(keqiao: Keqiao, starting: Starting) -> None:
    books = Books(starting)
    books.systems(system("training"), system("voices"))
    books.provisions(
        provision(1, "programme/series"),
        provision(2, declaratory="A wish."),
        provision(3, "programme/channel"),
        provision(4),
    )
    assert keqiao("plans", "coverage").out.splitlines() == [
        "small：4条规定，已落实1条，宣示性1条，未落实2条",
        "  small/003  规定3  programme/channel（待建）",
        "  small/004  规定4",
        "系统：2个，已落实1个",
    ]
    said = keqiao("plans", "coverage", "small", "--format", "json")
    assert json.loads(said.out) == {
        "plans": {"small": {"provisions": 4, "bound": 1, "declaratory": 1, "open": ["small/003", "small/004"]}},
        "systems": {"all": 2, "bound": 1, "open": ["voices"]},
    }
    refused(keqiao("plans", "coverage", "nope"), 1, "没有编号为“nope”的方案")
    books.provisions({"id": "small/001"})
    refused(keqiao("plans", "coverage"), 1, "small/provisions.yaml:1")


def test_checking_tells_names_that_are_not_there_with_file_and_line(keqiao: Keqiao, starting: Starting) -> None:
    books = Books(starting)
    books.features(feature(), feature("gone", verbs=["a.b"]))
    books.systems(system("training"), system("voices", "feature/nope"))
    books.provisions(provision(1, "programme/serie", "feature/register"))
    said = keqiao("plans", "check")
    assert said.status == 1
    assert "small/provisions.yaml:1: small/001: there is no programme 'serie'." in said.out
    assert "features.yaml:10: gone: there is no verb a.b." in said.out
    assert "systems.yaml:6: voices: there is no feature 'nope'." in said.out
    assert "共有3处问题" in said.err
    assert "共有1处问题" in keqiao("plans", "check", "small").err  # the registers are nobody's own
    books.features({"id": "bare", "zh": "无", "en": "None"})
    assert "features.yaml:1: bare: " in keqiao("plans", "check").out
