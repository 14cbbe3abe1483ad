"""What is counted, chosen by people: as another plan counts it, by a document (attested), by a reported number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.commitments import Cited, Commitment
from keqiao.plans.engine.parse import Definitions
from keqiao.plans.engine.tokens import words
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package

ATTESTED, RETURNED = "attested", "returned"
# What makes up the way of counting; target, due, clause, title and force are each plan's own.
COPIED = (
    "scope",
    "units",
    "measure",
    "of",
    "where",
    "that",
    "sum",
    "distinct",
    "over",
    "with",
    "rhythm",
    "streak",
    "each",
)
SUGGESTED = 8
COMMON = 0.1  # what stands in more than a tenth of all says nothing
NEAR, UNIT_FITS, LEVEL_FITS = 2, 3, 1  # points, where a pair in common further off is one


@dataclass(frozen=True)
class Option:
    """A way of counting: a commitment of an installed plan. ``key``: plan and commitment, ``plan/id``."""

    key: str
    topic: str
    title: Label
    plan: Label
    unit: str
    level: str
    words: frozenset[str]


def options(besides: str = "") -> list[Option]:
    """Every commitment that can be copied, in the order of plans; ``besides``: the id of a plan left out."""
    return [one for package in library().all() if package.id != besides for one in _of(_Whole(package))]


class _Whole:
    """A package that is told from others by its digest alone, so that what was made of it can be kept."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def __hash__(self) -> int:
        return hash(self.package.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and other.package.digest == self.package.digest


@lru_cache(maxsize=64)
def _of(whole: _Whole) -> tuple[Option, ...]:
    package = whole.package
    return tuple(_option(made, package) for made in package.commitments if _fits(made))


def _fits(made: Commitment) -> bool:
    """Numbers out of a publication are about one place; attested and returned are choices of their own."""
    return not isinstance(made.over, Cited) and made.proof == "records"


def _option(made: Commitment, package: Package) -> Option:
    clause = package.clause(made.clause)
    return Option(
        key=made.key,
        topic=made.topic,
        title=made.title,
        plan=package.title,
        unit=_unit(made),
        level=made.subject.level,
        words=frozenset(pairs(made.title.zh + "\n" + clause.title.zh)),
    )


def _unit(made: Commitment) -> str:
    """In the words of a draft's units."""
    if made.rhythm is None:
        return "" if made.unit == "number" else made.unit
    return {"year": "per_year", "half_year": "per_half_year"}.get(made.rhythm.per, "years")


def pairs(text: str) -> Iterator[str]:
    """Every two Chinese characters that stand side by side."""
    for first, second in pairwise(text):
        if all("\u3400" <= one <= "\u9fff" for one in (first, second)):
            yield first + second


def likely(near: str, around: str, unit: str, level: str, among: Sequence[Option]) -> list[Option]:
    """The options that a figure probably is, the likeliest first.

    ``near``: the words right beside the figure, two points for every pair of characters in common; ``around``: the
    rest of its sentence, one point. Three points for a fitting unit, one for the level of the association. Pairs that
    stand in a tenth of all options don't count; without any other there is no suggestion.
    """
    times = Counter(pair for one in among for pair in one.words)
    telling = {pair for pair, count in times.items() if count <= max(1.0, COMMON * len(among))}
    close = telling & set(pairs(near))
    further = telling & set(pairs(around)) - close
    scored = []
    for place, one in enumerate(among):
        shared = NEAR * len(close & one.words) + len(further & one.words)
        if shared:
            scored.append((-(shared + UNIT_FITS * _alike(unit, one.unit) + LEVEL_FITS * (one.level == level)), place))
    return [among[place] for _score, place in sorted(scored)[:SUGGESTED]]


def _alike(first: str, second: str) -> bool:
    rhythms = ("per_year", "per_half_year", "per_term", "years")
    return first == second or (first in rhythms and second in rhythms)


def copied(key: str) -> dict[str, Any] | None:
    """The way of counting of that key with the definitions it names; None when there is no such commitment."""
    if key in (ATTESTED, RETURNED):
        return {"keys": {"measure": key}, "definitions": {}}
    plan, _slash, name = key.partition("/")
    package = library().packages.get(plan)
    if package is None or name not in package.written or not _fits(package.commitment(name)):
        return None
    keys = {one: deepcopy(package.written[name][one]) for one in COPIED if one in package.written[name]}
    return {"keys": keys, "definitions": dict(_named(_rules(keys), package.definitions))}


def _rules(keys: Mapping[str, Any]) -> Iterator[str]:
    """Every rule of a way of counting."""
    parts = [keys, *keys.get("with", ()), keys.get("over", {})]
    yield from (part[name] for part in parts for name in ("where", "that") if name in part)


def _named(rules: Iterator[str], definitions: Definitions) -> Iterator[tuple[str, dict[str, str]]]:
    """The definitions that rules name, and those that these name in turn."""
    waiting, seen = list(rules), set()
    while waiting:
        for word in words(waiting.pop()):
            if word.is_name and word.text in definitions and word.text not in seen:
                seen.add(word.text)
                one = definitions[word.text]
                waiting.append(one.text)
                yield word.text, {"zh": one.label.zh, "en": one.label.en, "rule": one.text}


class Together:
    """Definitions copied out of several plans: two that are called alike and say otherwise get names of their own."""

    def __init__(self) -> None:
        """Begin with none."""
        self.definitions: dict[str, dict[str, str]] = {}

    def take(self, measurement: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of a measurement, its definitions kept here and named as they are called here."""
        called = {name: self._name(name, one["rule"]) for name, one in measurement["definitions"].items()}
        for name, one in measurement["definitions"].items():
            self.definitions.setdefault(called[name], {**one, "rule": renamed(one["rule"], called)})
        keys: dict[str, Any] = deepcopy(dict(measurement["keys"]))
        for part in (keys, *keys.get("with", ()), keys.get("over", {})):
            part |= {name: renamed(part[name], called) for name in ("where", "that") if name in part}
        return keys

    def _name(self, name: str, rule: str) -> str:
        free, number = name, 1
        while free in self.definitions and self.definitions[free]["rule"] != rule:
            number += 1
            free = f"{name}_{number}"
        return free


def renamed(rule: str, called: Mapping[str, str]) -> str:
    """A rule in which definitions bear other names."""
    for word in reversed(words(rule)):
        if word.is_name and called.get(word.text, word.text) != word.text:
            start = word.position - 1
            rule = rule[:start] + called[word.text] + rule[start + len(word.text) :]
    return rule
