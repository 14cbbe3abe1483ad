"""What goes into a backup, what doesn't, and what is put on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from cast import Cast, PersonFactory
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.backup import take
from keqiao.kernel.backup.columns import inward, outward
from keqiao.kernel.backup.reading import at_this_moment
from keqiao.kernel.backup.refusal import BackupError
from keqiao.kernel.backup.tables import LEFT_OUT, columns, key_columns, tables
from keqiao.kernel.backup.take import NOTED, take_backup
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.people.models import Person
from kernel.backup.conftest import HARD
from kernel.backup.sites import lines, manifest


def test_every_table_is_in_it_or_left_out_on_purpose() -> None:
    ours = {one._meta.db_table for one in apps.get_models(include_auto_created=True)}
    assert ours == set(tables()) | LEFT_OUT


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_column_of_every_table_is_known_to_both_databases(vendor: str) -> None:
    for model in tables().values():
        assert len(outward(model, vendor)) == len(inward(model, columns(model), vendor)) == len(columns(model))


def test_rows_are_ordered_by_the_key_even_where_it_is_of_several_columns() -> None:
    for model in tables().values():
        assert set(key_columns(model)) <= set(columns(model))


def test_the_manifest_counts_and_names_what_is_in_it(site: Cast, backup: Path) -> None:
    told = manifest(backup)
    assert told["engine"] == connection.vendor
    assert told["tables"]["people_person"]["rows"] == Person.objects.count() == len(lines(backup, "people_person"))
    assert list(told["files"]) == [Attachment.objects.get().content.name]
    assert told["keys"] is None
    assert set(told["home"]) == {"audit-checkpoint.json"}
    assert ["people", "0001_initial"] in told["migrations"]


def test_texts_hard_to_write_stand_as_they_are(site: Cast, backup: Path) -> None:
    found = [json.loads(line) for table in ("people_person", "people_employment") for line in lines(backup, table)]
    assert {"𬱖欣", HARD} <= {value for row in found for value in row if isinstance(value, str)}


def test_a_file_that_is_there_already_is_not_overwritten(site: Cast, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupError, match="已存在"):
        take_backup(backup)
    assert backup.read_bytes() == before


def test_only_its_owner_may_read_it(site: Cast, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_fails_leaves_no_file(site: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(take, "_attached", fails)
    with pytest.raises(OSError, match="disk full"):
        take_backup(tmp_path / "failed.backup")
    assert not list(tmp_path.glob("failed*"))


def test_a_short_passphrase_is_refused(site: Cast, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="口令太短"):
        take_backup(tmp_path / "short.backup", passphrase="12345678901")


def test_a_file_that_is_gone_is_told_and_the_rest_is_saved(site: Cast, tmp_path: Path) -> None:
    name = Attachment.objects.get().content.name
    default_storage.delete(name)
    taken = take_backup(tmp_path / "without.backup")
    assert (taken.files, taken.missing) == (0, (name,))


def test_a_backup_stands_in_the_audit_and_in_the_home(site: Cast, backup: Path) -> None:
    entry = Entry.objects.get(verb="site.backup")
    assert entry.message.startswith("rows ")
    noted = json.loads((Path(settings.HOME) / NOTED).read_text())
    assert noted["file"] == str(backup)


def test_what_is_written_meanwhile_is_not_in_it(site: Cast) -> None:
    with at_this_moment() as reader:
        before = sum(len(rows) for rows in reader.rows(Person))
        PersonFactory(keeper=site.liuzhou)
        assert sum(len(rows) for rows in reader.rows(Person)) == before
    with at_this_moment() as reader:
        assert sum(len(rows) for rows in reader.rows(Person)) == before + 1
