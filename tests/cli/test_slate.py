"""``keqiao slate``: choosing from two files, without a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Keqiao

PEOPLE = [
    ("女", "企业", 3),
    ("女", "高校", 1),
    ("男", "企业", 9),
    ("男", "企业", 8),
    ("男", "高校", 7),
    ("男", "高校", 6),
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Six nominees, and quotas for four of them that hold."""
    nominees, quotas = tmp_path / "respondents.csv", tmp_path / "categories.csv"
    rows = "".join(f"第{number}人,{sex},{source},{score}\n" for number, (sex, source, score) in enumerate(PEOPLE))
    nominees.write_text("姓名,性别,来源,score\n" + rows, "utf-8")
    quotas.write_text("category,feature,min,max\n性别,女,1,2\n来源,企业,2,2\n", "utf-8")
    return nominees, quotas


@pytest.fixture
def slate(keqiao: Keqiao, files: tuple[Path, Path]) -> Any:
    """Calls the command on the files."""

    def call(*more: object, seats: int = 3, form: str = "json") -> Any:
        nominees, quotas = files
        said = keqiao("slate", "--nominees", nominees, "--quotas", quotas, "--seats", seats, "--format", form, *more)
        return (said.status, json.loads(said.out)) if form == "json" and said.out else said

    return call


def test_it_draws_fairly_and_says_how(slate: Any) -> None:
    status, found = slate("--seed", "桥")
    assert status == 0
    assert list(found) == ["probabilities", "minimum", "committees", "selected", "seconds"]
    assert sum(found["probabilities"]) == pytest.approx(3)
    assert found["minimum"] == min(found["probabilities"])
    for row, chance in enumerate(found["probabilities"]):
        held = sum(one["probability"] for one in found["committees"] if row in one["members"])
        assert held == pytest.approx(chance)
    assert found["selected"] in [one["members"] for one in found["committees"]]


def test_the_seed_decides(slate: Any) -> None:
    drawn = [slate("--seed", seed)[1]["selected"] for seed in ("桥", "桥", *map(str, range(12)))]
    assert drawn[0] == drawn[1]
    assert len({tuple(one) for one in drawn}) > 1


def test_the_best_is_worth_most(slate: Any) -> None:
    status, found = slate("--method", "best")
    assert (status, found["selected"]) == (0, [0, 2, 4])
    assert found["probabilities"] == [1.0, 0.0, 1.0, 0.0, 1.0, 0.0]


def test_fixed_members_are_always_there_and_each_unit_has_its_limit(slate: Any) -> None:
    _status, found = slate("--fixed", "5")
    assert found["probabilities"][5] == 1
    status, found = slate("--per-unit", "来源=1", "--fixed", "0")
    assert status == 3
    assert {"category": "来源", "feature": "*", "min": 0, "max": 1} in found["conflict"]


def test_who_withdraws_is_replaced_and_the_others_stay(slate: Any, tmp_path: Path) -> None:
    _status, first = slate("--seed", "1")
    (tmp_path / "first.json").write_text(json.dumps(first))
    gone = next(row for row in first["selected"] if row > 1)
    _status, found = slate("--replace", tmp_path / "first.json", "--withdrawn", gone, "--seed", "2")
    assert set(first["selected"]) - set(found["selected"]) == {gone}
    assert found["probabilities"][gone] == 0
    _status, kept = slate("--method", "best", "--former", tmp_path / "first.json")
    assert kept["selected"] == first["selected"]


def test_combinations_count_too(slate: Any, tmp_path: Path) -> None:
    path = tmp_path / "combinations.csv"
    path.write_text("category,feature,min,max\n性别 & 来源,女 & 企业,1,1\n", "utf-8")
    assert slate("--combinations", path)[1]["probabilities"][0] == 1


def test_what_is_impossible_is_named_with_the_least_that_helps(slate: Any, files: tuple[Path, Path]) -> None:
    files[1].write_text("category,feature,min,max\n性别,女,0,2\n来源,企业,2,2\n来源,高校,2,3\n", "utf-8")
    status, found = slate()
    assert status == 3
    assert found["conflict"] == [
        {"category": "来源", "feature": "企业", "min": 2, "max": 2},
        {"category": "来源", "feature": "高校", "min": 2, "max": 3},
    ]
    assert sum(abs(one[end] - one["from"][end]) for one in found["relaxation"] for end in ("min", "max")) == 1
    said = slate(form="text")
    assert said.status == 3
    assert "来源：企业 至少2人（人选中有3人）" in said.out
    assert "改动最少的办法" in said.out


def test_the_text_says_chances_seed_and_proof(slate: Any) -> None:
    said = slate("--seed", "桥", form="text")
    assert "从6人中选3人" in said.out
    assert "种子：桥" in said.out
    assert "已证明" in said.out


def test_a_record_is_verified_and_a_changed_one_is_not(slate: Any, files: tuple[Path, Path], tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    _status, found = slate("--seed", "桥", "--record", record)
    said = slate("--verify", record, "--seed", "桥", form="text")
    assert said.status == 0
    assert "、".join(map(str, found["selected"])) in said.out
    assert slate("--verify", record, "--seed", "桥/现场号码", form="text").status == 0
    assert "不通过" in slate("--verify", record, "--seed", "另一个", form="text").err
    assert "--seed" in slate("--verify", record, form="text").err
    files[1].write_text("category,feature,min,max\n性别,女,1,2\n", "utf-8")
    assert "不通过" in slate("--verify", record, "--seed", "桥", form="text").err


@pytest.mark.parametrize(
    ("more", "status", "says"),
    [
        (("--fixed", "9"), 1, "没有第9行"),
        (("--fixed", "甲"), 2, "不是行号"),
        (("--per-unit", "来源"), 2, "列名=人数"),
        (("--per-unit", "单位=1"), 1, "“单位”这一列"),
        (("--replace", __file__), 1, "不是本命令的结果"),
        (("--verify", __file__, "--seed", "1"), 1, "不是抽取的记录"),
    ],
)
def test_wrong_use_is_told(slate: Any, more: tuple[str, ...], status: int, says: str) -> None:
    said = slate(*more, form="text")
    assert said.status == status
    assert says in said.err


def test_too_many_seats_are_told(slate: Any) -> None:
    said = slate(seats=7)
    assert said.status == 1
    assert "要选7人，可选的只有6人" in said.err


def odd(keqiao: Keqiao, folder: Path, nominees: bytes, quotas: str, seats: object) -> Any:
    """Calls the command on files as somebody may have saved them."""
    (folder / "n.csv").write_bytes(nominees)
    (folder / "q.csv").write_text(quotas, "utf-8")
    files = ("--nominees", folder / "n.csv", "--quotas", folder / "q.csv")
    return keqiao("slate", *files, "--seats", seats, "--seed", "桥", "--format", "json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_are_taken_as_they_are(keqiao: Keqiao, tmp_path: Path, encoding: str) -> None:
    """A mark, other line ends, blank lines, rows twice, spaces, an empty end, a feature that nobody has."""
    text = "姓名,性别\r\n韦晓,女\r\n韦晓,女\r\n\r\n覃亮, 男 \r\n"
    quotas = "\ufeffcategory,feature,min,max\r\n\r\n性别,女,1,\r\n性别,男,,\r\n性别,其他,0,1\r\n"
    said = odd(keqiao, tmp_path, text.encode(encoding), quotas, 2)
    assert (said.status, said.err) == (0, "")
    assert json.loads(said.out)["probabilities"] == pytest.approx([2 / 3] * 3)


def test_two_thousand_columns_are_no_trouble(keqiao: Keqiao, tmp_path: Path) -> None:
    rows = [",".join(f"列{number}" for number in range(2000))]
    rows += [",".join(str((row + number) % 2) for number in range(2000)) for row in range(4)]
    said = odd(keqiao, tmp_path, "\n".join(rows).encode(), "category,feature,min,max\n列7,1,1,1\n", 2)
    assert json.loads(said.out)["probabilities"] == [0.5] * 4


HEAD = "category,feature,min,max\n"


@pytest.mark.parametrize(
    ("nominees", "quotas", "seats", "status", "says"),
    [
        ("性别\n女\n男\n", "性别,女,2,1\n", 1, 1, "下限大于上限"),
        ("性别\n女\n男\n", "性别,女,一,2\n", 1, 1, "第2行的min是“一”"),
        ("性别\n女\n男\n", "年龄,老,0,1\n", 1, 1, "“年龄”在人选名单里没有对应的列"),
        ("性别\n女\n男\n", "性别,女,0,1\n", 0, 1, "至少应为1人"),
        ("性别\n女\n男\n", "性别,女,0,1\n", 3, 1, "可选的只有2人"),
        ("性别\n女\n男\n", "性别,女,0,1\n", "三个", 2, "“三个”不是整数"),
        ("性别\n", "性别,女,0,1\n", 1, 1, "人选名单是空的"),
        ("", "性别,女,0,1\n", 1, 1, "“n.csv”是空的"),
    ],
)
def test_what_makes_files_unusable_is_one_line(
    keqiao: Keqiao, tmp_path: Path, nominees: str, quotas: str, seats: object, status: int, says: str
) -> None:
    said = odd(keqiao, tmp_path, nominees.encode(), HEAD + quotas, seats)
    assert (said.status, said.out) == (status, "")
    assert says in said.err
    assert len(said.err.splitlines()) == 1


def test_it_needs_no_home_and_no_database(files: tuple[Path, Path], tmp_path: Path) -> None:
    home = tmp_path / "empty"
    environment = os.environ | {
        "KEQIAO_HOME": str(home),
        "KEQIAO_DATABASE_URL": "",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    arguments = ["slate", "--nominees", str(files[0]), "--quotas", str(files[1]), "--seats", "3", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "keqiao", *arguments], env=environment, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["selected"]) == 3
    assert not home.exists()
