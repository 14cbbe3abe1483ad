"""The record of a draw is written and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from keqiao.plans.solve.panels.draw import digests, verified
from keqiao.plans.solve.panels.pool import Demand, Pool, PoolError
from keqiao.plans.solve.panels.record import Record, read_record, written_lines, written_record
from keqiao.plans.solve.panels.successor import Followed, Left, follow
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


PEOPLE = [{"性别": sex, "姓名": f"第{number}人"} for number, sex in enumerate("女女男男男男")]
QUOTAS = Pool(PEOPLE, [Demand((("性别", "女"),), 1, 1)], 2)
TICKETS = [Line(3, (0, 2)), Line(2, (1, 3)), Line(2, (0, 4)), Line(1, (1, 5))]


def holds(record: Record, seed: str) -> bool:
    """Whether a record is what this pool and seed come to, as ``keqiao slate --verify`` asks."""
    found = verified(QUOTAS, record.lines, seed, record.published)
    left = [one.left for one in record.followed]
    return found is not None and follow(QUOTAS, found.members, left, seed) == record.followed


@pytest.mark.parametrize("other", ["0", "7", "f", " ", '"'])
def test_no_character_of_a_record_can_be_changed_unseen(tmp_path: Path, other: str) -> None:
    """Each is either no record any more, or read as the same, or it doesn't hold."""
    published = digests(QUOTAS, TICKETS, "桥")
    drawn = verified(QUOTAS, TICKETS, "桥", published)
    assert drawn is not None
    gone = next(row for row in drawn.members if row > 1)  # a man: four of them could follow
    followed = follow(QUOTAS, drawn.members, [Left(gone, "3 5 1")], "桥")
    assert followed is not None
    path, text = tmp_path / "record.json", written_lines(published, TICKETS, followed)
    path.write_text(text, "utf-8")
    genuine = read_record(path)
    assert holds(genuine, "桥")
    witness = text.index("3 5 1")
    for place in range(len(text)):
        if witness <= place < witness + len("3 5 1"):
            continue  # everybody saw it; another number is another draw, which may come to the same person
        path.write_text(text[:place] + other + text[place + 1 :], "utf-8")
        try:
            changed = read_record(path)
        except PoolError:
            continue
        assert changed == genuine or not holds(changed, "桥"), (place, text[place - 20 : place + 20])
