"""The list of deletions stands outside the database, names nobody, and puts a restored backup right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import Deletion
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.registry.privacy.deletions import list_path, note_deletions, read_list, reapply
from keqiao.registry.privacy.verbs.erasure import reapply_deletion


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of the test's own."""
    settings.HOME = tmp_path
    return tmp_path


def gone(cast: Cast) -> str:
    """The engineer is deleted, and the outbox has been delivered."""
    told = {"at": timezone.now().isoformat(), "stays": "席位"}
    made = reapply_deletion(OPERATES, cast.engineer, told)
    deliver_pending()
    return str(made.person)


def test_a_deletion_is_written_down_outside(cast: Cast) -> None:
    person = gone(cast)
    assert [(one.person, one.stays) for one in read_list(list_path())] == [(person, "席位")]
    assert "韦晓" not in list_path().read_text()
    assert list_path().stat().st_mode & 0o077 == 0


def test_it_is_written_once_and_comes_back_when_the_file_is_lost(cast: Cast) -> None:
    gone(cast)
    note_deletions({})
    assert len(read_list(list_path())) == 1
    list_path().unlink()
    note_deletions({})
    assert len(read_list(list_path())) == 1


def test_who_comes_back_with_a_backup_is_deleted_again(cast: Cast) -> None:
    gone(cast)
    with ledger.exempt("a backup from before was restored"):
        Deletion.objects.all().delete()
        Person.objects.filter(pk=cast.engineer.pk).update(name="韦晓")
    assert reapply(OPERATES) == 1
    assert Person.objects.get(pk=cast.engineer.pk).name == "已删除人员"
    assert reapply(OPERATES) == 0


def test_a_backup_that_does_not_know_the_person_is_left_alone(cast: Cast, home: Path) -> None:
    other = home / "other.jsonl"
    nobody = {"person": "00000000-0000-4000-8000-000000000000", "at": "2026-01-01T00:00:00+08:00", "stays": ""}
    other.write_text(json.dumps(nobody) + "\n")
    assert reapply(OPERATES, other) == 0


def test_no_list_deletes_nobody_and_a_damaged_one_is_told(cast: Cast, home: Path) -> None:
    assert reapply(OPERATES, home / "none.jsonl") == 0
    (home / "bad.jsonl").write_text("{\n")
    with pytest.raises(VerbError, match=r"“bad\.jsonl”的第1行已损坏"):
        reapply(OPERATES, home / "bad.jsonl")
