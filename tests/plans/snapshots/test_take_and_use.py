"""A snapshot is taken whole or not at all, and figures over it are those of the database to the digit."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cast import OPERATES, Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.verbs.contract import Refused
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.snapshots import use
from keqiao.plans.snapshots.description import SnapshotError
from keqiao.plans.snapshots.take import take_snapshot
from keqiao.plans.snapshots.use import Snapshot
from keqiao.plans.world import Installation
from keqiao.registry.verbs import people, posts

# A snapshot begins a transaction of its own, at PostgreSQL's stricter level, which a savepoint can't have.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enrolled(cast: Cast) -> Cast:
    """The cast with a congress of two, one of whom joined the Party."""
    for person in (cast.engineer, cast.official):
        posts.elect(OPERATES, cast.term, {"person": person.pk, "role": "delegate"})
    people.set_trait(OPERATES, cast.engineer, {"kind": "political_affiliation", "value": "中共党员"})
    return cast


def said(figures: Any) -> list[tuple[Any, ...]]:
    return [(one.commitment.key, one.subject.code, one.status, one.result) for one in figures]


def figures_over(world: Installation, as_of: int | None = None) -> list[Figure]:
    return list(board(library().all(), as_of=as_of, kept=False, world=world).figures)


@pytest.mark.parametrize("as_of", [20180630, 20211122, None])
def test_figures_are_those_of_the_database(enrolled: Cast, tmp_path: Path, as_of: int | None) -> None:
    take_snapshot(OPERATES, tmp_path / "taken")
    snapshot = Snapshot(tmp_path / "taken")
    over = figures_over(Installation(snapshot), as_of)
    assert said(over) == said(figures_over(Installation(), as_of))
    assert over
    snapshot.close()


def test_persons_stand_under_other_numbers_that_hold_together(enrolled: Cast, tmp_path: Path) -> None:
    take_snapshot(OPERATES, tmp_path / "taken")
    files = {name: f"read_parquet('{tmp_path / 'taken' / name}.parquet')" for name in ("people_person", "posts_post")}
    people_in = duckdb.sql(f"SELECT id, sex FROM {files['people_person']} ORDER BY id").fetchall()
    assert [key for key, _sex in people_in] == list(range(1, len(people_in) + 1))
    held = duckdb.sql(
        f"SELECT p.sex FROM {files['posts_post']} t JOIN {files['people_person']} p ON p.id = t.person_id ORDER BY 1"
    )
    assert held.fetchall() == [("female",), ("male",)]


def test_the_folder_is_its_owners_alone_and_holds_nothing_half_done(enrolled: Cast, tmp_path: Path) -> None:
    take_snapshot(OPERATES, tmp_path / "taken")
    assert stat.S_IMODE((tmp_path / "taken").stat().st_mode) == 0o700
    assert {path.suffix for path in (tmp_path / "taken").iterdir()} == {".parquet", ".json"}
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_what_goes_wrong_leaves_nothing(enrolled: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("keqiao.plans.snapshots.take._to_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        take_snapshot(OPERATES, tmp_path / "taken")
    assert list(tmp_path.iterdir()) == []


def test_taking_one_is_audited_and_only_the_operator_can(enrolled: Cast, tmp_path: Path) -> None:
    take_snapshot(OPERATES, tmp_path / "taken")
    assert Entry.objects.filter(verb="plans.record_snapshot", outcome="done").count() == 1
    with pytest.raises(Refused):
        take_snapshot(acts(enrolled.clerk), tmp_path / "another")
    assert not (tmp_path / "another").exists()


def test_a_folder_that_exists_is_not_overwritten(enrolled: Cast, tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="已经存在，没有覆盖"):
        take_snapshot(OPERATES, tmp_path)


def test_half_a_copy_is_told(enrolled: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    take_snapshot(OPERATES, folder)
    whole = (folder / "posts_post.parquet").read_bytes()
    (folder / "posts_post.parquet").write_bytes(whole[:-10])
    with pytest.raises(SnapshotError, match=r"posts_post\.parquet缺失或没有复制完"):
        Snapshot(folder)
    (folder / "posts_post.parquet").unlink()
    with pytest.raises(SnapshotError, match=r"posts_post\.parquet缺失或没有复制完"):
        Snapshot(folder)
    (folder / "snapshot.json").unlink()
    with pytest.raises(SnapshotError, match="不是快照，或者没有复制完整"):
        Snapshot(folder)


def test_another_schema_damage_and_old_age_are_told(
    enrolled: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "taken"
    description = take_snapshot(OPERATES, folder, days=30)
    monkeypatch.setattr(use, "today", lambda: description.expires + 1)
    with pytest.raises(SnapshotError, match="已过有效期"):
        Snapshot(folder)
    written = json.loads((folder / "snapshot.json").read_text())
    (folder / "snapshot.json").write_text(json.dumps(written | {"schema": "another"}))
    with pytest.raises(SnapshotError, match="由其他版本的科桥生成"):
        Snapshot(folder)
    (folder / "snapshot.json").write_text("{")
    with pytest.raises(SnapshotError, match="已损坏"):
        Snapshot(folder)
    assert description.schema != "another"
