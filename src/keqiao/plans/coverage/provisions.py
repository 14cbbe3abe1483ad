"""The provisions of a plan as its package lists them: each bound to something that runs, declaratory, or open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.compile import label
from keqiao.plans.engine.kinds import near
from keqiao.plans.packages.located import Stamp, load, stamp
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.packages.shape import check_shape

FILE = "provisions.yaml"


@dataclass(frozen=True)
class Provision:
    """One thing that a plan says is to be, in our own words.

    ``by``: what it is bound to (``commitment/…``, ``programme/…``, ``feature/…``); ``declaratory``: why nothing can
    prove it. With neither it is open.
    """

    id: str
    clause: str
    summary: Label
    by: tuple[str, ...] = ()
    declaratory: str = ""
    line: int = 0


def read_provisions(folder: Path) -> list[Provision]:
    """The provisions that a package lists, none when it has no list. Raises PackageError with every problem."""
    path = folder / FILE
    return list(_read(path, stamp(path))) if path.exists() else []


@lru_cache(maxsize=64)
def _read(path: Path, stamped: Stamp) -> tuple[Provision, ...]:
    """A list as its file stood then; read once, as a list of some hundred provisions takes a while."""
    shown = f"{path.parent.name}/{FILE}"
    content = load(path, shown)
    if problems := check_shape("provisions", content, shown):
        raise PackageError(problems)
    return tuple(
        Provision(one["id"], one["clause"], label(one), tuple(one.get("by", ())), one.get("declaratory", ""), one.line)
        for one in content
    )


def problems_of(package: Package, provisions: Iterable[Provision], features: Iterable[str]) -> list[Problem]:
    """What a plan's list names that isn't there (clauses, what provisions are bound to), and ids that stand twice."""
    listed, clauses = list(provisions), [clause.number for clause in package.all_clauses()]
    names = {
        "commitment": [one.id for one in package.commitments],
        "programme": [one.id for one in package.programmes],
        "feature": list(features),
    }
    found = []
    times = Counter(one.id for one in listed)
    for one in listed:
        if times[one.id] > 1:
            found.append(_problem(package, one, "the id stands twice", "Number each provision once."))
        if not one.id.startswith(f"{package.id}/"):
            found.append(_problem(package, one, "the id isn't of this plan", f"Begin it with {package.id}/."))
        if one.clause not in clauses:
            found.append(_problem(package, one, f"there is no clause {one.clause!r}", near(one.clause, clauses)))
        for binding in one.by:
            kind, _slash, name = binding.partition("/")
            if name not in names[kind]:
                found.append(_problem(package, one, f"there is no {kind} {name!r}", near(name, names[kind])))
    return found


def _problem(package: Package, one: Provision, message: str, remedy: str) -> Problem:
    return Problem(f"{package.id}/{FILE}", one.line, one.id, message, remedy)
