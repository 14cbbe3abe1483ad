"""A site with everything that a backup has to carry, and a backup of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import Cast, acts, assemble
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.backup.take import take_backup
from keqiao.registry.verbs.files import attach
from keqiao.registry.verbs.organisations import rename
from keqiao.registry.verbs.people import enrol

HARD = "“柳江”\\n, \t'船'\u2028厂\"\\N"  # what separates or quotes somewhere
PDF = b"%PDF-1.7 \xe6\x9f\xb3\xe5\xb7\x9e"


@pytest.fixture
def site(transactional_db: None, settings: Settings, tmp_path: Path) -> Cast:
    """The cast at work: people with names that are hard to write, an ID number, a refusal, looks, an attachment."""
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    (tmp_path / "keys.json").write_bytes(settings.KEYRING.path.read_bytes())
    cast = assemble()
    clerk = acts(cast.clerk)
    for name in ("𬱖欣", "阿卜杜勒·买买提"):
        person = enrol(clerk, cast.liuzhou, {"name": name, "unit_name": HARD})

    attach(clerk, cast.liuzhou, {"name": "章程.pdf", "content": PDF})
    rename(clerk, cast.luzhai, {"name": "鹿寨县科协"})
    note_look(Actor(cast.clerk), person.pk, what="record", why="核对", place=cast.liuzhou.pk)
    return cast


@pytest.fixture
def backup(site: Cast, tmp_path: Path) -> Path:
    """A backup of the site."""
    path = tmp_path / "keqiao.backup"
    take_backup(path)
    return path
