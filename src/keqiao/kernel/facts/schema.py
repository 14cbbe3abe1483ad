"""What a fact is made of: columns, kinds and the register. Plain Python, no Django.

A fact is a flat table "as of a day" that a plan may count. It holds integers and codes only, so that
every engine agrees to the digit: dates are ``yyyymmdd`` integers, money is in fen, flags are 0, 1 or
NULL. NULL always means *unknown*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a column holds, and therefore which rules may say something about it."""

    REF = "ref"  # opaque key of a person, organisation, division, place: only counted or joined, never compared
    CODE = "code"  # one of a closed list of codes
    FLAG = "flag"  # 0, 1 or NULL
    INT = "int"  # a whole number in ``unit``
    MONEY = "money"  # fen
    DATE = "date"  # yyyymmdd
    BIRTH = "birth"  # stands for two columns, ``<name>_from`` and ``<name>_to``: earliest and latest day possible


class DataClass(StrEnum):
    """How sensitive a column is. Direct identifiers cannot be declared at all."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"


@dataclass(frozen=True)
class Label:
    """One meaning in the two languages of the screens."""

    zh: str
    en: str


@dataclass(frozen=True)
class Column:
    """One documented column of a fact."""

    name: str
    kind: Kind
    label: Label
    codes: Mapping[str, Label] = field(default_factory=dict)
    unit: str = ""
    nullable: bool = False
    data_class: DataClass = DataClass.INTERNAL

    def sql_names(self) -> tuple[str, ...]:
        """The physical columns behind this one: two for a birth date, one for anything else."""
        if self.kind is Kind.BIRTH:
            return (f"{self.name}_from", f"{self.name}_to")
        return (self.name,)


# SQL text with ``%s`` placeholders, and its parameters. Engines splice it as a CTE and never parse it.
Sql = tuple[str, Sequence[Any]]


@dataclass(frozen=True)
class Fact:
    """A named flat table.

    ``sql(as_of)`` yields its rows as they held on that day (``yyyymmdd``); the columns come out under
    the names of ``Column.sql_names()``, plus ``id`` (key of the row's record). ``changes(as_of)``,
    where given, yields rows ``(organisation, day)``: the next day after ``as_of`` on which the rows of
    that organisation change by themselves (a post begins or ends, a term runs out). ``touches`` maps a
    model's label to a function from a changed record, as it was or as it is, to the organisations
    whose rows it stands in. ``within(as_of, organisations)``, where given, yields these organisations'
    rows of ``sql(as_of)`` without building everybody's: large facts of which few rows are asked have it.
    """

    name: str
    label: Label
    columns: tuple[Column, ...]
    sql: Callable[[int], Sql]
    touches: Mapping[str, Callable[[Any], Iterable[int]]] = field(default_factory=dict)
    changes: Callable[[int], Sql] | None = None
    within: Callable[[int, Sequence[int]], Sql] | None = None
    unit: str = ""  # the column that coverage counts, e.g. "division"; empty: the organisation itself
    explain_url: str = ""

    def rows(self, as_of: int, organisations: Sequence[int] | None = None) -> Sql:
        """The rows as of a day. With ``organisations`` at least theirs; others may stand among them."""
        if organisations and self.within is not None:
            return self.within(as_of, organisations)
        return self.sql(as_of)

    def among(self, organisations: Iterable[int]) -> Fact:
        """The same table with nobody's rows and days of change but these organisations'."""
        listed = sorted(organisations)
        changes = self.changes

        def narrowed(statement: Sql) -> Sql:
            text, params = statement
            return f'SELECT * FROM ({text}) among WHERE among."organisation" IN ({", ".join(map(str, listed))})', params

        return replace(
            self,
            sql=lambda as_of: narrowed(self.rows(as_of, listed)),
            changes=None if changes is None else lambda as_of: narrowed(changes(as_of)),
            within=None,
        )

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)


class FactError(LookupError):
    """A fact was asked for or registered that the register cannot serve."""


_register: dict[str, Fact] = {}


def register(fact: Fact) -> Fact:
    """Add a fact to the register. Raises FactError when the name is taken by another."""
    if fact.name in _register and _register[fact.name] is not fact:
        raise FactError(f"Two facts are called {fact.name!r}; rename one of them.")
    if fact.column("organisation") is None:
        raise FactError(f"Fact {fact.name!r} has no column 'organisation', so nothing could own its figures.")
    _register[fact.name] = fact
    return fact


def get(name: str) -> Fact:
    """The fact of that name. Raises FactError naming those there are."""
    try:
        return _register[name]
    except KeyError:
        known = ", ".join(sorted(_register))
        raise FactError(f"There is no fact {name!r}. Facts are: {known}.") from None


def all_facts() -> dict[str, Fact]:
    """Every registered fact by name."""
    return dict(_register)
