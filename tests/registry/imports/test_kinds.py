"""The register of kinds of lists."""

from __future__ import annotations

import pytest

from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.imports.enrolling import in_runs, runs
from keqiao.registry.imports.kinds import all_kinds, kind_of, kind_of_verb
from keqiao.registry.imports.tables.persons import PERSON_COLUMNS, PersonShape


def test_every_kind_has_columns_that_can_be_told_apart_and_a_sample() -> None:
    for kind in all_kinds():
        names = [column.name for column in kind.columns]
        words = [word for column in kind.columns for word in column.words]
        assert len(set(names)) == len(names), kind.code
        assert len(set(words)) == len(words), (kind.code, [word for word in words if words.count(word) > 1])
        assert any(column.required for column in kind.columns), kind.code
        assert len(kind.sample) == len(kind.columns), kind.code
        assert kind.verb.paged, kind.code
        assert kind_of_verb(kind.verb.name) is kind


def test_a_kind_that_is_none_names_those_there_are() -> None:
    with pytest.raises(VerbError, match="没有“horses”这种导入。可选：people"):
        kind_of("horses")
    assert kind_of_verb("people.import") is None


def test_runs_tell_numbers_without_gaps_shortly() -> None:
    numbers = [1, 2, 3, 7, 9, 10]
    assert runs(numbers) == [[1, 3], [7, 7], [9, 10]]
    assert list(in_runs(runs(numbers))) == numbers
    assert (runs(range(5, 9)), runs(range(0))) == ([[5, 8]], [])


def test_a_person_is_put_together_from_notes_and_a_column_of_two() -> None:
    told: list[str] = []
    values = [None] * len(PERSON_COLUMNS)
    values[0] = PERSON_COLUMNS[0].read("韦丽（女，壮族）")
    values[5] = "柳州市科学技术局副局长"
    row = PersonShape()(7, values, lambda name, code, *_rest: told.append(code))
    assert row[:4] == [7, "韦丽", "female", "08"]
    assert (row[7], row[8], row[9], row[10], told) == ("柳州市科学技术局", "副局长", "government", True, [])
