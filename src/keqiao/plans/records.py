"""How the records behind figures are named: each floor above says it for its own facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.registry import Verb


@dataclass(frozen=True)
class RecordLine:
    """A record in a list: what it is, a little more, the group it is counted in, and its page."""

    label: str
    detail: str = ""
    group: str = ""
    url: str = ""


Describe = Callable[[Sequence[int]], Mapping[int, RecordLine]]


@dataclass(frozen=True)
class Describer:
    """How records of a fact are described. ``names_persons``: only staff who may see people see them one by one."""

    describe: Describe
    names_persons: bool


_register: dict[str, Describer] = {}


def describes(fact: str, describe: Describe, *, names_persons: bool = False) -> None:
    """Say how the records of a fact are described; ``describe`` answers many ids in a fixed number of queries."""
    _register[fact] = Describer(describe, names_persons)


def describer(fact: str) -> Describer:
    """How records of a fact are described. Raises KeyError when nobody said."""
    if fact not in _register:
        raise KeyError(f"Nobody describes the records of {fact!r}: call describes() beside the fact.")
    return _register[fact]


_adding: dict[str, Verb[Any, Any, Any]] = {}


def adds(fact: str, verb: Verb[Any, Any, Any]) -> None:
    """Say by which verb on an organisation staff add records of a fact at the desk."""
    _adding[fact] = verb


def adding(fact: str) -> Verb[Any, Any, Any] | None:
    """The verb by which records of a fact are added to an organisation; None where they come another way."""
    return _adding.get(fact)


@dataclass(frozen=True)
class AddingPage:
    """A page on which staff who have the need add records of a fact to an organisation."""

    label: str | Promise
    needs: str
    address: Callable[[Organisation], str]


_adding_pages: dict[str, AddingPage] = {}


def adds_on(fact: str, page: AddingPage) -> None:
    """Say on which page records of a fact are added, where a verb's own form doesn't do."""
    _adding_pages[fact] = page


def adding_page(fact: str) -> AddingPage | None:
    """The page on which records of a fact are added; None where there is none."""
    return _adding_pages.get(fact)
