"""The keyring: made once, private, never taken for whole when it isn't, and read again when it grows."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keqiao.kernel.keys import PURPOSES, ROTATING, SM4, Key, Keyring, KeyringError

OLD = dict.fromkeys(PURPOSES, "00" * 32) | {"audit": "11" * 32}


def test_a_first_start_makes_different_keys_for_one_reader(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys.json")
    assert len({ring.key(purpose) for purpose in PURPOSES}) == len(PURPOSES)
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


def test_a_file_of_single_keys_still_opens_and_the_audits_key_wraps_those_of_persons(tmp_path: Path) -> None:
    old = {purpose: key for purpose, key in OLD.items() if purpose != "person"}
    (tmp_path / "keys.json").write_text(json.dumps(old))
    ring = Keyring.open(tmp_path / "keys.json")
    assert (ring.key("seal").version, ring.key("person")) == (1, ring.key("audit"))
    ring.add_versions()
    assert ring.key("person").versions[1] == ring.key("audit")
    assert ring.key("person") != ring.key("audit")


def test_a_new_version_seals_and_the_ones_before_it_stay(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys.json")
    before = {purpose: ring.key(purpose) for purpose in PURPOSES}
    assert ring.add_versions() == dict.fromkeys(ROTATING, 2)
    for purpose in ROTATING:
        assert ring.key(purpose) != before[purpose]
        assert ring.key(purpose).versions == {1: before[purpose], 2: ring.key(purpose)}
    assert (ring.key("audit"), ring.key("session")) == (before["audit"], before["session"])
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_a_running_site_sees_keys_that_another_process_made(tmp_path: Path) -> None:
    site, command = (Keyring.open(tmp_path / "keys.json") for _ in range(2))
    command.add_versions(["seal"])
    assert site.key("seal") == command.key("seal")
    assert site.key("seal").version == 2


def test_rotations_at_once_lose_no_key(tmp_path: Path) -> None:
    Keyring.open(tmp_path / "keys.json")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: Keyring.open(tmp_path / "keys.json").add_versions(["seal"]), range(4)))
    assert sorted(Keyring.open(tmp_path / "keys.json").key("seal").versions) == [1, 2, 3, 4, 5]


def test_the_audits_key_cannot_be_rotated(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="audit"):
        Keyring.open(tmp_path / "keys.json").add_versions(["audit"])


def test_a_key_is_the_newest_of_its_versions() -> None:
    key = Key({1: b"a" * 32, 2: b"b" * 32}, SM4)
    assert (key, key.version, key.algorithm) == (b"b" * 32, 2, SM4)


def test_an_unknown_algorithm_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="不认识密封算法“des”。请把 KEQIAO_SEAL 设为"):
        Keyring.open(tmp_path / "keys.json", "des")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        json.dumps(dict.fromkeys(PURPOSES[:-1], "00" * 32)),
        json.dumps(dict.fromkeys(PURPOSES, "not hex")),
        json.dumps(dict.fromkeys(PURPOSES, "00" * 16)),
        json.dumps({purpose: {} for purpose in PURPOSES}),
        json.dumps({purpose: {"first": "00" * 32} for purpose in PURPOSES}),
    ],
)
def test_a_damaged_keyring_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(KeyringError, match=r"keys\.json 已损坏。请从备份恢复"):
        Keyring.open(path)
    assert path.read_text() == content
