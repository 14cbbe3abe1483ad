"""Uploaded rosters between upload and import: sealed, and open only to the session that uploaded them.

A draft stands in the media folder under a random name: the roster, and what was put right so far. Both
are bound to user and session by the seal itself, so neither a copied address nor a copied file opens
for anybody else. A draft is no record: it goes after a day, or once it is imported.
"""

from __future__ import annotations

import base64
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings
from django.http import HttpRequest
from pydantic import BaseModel

from keqiao.exchange.spreadsheets.problems import column_letter
from keqiao.kernel import seals
from keqiao.kernel.access.pages import actor_of

HOURS = 24  # a draft may be taken up again this long after it was last worked on
MOST_COLUMNS = 60  # of a roster; a row is dropped this far to the right
LONGEST_STEM = 60  # characters of the file's name; a name on disk holds 255 bytes


class GroupChoice(BaseModel):
    """What somebody chose for the people of one unit and position."""

    picked: bool = False
    source_class: str = ""
    official: str = ""  # yes, no, or not said


class DraftState(BaseModel):
    """What is known of a roster on its way: where it goes, what was put right, what was chosen."""

    filename: str
    organisation: int
    body: int | None = None
    kind: str
    name: str = ""
    sheets: list[str] = []
    sheet: str = ""
    cells: dict[str, str] = {}
    dropped: list[int] = []  # rows that somebody left out
    columns: dict[str, str] = {}
    term: dict[str, str] = {}
    choices: dict[str, GroupChoice] = {}
    confirm_all: bool = False
    skip_faulty: bool = False
    batch: uuid.UUID | None = None  # the import that came of it

    @property
    def put_right(self) -> dict[str, str]:
        """Cells as put right; a dropped row is a row of empty cells."""
        letters = [column_letter(index) for index in range(MOST_COLUMNS)]
        empty = {f"{letter}{row}": "" for row in self.dropped for letter in letters}
        return self.cells | empty


class DraftGone(Exception):
    """There is no such draft for this session: never was, expired, or somebody else's."""


@dataclass
class Draft:
    """One roster on its way."""

    token: uuid.UUID
    folder: Path
    owner: str
    state: DraftState

    def save(self) -> None:
        """Keep the state, in one step."""
        _write(self.folder / "state", self.state.model_dump_json(), self.owner)

    @contextmanager
    def file(self) -> Iterator[Path]:
        """The roster in clear under its own name, for as long as it is being read."""
        with tempfile.TemporaryDirectory(prefix="keqiao-") as folder:
            path = Path(folder) / self.state.filename
            path.write_bytes(base64.b64decode(_read(self.folder / "roster", self.owner)))
            yield path

    def claim(self) -> bool:
        """Take the draft for importing; of two requests at once only one gets it."""
        try:
            os.close(os.open(self.folder / "claimed", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def release(self) -> None:
        """Give the draft back after an import that was refused."""
        (self.folder / "claimed").unlink(missing_ok=True)

    def finish(self, batch: uuid.UUID) -> None:
        """Remember what came of it and forget the roster and what was typed."""
        kept = self.state.model_dump(include={"filename", "organisation", "kind"})
        self.state = DraftState(**kept, batch=batch)
        self.save()
        (self.folder / "roster").unlink(missing_ok=True)

    def discard(self) -> None:
        """Forget everything."""
        shutil.rmtree(self.folder, ignore_errors=True)


def new_draft(request: HttpRequest, content: bytes, state: DraftState) -> Draft:
    """Keep an uploaded roster for the session that uploaded it."""
    remove_expired()
    token = uuid.uuid4()
    folder = _drawer(request) / token.hex
    folder.mkdir(parents=True, mode=0o700)
    draft = Draft(token, folder, _owner(request, token), state)
    _write(folder / "roster", base64.b64encode(content).decode(), draft.owner)
    draft.save()
    return draft


def open_draft(request: HttpRequest, token: uuid.UUID) -> Draft:
    """The draft of that number, if it is this session's. Raises DraftGone."""
    folder, owner = _drawer(request) / token.hex, _owner(request, token)
    if _expired(folder):
        raise DraftGone
    try:
        state = DraftState.model_validate_json(_read(folder / "state", owner))
    except (FileNotFoundError, seals.SealError):
        raise DraftGone from None
    return Draft(token, folder, owner, state)


def drafts_of(request: HttpRequest) -> list[Draft]:
    """The rosters that this session uploaded and didn't bring in yet, the latest first."""
    drawer = _drawer(request)
    folders = sorted(drawer.iterdir(), key=_age) if drawer.exists() else []
    found = []
    for folder in folders:
        with suppress(DraftGone, ValueError):
            found.append(open_draft(request, uuid.UUID(folder.name)))
    return [draft for draft in found if draft.state.batch is None]


def remove_expired() -> None:
    """Delete what nobody took up in time."""
    for folder in _root().glob("*/*"):
        if _expired(folder):
            shutil.rmtree(folder, ignore_errors=True)


def kept_name(name: str) -> str:
    """A file's name without a path and short enough to stand on any disk."""
    given = PurePath(name.replace("\\", "/").replace("\0", "")).name.strip(". ") or "roster"
    return PurePath(given).stem[:LONGEST_STEM] + PurePath(given).suffix[:8]


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "drafts"


def _drawer(request: HttpRequest) -> Path:
    user = actor_of(request).user
    return _root() / str(user.pk if user is not None else 0)


def _owner(request: HttpRequest, token: uuid.UUID) -> str:
    return f"draft/{actor_of(request).label}/{request.session.session_key}/{token}"


def _age(folder: Path) -> float:
    """Seconds since somebody last worked on it."""
    try:
        return time.time() - (folder / "state").stat().st_mtime
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime if folder.exists() else 0.0


def _expired(folder: Path) -> bool:
    return _age(folder) > HOURS * 3600


def _write(path: Path, text: str, owner: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(seals.seal(text, key=settings.KEYRING.key("seal"), bound_to=owner))
    fresh.chmod(0o600)
    fresh.replace(path)


def _read(path: Path, owner: str) -> str:
    return seals.unseal(path.read_text(), key=settings.KEYRING.key("seal"), bound_to=owner)
