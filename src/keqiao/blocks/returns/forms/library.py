"""The forms there are: those that ship and those in the home's folder, read once and again when a file changes."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from keqiao.kernel.facts import schema
from keqiao.plans.packages.problems import PackageError

from .form import Form
from .read import read_form

READY = Path(__file__).parent / "ready"
OWN = "forms"  # the folder in the home for forms of the installation's own

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Forms:
    """Forms by id. ``faulty``: what is wrong with those that can't be used; one of them must not stop the others."""

    forms: dict[str, Form]
    faulty: dict[str, PackageError] = field(default_factory=dict)

    def asked_of(self, kind: str, level: str) -> list[Form]:
        """The forms that an organisation of that kind and level is asked for."""
        return [form for form in self.forms.values() if form.fits(kind, level)]


def form_files() -> list[Path]:
    """The files of all forms; one of the installation's own stands in place of a ready one of the same name."""
    own = Path(settings.HOME) / OWN
    found = {path.name: path for folder in (READY, own) for path in sorted(folder.glob("*.yaml"))}
    return list(found.values())


def forms() -> Forms:
    """The forms as their files stand now."""
    found = {path.stem: _read(path, path.stat().st_mtime_ns) for path in form_files()}
    faulty = {name: one for name, one in found.items() if isinstance(one, PackageError)}
    return Forms({one.id: one for one in found.values() if isinstance(one, Form)}, faulty)


@lru_cache(maxsize=64)
def _read(path: Path, stamp: int) -> Form | PackageError:
    try:
        return read_form(path, schema.all_facts())
    except PackageError as error:
        log.error("The form %s can't be used: %s", path.name, error)
        return error
