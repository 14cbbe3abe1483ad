"""What is restored is what was backed up, on whichever database; and nothing else is restored, nor half of it."""

from __future__ import annotations

import json
import signal
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from cast import Cast
from keqiao.kernel.backup.archive import mac_of
from keqiao.kernel.backup.refusal import BackupError
from keqiao.kernel.backup.restore import is_empty, restore_backup
from keqiao.kernel.backup.take import take_backup
from keqiao.kernel.people.models import Person
from kernel.backup.sites import Site, lines, manifest, new_home, postgresql, same

ON_POSTGRESQL = connection.vendor == "postgresql"


def test_a_backup_goes_into_an_empty_place_and_is_the_same_row_by_row(site: Cast, backup: Path, tmp_path: Path) -> None:
    place = Site(new_home(tmp_path / "place"))
    done = place.run("restore", backup)
    assert done.returncode == 0, done.stderr
    assert "审计记录核验通过" in done.stdout
    second = place.backed_up(tmp_path / "second.backup")
    same(backup, second)
    assert len(lines(second, "audit_entry")) == len(lines(backup, "audit_entry")) + 1
    assert "核验通过" in place.run("audit", "verify").stdout
    [attached] = (place.home / "files").rglob("*.pdf")
    assert attached.read_bytes().startswith(b"%PDF-")

    # A filled place is left alone.
    refused = place.run("restore", backup)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr

    # Killed half-way it is what it was.
    killed = kill_while_writing(place, backup)
    assert killed != 0
    same(second, place.backed_up(tmp_path / "third.backup"))

    # The site's own users go on with the next numbers, not with those of rows that were deleted.
    again = place.run("restore", "--replace", backup)
    assert again.returncode == 0, again.stderr
    same(backup, place.backed_up(tmp_path / "fourth.backup"))

    if ON_POSTGRESQL:
        with postgresql() as url:
            other = Site(new_home(tmp_path / "other"), url)
            across(backup, other, tmp_path / "across.backup")
            across(second, other, tmp_path / "back.backup", "--replace")


def across(backup: Path, place: Site, path: Path, *options: str) -> None:
    """A backup goes into a place of another kind and comes out the same."""
    done = place.run("restore", *options, backup)
    assert done.returncode == 0, done.stderr
    same(backup, place.backed_up(path))


def kill_while_writing(place: Site, backup: Path) -> int:
    """Restore, and die while rows are being written."""
    running = subprocess.Popen(
        place.command("restore", "--replace", backup),
        env=place.environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    for line in running.stdout:
        if "写入数据库" in line:
            running.send_signal(signal.SIGKILL)
            break
    return running.wait()


def test_keys_go_along_only_under_a_passphrase(site: Cast, tmp_path: Path) -> None:
    path = tmp_path / "with-keys.backup"
    take_backup(path, passphrase="一座桥通向柳江对岸的青山")
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert django_settings.KEYRING.key("seal").hex().encode() not in content
    place = Site(new_home(tmp_path / "place", keys=False))
    assert "--with-keys" in place.run("restore", path).stderr
    wrong = place.run("restore", "--with-keys", "--passphrase-stdin", path, typed="不是这个口令不是这个口令\n")
    assert "口令不对" in wrong.stderr
    done = place.run("restore", "--with-keys", "--passphrase-stdin", path, typed="一座桥通向柳江对岸的青山\n")
    assert done.returncode == 0, done.stderr
    restored = place.home / "keys.json"
    assert restored.read_bytes() == django_settings.KEYRING.path.read_bytes()
    assert restored.stat().st_mode & 0o777 == 0o600
    assert "核验通过" in place.run("audit", "verify").stdout


# Refused before anything is touched


def refused(path: Path, says: str, **more: Any) -> None:
    """The backup isn't restored, and the site is as it was."""
    before = list(Person.objects.values_list("pk", "name"))
    with pytest.raises(BackupError, match=says):
        restore_backup(path, replace=True, **more)
    assert list(Person.objects.values_list("pk", "name")) == before


def changed(path: Path, name: str, content: bytes) -> Path:
    """A copy of a backup in which one part is another."""
    copy = path.with_name("changed.backup")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for one in source.namelist():
            target.writestr(one, content if one == name else source.read(one))
    return copy


def with_manifest(path: Path, *, mac: bool = True, **more: Any) -> Path:
    """A copy of a backup whose manifest says something else."""
    told = manifest(path) | more
    told.pop("mac")
    if mac:
        told["mac"] = mac_of(told, django_settings.KEYRING.key("audit"))
    return changed(path, "manifest.json", json.dumps(told).encode())


def test_a_place_with_data_is_not_empty(site: Cast) -> None:
    assert not is_empty()


def test_without_being_told_to_a_filled_place_is_not_replaced(site: Cast, backup: Path) -> None:
    with pytest.raises(BackupError, match="--replace"):
        restore_backup(backup)


def test_a_file_that_is_not_there_or_no_backup_is_told(site: Cast, tmp_path: Path) -> None:
    refused(tmp_path / "nothing.backup", "没有文件")
    (tmp_path / "text.backup").write_text("不是备份")
    refused(tmp_path / "text.backup", "不是完整的备份文件")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("hello.txt", "hello")
    refused(tmp_path / "other.zip", "不是科桥的备份文件")
    with zipfile.ZipFile(tmp_path / "list.zip", "w") as archive:
        archive.writestr("manifest.json", "[]")
    refused(tmp_path / "list.zip", "不是科桥的备份文件")


def test_a_file_that_was_cut_off_is_told(site: Cast, backup: Path) -> None:
    content = backup.read_bytes()
    for share in (0.3, 0.9, 0.999):
        backup.write_bytes(content[: int(len(content) * share)])
        refused(backup, "不是完整的备份文件")


def test_a_byte_that_was_changed_is_found(site: Cast, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        largest = max(archive.infolist(), key=lambda one: one.compress_size)
    content = bytearray(backup.read_bytes())
    head = 30 + len(largest.filename.encode())  # the member's own header, which says nothing that is kept
    content[largest.header_offset + head + largest.compress_size // 2] ^= 0xFF
    backup.write_bytes(content)
    refused(backup, "已损坏|不是完整的备份文件|不是科桥的备份文件")


def test_a_table_that_was_changed_is_found(site: Cast, backup: Path) -> None:
    refused(changed(backup, "tables/people_person.jsonl", b"[1]\n"), "people_person.jsonl与清单不符")


def test_a_manifest_changed_without_the_key_is_found(site: Cast, backup: Path) -> None:
    told = manifest(backup)
    refused(with_manifest(backup, mac=False, made="2020-01-01"), "清单与密钥不符")
    refused(changed(backup, "manifest.json", json.dumps(told | {"made": "2020"}).encode()), "清单与密钥不符")


def test_a_backup_of_a_newer_program_is_told_apart(site: Cast, backup: Path) -> None:
    refused(with_manifest(backup, format=2), "请先更新科桥")
    ahead = [*manifest(backup)["migrations"], ["people", "9999_flying"]]
    refused(with_manifest(backup, migrations=ahead), "people 9999_flying")


def test_a_name_that_leads_out_of_the_place_is_refused(site: Cast, backup: Path) -> None:
    refused(with_manifest(backup, files={"../../etc/passwd": {"size": 1, "sha256": "0"}}), "不该有的文件名")


def test_keys_that_are_not_in_the_backup_cannot_be_taken_from_it(site: Cast, backup: Path) -> None:
    refused(backup, "没有密钥", passphrase="一座桥通向柳江对岸的青山")
