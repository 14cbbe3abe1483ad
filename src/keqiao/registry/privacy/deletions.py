"""The list of deletions: it stands outside the database and its backups, so that a restored backup can be put right.

``deletions.jsonl`` in the home holds one line for each deletion: the random id of the record, when, and
what stays and why. It names nobody. ``keqiao restore`` calls ``reapply`` when the database stands again.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import Deletion
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.events import on_event

from .verbs.erasure import reapply_deletion

NAME = "deletions.jsonl"


@dataclass(frozen=True)
class Line:
    """One deletion: the public id of the record, the moment in ISO form, what stays and why."""

    person: str
    at: str
    stays: str


def list_path() -> Path:
    """Where the list stands."""
    return Path(settings.HOME) / NAME


@on_event("people.erased")
def note_deletions(payload: dict[str, Any]) -> None:
    """Bring the list up to what the database knows; what it holds already stays. Bears being called again."""
    known = {one.person for one in read_list(list_path())}
    fresh = [one for one in Deletion.objects.order_by("pk") if str(one.person) not in known]
    if not fresh:
        return
    with list_path().open("a", encoding="utf-8") as file:
        for one in fresh:
            told = {"person": str(one.person), "at": one.at.isoformat(), "stays": one.stays}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    list_path().chmod(0o600)


def read_list(path: Path) -> list[Line]:
    """The lines of a list; none where there is no list. Raises VerbError when a line is damaged."""
    if not path.exists():
        return []
    found = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            told = json.loads(text)
            found.append(Line(told["person"], told["at"], told["stays"]))
        except (ValueError, KeyError, TypeError):
            said = _("删除清单“%(file)s”的第%(line)s行已损坏，没有继续。请从清单的副本恢复这一行。")
            raise VerbError(said % {"file": path.name, "line": number}) from None
    return found


def reapply(act: Act, path: Path | None = None) -> int:
    """Delete again everybody on the list whom the database still knows. Returns how many were deleted again."""
    done = 0
    for line in read_list(path or list_path()):
        if Deletion.objects.filter(person=line.person).exists():
            continue
        person = Person.objects.filter(public_id=line.person).first()
        if person is not None:
            reapply_deletion(act, person, {"at": line.at, "stays": line.stays})
            done += 1
    return done
