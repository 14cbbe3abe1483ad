"""The keyring: made once, private, and never taken for whole when it isn't."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keqiao.kernel.keys import PURPOSES, Keyring, KeyringError


def test_a_first_start_makes_four_different_keys_for_one_reader(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys.json")
    assert len({ring.key(purpose) for purpose in PURPOSES}) == 4
    assert {len(ring.key(purpose)) for purpose in PURPOSES} == {32}
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    assert ring.text("session") == ring.key("session").hex()


def test_the_second_start_reads_the_same_keys(tmp_path: Path) -> None:
    first = Keyring.open(tmp_path / "keys.json")
    assert Keyring.open(tmp_path / "keys.json") == first
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: Keyring.open(tmp_path / "keys.json"), range(8)))
    assert all(ring == rings[0] for ring in rings)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        json.dumps(dict.fromkeys(PURPOSES[:-1], "00" * 32)),
        json.dumps(dict.fromkeys(PURPOSES, "not hex")),
        json.dumps(dict.fromkeys(PURPOSES, "00" * 16)),
    ],
)
def test_a_damaged_keyring_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(KeyringError, match=r"keys\.json 已损坏。请从备份恢复"):
        Keyring.open(path)
    assert path.read_text() == content
