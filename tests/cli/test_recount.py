"""``keqiao recount`` counts a published file again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blocks.assemblies.elections.stand import SIZE, Stand, closed, opened, stand_of, vote
from cast import Cast
from cli.conftest import Keqiao
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.recount import recount_file


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def counted(stand: Stand) -> tuple[Election, list[str]]:
    """Everybody is for the first two."""
    election = opened(stand)
    codes = [vote(stand, election, person, 1, 2) for person in stand.members]
    return closed(stand, election), codes


def test_the_command_counts_again_and_finds_a_receipt(stand: Stand, tmp_path: Path, keqiao: Keqiao) -> None:
    election, codes = counted(stand)
    file = tmp_path / "recount.json"
    file.write_bytes(recount_file(election))
    said = keqiao("recount", file, "--receipt", codes[0])
    assert said.status == 0
    assert f"常委1　赞成{SIZE}　反对0　弃权0　当选（通过）" in said.out
    assert "这张选票已经计入" in said.out
    assert "与公布的结果一致" in said.out


def test_a_changed_file_is_told(stand: Stand, tmp_path: Path, keqiao: Keqiao) -> None:
    content = json.loads(recount_file(counted(stand)[0]))
    content["ballots"].pop()
    file = tmp_path / "recount.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    said = keqiao("recount", file, "--receipt", "2222-2222-2222-2222")
    assert said.status == 1
    assert "没有这张回执" in said.out
    assert "不一致" in said.err


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "keqiao-recount-1"}', '{"format": "other"}'])
def test_a_broken_file_is_told(tmp_path: Path, keqiao: Keqiao, text: str) -> None:
    file = tmp_path / "recount.json"
    file.write_text(text, encoding="utf-8")
    said = keqiao("recount", file)
    assert said.status == 1
    assert "计票文件" in said.err
