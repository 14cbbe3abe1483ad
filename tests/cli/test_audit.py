"""``keqiao audit`` seals entries and finds what was changed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cli.conftest import Keqiao
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.verbs.organisations import rename
from registry.conftest import OPERATES


def test_entries_are_sealed_and_tampering_is_found(
    keqiao: Keqiao, city: Organisation, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    rename(OPERATES, city, {"name": "柳州市科协"})
    assert "已封存1条。" in keqiao("audit", "seal").out
    whole = keqiao("audit", "verify")
    assert (whole.status, whole.err) == (0, "")
    assert "已封存1条（1批），尚未封存0条" in whole.out
    Entry.objects.update(actor="somebody")
    said = keqiao("audit", "verify")
    assert said.status == 1
    assert "1处与封存时不符" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.django_db
def test_nothing_to_seal(keqiao: Keqiao, settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert "已封存0条" in keqiao("audit", "seal").out
    assert keqiao("audit", "verify").status == 0
