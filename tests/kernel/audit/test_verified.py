"""The last verification is kept where whoever looks after the audit finds it."""

from __future__ import annotations

import pytest

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.audit.sealer import checkpoint_path, seal_pending
from keqiao.kernel.audit.verified import FILE, last_verified, verify_and_remember
from keqiao.kernel.audit.write import write_entry


@pytest.fixture
def sealed(db: None) -> None:
    """Two sealed entries."""
    for _number in range(2):
        write_entry(verb="trial.rename", actor="operator", channel="test", organisations=[7])
    seal_pending()


def test_before_the_first_time_there_is_none(db: None) -> None:
    assert last_verified() is None


def test_what_was_found_is_kept(sealed: None) -> None:
    report = verify_and_remember()
    last = last_verified()
    assert last is not None
    assert (last.holds, last.seals, last.entries, last.looks, last.count) == (True, 1, 2, 0, 0)
    assert report.faults == list(last.faults)


def test_faults_are_kept_in_words(sealed: None) -> None:
    Entry.objects.update(actor="user:1")
    verify_and_remember()
    last = last_verified()
    assert last is not None
    assert not last.holds
    assert "内容与封存时不符" in last.faults[0]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"at": 7}', '{"at": "2026-11-30", "faults": [], "more": 1}'])
def test_a_damaged_file_counts_as_none(db: None, content: str) -> None:
    checkpoint_path().with_name(FILE).write_text(content)
    assert last_verified() is None
