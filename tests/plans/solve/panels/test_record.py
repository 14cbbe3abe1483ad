"""The record of a draw is written and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from keqiao.plans.solve.panels.draw import digests
from keqiao.plans.solve.panels.pool import Pool, PoolError
from keqiao.plans.solve.panels.record import Record, read_record, written_lines, written_record
from keqiao.plans.solve.panels.successor import Followed, Left
from keqiao.plans.solve.panels.tickets import Line

POOL = Pool([{}, {}, {}], [], 2)
LINES = [Line(10**30, (0, 1)), Line(1, (1, 2))]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    text = written_record(POOL, LINES, "甲")
    assert "甲" not in text
    (tmp_path / "record.json").write_text(text, "utf-8")
    assert read_record(tmp_path / "record.json") == Record(digests(POOL, LINES, "甲"), LINES)


def test_replacements_are_read_too(tmp_path: Path) -> None:
    followed = [Followed(Left(1, "3 5 1"), LINES, 2)]
    (tmp_path / "record.json").write_text(written_lines(digests(POOL, LINES, "甲"), LINES, followed), "utf-8")
    assert read_record(tmp_path / "record.json").followed == followed


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "other"}', '{"kind": "keqiao-draw-1", "lines": [{}]}'])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "record.json").write_text(text)
    with pytest.raises(PoolError) as refused:
        read_record(tmp_path / "record.json")
    assert "不是抽取的记录" in str(refused.value)
