"""The registers beside the packages: what the software does by itself, and the systems that plans call for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Label
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.plans.engine.compile import label
from keqiao.plans.packages.located import Stamp, load, stamp
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.packages.shape import check_shape


@dataclass(frozen=True)
class Feature:
    """What the software does by itself: by these verbs, on these pages (names of addresses), counted in these facts."""

    id: str
    label: Label
    verbs: tuple[str, ...]
    pages: tuple[str, ...]
    facts: tuple[str, ...]
    line: int = 0

    def missing(self) -> list[str]:
        """What of it isn't there; empty when it runs."""
        verbs, pages = all_verbs(), _pages()
        return [
            *(f"verb {one}" for one in self.verbs if one not in verbs),
            *(f"page {one}" for one in self.pages if one not in pages),
            *(f"fact {one}" for one in self.facts if one not in schema.all_facts()),
        ]


@dataclass(frozen=True)
class System:
    """One of the systems that the plans call for. ``by``: the features that are it."""

    id: str
    theme: str
    block: str
    label: Label
    by: tuple[str, ...]
    line: int = 0


def features() -> dict[str, Feature]:
    """The register of features by id. Raises PackageError when the file is faulty."""
    found = {}
    for one in _content("features"):
        verbs, pages, facts = (tuple(one.get(key, ())) for key in ("verbs", "pages", "facts"))
        found[one["id"]] = Feature(one["id"], label(one), verbs, pages, facts, one.line)
    return found


def systems() -> list[System]:
    """The register of systems in its order. Raises PackageError when the file is faulty."""
    return [
        System(
            one["id"],
            one["theme"],
            one["block"],
            label(one),
            tuple(name.partition("/")[2] for name in one.get("by", ())),
            one.line,
        )
        for one in _content("systems")
    ]


def problems_of_registers() -> Iterator[Problem]:
    """Features of which something isn't there, and systems bound to features that aren't."""
    known = features()
    for feature in known.values():
        for gone in feature.missing():
            remedy = "Correct the name, or take the feature out."
            yield Problem("features.yaml", feature.line, feature.id, f"there is no {gone}", remedy)
    for system in systems():
        for name in system.by:
            if name not in known:
                remedy = "Name one of features.yaml."
                yield Problem("systems.yaml", system.line, system.id, f"there is no feature {name!r}", remedy)


def _content(name: str) -> Sequence[Any]:
    """What a register holds, nothing where the folder of plans has none."""
    path = Path(settings.PLANS) / f"{name}.yaml"
    if not path.exists():
        return []
    return _read(name, path, stamp(path))


@lru_cache(maxsize=8)
def _read(name: str, path: Path, stamped: Stamp) -> Sequence[Any]:
    content: Sequence[Any] = load(path, path.name)
    if problems := check_shape(name, content, path.name):
        raise PackageError(problems)
    return content


@cache
def _pages() -> set[str]:
    """The names of all addresses, those with a namespace too (``registry:people``)."""
    resolver = get_resolver()
    found = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_prefix, below) in resolver.namespace_dict.items():
        found |= {f"{space}:{name}" for name in below.reverse_dict if isinstance(name, str)}
    return found
