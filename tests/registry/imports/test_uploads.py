"""Lists between upload and import, as they are kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from keqiao.kernel.verbs.models import Upload, UploadStep
from keqiao.registry.imports import corrected, jobs, uploads
from keqiao.registry.imports.kinds import kind_of
from registry.conftest import Registry
from registry.imports.tables.lists import save


@pytest.fixture
def upload(registry: Registry, settings: Settings, tmp_path: Path) -> Upload:
    """A list that was just uploaded."""
    settings.MEDIA_ROOT = tmp_path / "media"
    path = save(tmp_path / "名单.xlsx", ("姓名", "性别"), ("莫一", "男"))
    return uploads.new_upload(kind_of("people"), registry.city.pk, "user:1", "名单.xlsx", path.read_bytes())


def test_the_file_stands_sealed_and_opens_only_in_its_place(upload: Upload) -> None:
    kept = uploads.folder(upload) / "file"
    assert not kept.read_bytes().startswith(b"PK")
    assert kept.stat().st_mode & 0o077 == 0
    with uploads.opened(upload) as path:
        assert path.read_bytes().startswith(b"PK")
    assert not path.exists()


def test_progress_is_told_beside_the_file(upload: Upload) -> None:
    assert uploads.progress(upload).silent
    uploads.tell(upload, 7, 10)
    now = uploads.progress(upload)
    assert (now.done, now.total, now.silent) == (7, 10, False)
    uploads.ask_to_stop(upload)
    with pytest.raises(uploads.Cancelled):
        uploads.stop_if_asked(upload)


def test_one_of_two_takes_the_next_step(upload: Upload) -> None:
    assert uploads.begin(upload, UploadStep.READING, of=(UploadStep.CHOSEN,))
    assert not uploads.begin(upload, UploadStep.READING, of=(UploadStep.CHOSEN,))
    assert uploads.progress(upload).waiting


def test_old_lists_go_and_running_ones_stay(upload: Upload) -> None:
    assert uploads.remove_old() == 0
    Upload.objects.update(created=timezone.now() - dt.timedelta(hours=25), step=UploadStep.APPLYING)
    uploads.tell(upload, 1)
    uploads.remove_old()
    assert Upload.objects.exists()
    Upload.objects.update(step=UploadStep.READ)
    uploads.remove_old()
    assert not Upload.objects.exists()
    assert not uploads.folder(upload).exists()


def test_of_a_long_list_only_rows_with_problems_come_back() -> None:
    assert corrected.WHOLE == 20_000
    assert jobs.WRITTEN < corrected.WHOLE
