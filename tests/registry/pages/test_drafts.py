"""Drafts open to the session that uploaded them, for a day, and to nobody else."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.registry.pages.drafts import (
    HOURS,
    Draft,
    DraftGone,
    DraftState,
    drafts_of,
    kept_name,
    new_draft,
    open_draft,
    remove_expired,
)

STATE = DraftState(filename="代表名册.xlsx", organisation=1, kind="congress")
NAMES = "韦晓,覃亮".encode()


def request_of(user: User) -> HttpRequest:
    """A request in a session of its own."""
    request = HttpRequest()
    request.user = user
    request.session = SessionStore()
    request.session.create()
    return request


def age(draft: Draft, hours: float) -> None:
    """Let a draft have been left alone for so long."""
    then = time.time() - hours * 3600
    os.utime(draft.folder / "state", (then, then))


def test_a_draft_opens_again_with_file_and_state(cast: Cast) -> None:
    request = request_of(cast.county_clerk)
    draft = new_draft(request, NAMES, STATE.model_copy())
    draft.state.cells["E7"] = "1975.06"
    draft.save()
    opened = open_draft(request, draft.token)
    assert opened.state.cells == {"E7": "1975.06"}
    with opened.file() as path:
        assert (path.name, path.read_bytes()) == ("代表名册.xlsx", NAMES)
    assert not path.exists()


def test_nothing_of_a_draft_stands_in_clear(cast: Cast) -> None:
    draft = new_draft(request_of(cast.county_clerk), NAMES, STATE.model_copy())
    kept = b"".join(path.read_bytes() for path in draft.folder.iterdir())
    assert NAMES not in kept
    assert "代表名册".encode() not in kept


def test_another_user_finds_nothing(cast: Cast) -> None:
    draft = new_draft(request_of(cast.county_clerk), NAMES, STATE.model_copy())
    with pytest.raises(DraftGone):
        open_draft(request_of(cast.clerk), draft.token)


def test_another_session_of_the_same_user_finds_nothing(cast: Cast) -> None:
    draft = new_draft(request_of(cast.county_clerk), NAMES, STATE.model_copy())
    elsewhere = request_of(cast.county_clerk)
    with pytest.raises(DraftGone):
        open_draft(elsewhere, draft.token)
    assert drafts_of(elsewhere) == []


def test_a_draft_moved_into_anothers_folder_does_not_open(cast: Cast) -> None:
    draft = new_draft(request_of(cast.county_clerk), NAMES, STATE.model_copy())
    thief = request_of(cast.clerk)
    drawer = Path(settings.MEDIA_ROOT) / "drafts" / str(cast.clerk.pk)
    drawer.mkdir(parents=True)
    draft.folder.rename(drawer / draft.token.hex)
    with pytest.raises(DraftGone):
        open_draft(thief, draft.token)


def test_a_number_that_never_was_is_gone(cast: Cast) -> None:
    with pytest.raises(DraftGone):
        open_draft(request_of(cast.county_clerk), uuid.uuid4())


def test_a_draft_lasts_a_day_after_the_last_touch(cast: Cast) -> None:
    request = request_of(cast.county_clerk)
    draft = new_draft(request, NAMES, STATE.model_copy())
    age(draft, HOURS - 0.1)
    assert open_draft(request, draft.token).state == STATE
    age(draft, HOURS + 0.1)
    with pytest.raises(DraftGone):
        open_draft(request, draft.token)
    remove_expired()
    assert not draft.folder.exists()


def test_only_one_of_two_gets_a_draft_to_import(cast: Cast) -> None:
    draft = new_draft(request_of(cast.county_clerk), NAMES, STATE.model_copy())
    assert draft.claim()
    assert not draft.claim()
    draft.release()
    assert draft.claim()


def test_an_imported_draft_keeps_no_roster_and_is_no_longer_waiting(cast: Cast) -> None:
    request = request_of(cast.county_clerk)
    draft = new_draft(request, NAMES, STATE.model_copy(update={"cells": {"B4": "韦晓"}}))
    assert [one.token for one in drafts_of(request)] == [draft.token]
    batch = uuid.uuid4()
    draft.finish(batch)
    assert drafts_of(request) == []
    opened = open_draft(request, draft.token)
    assert (opened.state.batch, opened.state.cells) == (batch, {})
    assert not (draft.folder / "roster").exists()


def test_a_dropped_row_reads_as_empty_cells() -> None:
    state = STATE.model_copy(update={"dropped": [11], "cells": {"E7": "1975.06", "B11": "韦晓"}})
    assert state.put_right["E7"] == "1975.06"
    assert (state.put_right["A11"], state.put_right["B11"], state.put_right["AA11"]) == ("", "", "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("代表名册.xlsx", "代表名册.xlsx"),
        ("../../keys.json", "keys.json"),
        ("C:\\桌面\\名册.xls", "名册.xls"),
        ("..", "roster"),
        ("", "roster"),
        ("长" * 200 + ".xlsx", "长" * 60 + ".xlsx"),
    ],
)
def test_a_file_keeps_a_name_that_any_disk_holds(given: str, kept: str) -> None:
    assert kept_name(given) == kept
