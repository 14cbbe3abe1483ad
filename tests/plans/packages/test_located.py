"""YAML as packages use it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from keqiao.plans.packages.located import Located, load
from keqiao.plans.packages.problems import PackageError


def read(tmp_path: Path, content: str | bytes) -> Any:
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path, "plan/file.yaml")


def test_every_mapping_knows_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, "# first\n- a: 1\n  b: {c: 2}\n\n- d: 3\n")
    assert [one.line for one in found] == [2, 5]
    assert isinstance(found[0]["b"], Located)
    assert found[0]["b"].line == 3


@pytest.mark.parametrize("word", ["2017-09-29", "yes", "no", "on", "off", "Yes", "True", "70%", "2/3"])
def test_days_and_switches_stay_the_text_that_was_written(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, f"{word}: {word}\n") == {word: word}


def test_true_false_nothing_and_numbers_are_what_they_say(tmp_path: Path) -> None:
    assert read(tmp_path, "[true, false, null, 3, 2.5]") == [True, False, None, 3, 2.5]


def test_rows_that_recur_are_varied(tmp_path: Path) -> None:
    found = read(tmp_path, "- &a {x: 1, y: 2}\n- &b {<<: *a, y: 3}\n- {<<: *b, x: 4}\n- *a\n")
    assert found == [{"x": 1, "y": 2}, {"x": 1, "y": 3}, {"x": 4, "y": 3}, {"x": 1, "y": 2}]


def test_of_several_mappings_merged_the_first_wins(tmp_path: Path) -> None:
    assert read(tmp_path, "- &a {one: 1}\n- &b {one: 2, two: 2}\n- {<<: [*a, *b]}\n")[2] == {"one": 1, "two": 2}


def test_a_mapping_merged_into_itself_ends(tmp_path: Path) -> None:
    assert read(tmp_path, "&a {one: 1, <<: *a}\n") == {"one": 1}


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("a: 1\nb: [1\n", 3, "isn't YAML"),
        ("a: 1\n\tb: 2\n", 2, "isn't YAML"),
        ("a: b: c\n", 1, "isn't YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
        ("a: &a 1\nb: {<<: *a}\n", 2, "only mappings can be merged"),
        ("a: *missing\n", 1, "undefined alias"),
        ("a: !!python/object:os.system x\n", 1, "could not determine a constructor"),
        ("? [1, 2]\n: 3\n", 1, "a key must be a word"),
        (b"a: \xff\xfe\n", 0, "can't be read"),
        ("a: \x00\n", 0, "can't be read"),
    ],
)
def test_what_isn_t_yaml_is_told_with_its_line(tmp_path: Path, content: str | bytes, line: int, said: str) -> None:
    with pytest.raises(PackageError) as caught:
        read(tmp_path, content)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("plan/file.yaml", line)
    assert said in problem.message
    assert problem.remedy


def test_a_folder_can_t_be_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="can't be opened"):
        load(tmp_path, "plan")
