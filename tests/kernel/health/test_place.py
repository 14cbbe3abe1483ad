"""Settings, keys, disk and fonts as they should be and as they shouldn't."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from keqiao.kernel.health import place
from keqiao.kernel.health.finding import Check, Level
from keqiao.kernel.health.place import check_disk, check_fonts, check_keys, check_settings, opens


def levels(check: Check) -> dict[str, Level]:
    """What a check says, by code."""
    return {one.code: one.level for one in check()}


def test_a_site_set_up_for_work_is_right(settings: Settings) -> None:
    settings.DEBUG = settings.DEMO = False
    settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE = ["kx.example.cn"], True
    assert set(levels(check_settings).values()) == {Level.OK}


def test_debugging_any_host_and_plain_logins_are_failures(settings: Settings) -> None:
    settings.DEBUG, settings.DEMO, settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE = True, False, ["*"], False
    assert set(levels(check_settings).values()) == {Level.FAILURE}


def test_on_ones_own_machine_plain_logins_are_a_warning(settings: Settings) -> None:
    settings.DEBUG, settings.DEMO, settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE = (
        False,
        False,
        ["localhost"],
        False,
    )
    assert levels(check_settings)["settings.https"] is Level.WARNING


def test_a_demo_says_that_it_is_one(settings: Settings) -> None:
    settings.DEMO = True
    assert levels(check_settings)["settings.demo"] is Level.WARNING


def test_keys_for_everybody_to_read_are_a_failure(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    shutil.copy(settings.KEYRING.path, path)
    settings.HOME = tmp_path
    path.chmod(0o600)
    assert levels(check_keys)["keys.mode"] is Level.OK
    path.chmod(0o644)
    assert levels(check_keys)["keys.mode"] is Level.FAILURE
    path.unlink()
    assert levels(check_keys) == {"keys.file": Level.FAILURE}


@pytest.mark.parametrize(("free", "level"), [(0.5, Level.FAILURE), (2, Level.WARNING), (50, Level.OK)])
def test_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, free: float, level: Level) -> None:
    usage = shutil.disk_usage("/")._replace(free=int(free * 2**30))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert levels(check_disk) == {"disk.free": level}


def test_a_font_has_to_be_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "good.ttc").write_bytes(b"ttcf....")
    (tmp_path / "bad.ttf").write_bytes(b"<html>")
    assert opens(tmp_path / "good.ttc")
    assert not opens(tmp_path / "bad.ttf")
    assert not opens(tmp_path / "nothing.ttf")
    monkeypatch.setattr(place, "chinese_fonts", lambda: iter([tmp_path / "bad.ttf"]))
    assert levels(check_fonts) == {"fonts.chinese": Level.FAILURE}
    monkeypatch.setattr(place, "chinese_fonts", lambda: iter([tmp_path / "bad.ttf", tmp_path / "good.ttc"]))
    assert levels(check_fonts) == {"fonts.chinese": Level.OK}
