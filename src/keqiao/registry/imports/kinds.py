"""Kinds of lists that can be brought in: which columns they have, who may, how rows are compared and applied.

The machine around them (reading, staging, the desk's pages, the command, undoing) is one for all. A kind registers
itself once: ``register(Kind(...))``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.reading import Page, Shape
from keqiao.exchange.spreadsheets.tables import TableColumn
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.bulk import BulkVerb
from keqiao.kernel.verbs.contract import VerbData, VerbError


class ImportTable(VerbData):
    """How a list was read and is brought in.

    ``columns``: the name of what each used column holds, by its letter. ``faulty``: how many rows stay out because
    they have errors. ``decisions``: by row, the id of the person it means, or 0 for somebody new, where somebody
    decided that. ``starts``: the day from which changes hold (default today). ``confirm_sources``: the proposed
    source classes are taken as confirmed.
    """

    filename: str = ""
    sheet: str = ""
    columns: dict[str, str] = {}
    faulty: int = 0
    decisions: dict[int, int] = {}
    starts: dt.date | None = None
    confirm_sources: bool = False
    synthetic: bool = False


@dataclass(frozen=True)
class Question:
    """A row that may mean somebody who is kept already: whom, by id; ``must``: it can't be guessed."""

    row: int
    name: str
    people: tuple[int, ...]
    must: bool


@dataclass
class Compared:
    """What comparing with the records found: new and known entries, and what a person should decide."""

    new: int = 0
    known: int = 0
    questions: list[Question] = field(default_factory=list)


# Looks up what the rows of a page refer to; adds problems to the page by ``report`` and counts.
Compare = Callable[[Organisation, Page, "Reporter", Mapping[int, int]], Compared]
# Says a problem of a row of a page: row number, column, code, message.
Reporter = Callable[[int, str, str, str], None]


@dataclass(frozen=True)
class Kind:
    """One kind of list.

    ``compared_first``: rows can't be applied unless ``compare`` looked at them; other kinds compare again while they
    apply. ``asks_sources``: people's source classes are proposed and may be confirmed with it.
    """

    code: str
    label: str | Promise
    noun: str | Promise  # what a row is, for counting
    about: str | Promise
    columns: tuple[TableColumn, ...]
    shape: Callable[[Organisation, dt.date], Shape]  # one for each sheet that is read
    verb: BulkVerb
    compare: Compare
    summary: Callable[[Sequence[Mapping[str, Any]]], str]  # outcomes in words
    sample: tuple[str, ...] = ()  # a row as it may be written, for the blank form
    order: int = 100
    asks_sources: bool = False
    compared_first: bool = False

    @property
    def needs(self) -> str:
        """The need that bringing it in takes."""
        return self.verb.needs


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; saying the same code twice replaces it."""
    _kinds[kind.code] = kind
    return kind


def all_kinds() -> list[Kind]:
    """Every kind, in order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.code))


def kind_of(code: str) -> Kind:
    """The kind of that code. Raises VerbError when there is none."""
    if code not in _kinds:
        known = "、".join(kind.code for kind in all_kinds())
        raise VerbError(_("没有“%(code)s”这种导入。可选：%(known)s。") % {"code": code, "known": known})
    return _kinds[code]


def kind_of_verb(name: str) -> Kind | None:
    """The kind that a batch's verb brings in."""
    return next((kind for kind in _kinds.values() if kind.verb.name == name), None)
