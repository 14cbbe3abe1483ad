"""Propose a person's source class, and whether the post is a leading official's, from unit and position.

A proposal is never a decision: it carries its reason in words and how sure it is, and a person confirms
proposals in bulk. The rules are the table ``sectors.yaml`` beside this module.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from keqiao.kernel.standards.refusal import Said
from keqiao.kernel.standards.refusal import gettext_noop as _

KEPT = 100_000  # answers remembered: long lists repeat their units and positions


class Confidence(StrEnum):
    """How much the person who confirms should trust a proposal."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ClassProposal:
    """A source class (``None``: nothing points to one), the reason in words, and how sure it is."""

    source_class: str | None
    said: Said
    confidence: Confidence

    @property
    def reason(self) -> str:
        """The reason in Chinese."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class OfficialProposal:
    """Whether the post is a leading official's (``None``: unknown), the reason in words, and how sure it is."""

    leading_official: bool | None
    said: Said
    confidence: Confidence

    @property
    def reason(self) -> str:
        """The reason in Chinese."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """What unit and position together point to."""

    source: ClassProposal
    official: OfficialProposal


@dataclass(frozen=True, slots=True)
class _Rule:
    source_class: str
    zh: str
    words: re.Pattern[str] | None
    pattern: re.Pattern[str] | None
    absorbs: frozenset[str]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: _Rule
    word: str
    start: int
    end: int

    @property
    def weight(self) -> tuple[int, int]:
        return self.end, len(self.word)


@dataclass(frozen=True, slots=True)
class _Officials:
    organs: frozenset[str]
    never: re.Pattern[str]
    posts: re.Pattern[str]
    weak: frozenset[str]


def propose(unit: str, position: str = "") -> SourceProposal:
    """Propose from a unit's name and a position as written in a roster; either may be empty."""
    unit, position = _tidy(unit), _tidy(position)
    source = _from_unit(unit) or _from_position(position) or _nothing(unit)
    return SourceProposal(source, _official(source.source_class, position))


def class_label(source_class: str) -> str:
    """The Chinese label of a source class, as the rules print it."""
    return next((rule.zh for rule in _unit_rules() if rule.source_class == source_class), source_class)


@lru_cache(maxsize=KEPT)
def _tidy(text: str) -> str:
    wide = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\([^()]{0,30}\)", "", wide)


@lru_cache(maxsize=KEPT)
def _from_unit(unit: str) -> ClassProposal | None:
    hits = _outermost([hit for rule in _unit_rules() for hit in _hits(rule, unit)])
    if not hits:
        return None
    last = max(hits, key=lambda hit: hit.weight)
    owners = [hit for hit in hits if hit.end < last.end and last.word in hit.rule.absorbs]
    if owners:
        owner = max(owners, key=lambda hit: hit.weight)
        told = {"part": last.word, "owner": owner.word, "label": Said(owner.rule.zh)}
        said = Said(_("“%(part)s”属于名称中带“%(owner)s”的单位，按%(label)s"), told)
        return ClassProposal(owner.rule.source_class, said, Confidence.MEDIUM)
    told = {"word": last.word, "label": Said(last.rule.zh)}
    return ClassProposal(
        last.rule.source_class, Said(_("单位名称含“%(word)s”，按%(label)s"), told), last.rule.confidence
    )


def _hits(rule: _Rule, text: str) -> list[_Hit]:
    patterns = [pattern for pattern in (rule.words, rule.pattern) if pattern]
    found = (match for pattern in patterns for match in pattern.finditer(text))
    return [_Hit(rule, match.group(), match.start(), match.end()) for match in found]


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    """Without the words inside longer ones: 学院 says nothing in 科学院."""
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start and hit.end <= other.end and len(other.word) > len(hit.word) for other in hits
        )
    ]


@lru_cache(maxsize=KEPT)
def _from_position(position: str) -> ClassProposal | None:
    for rule in _position_rules():
        match = rule.words.search(position) if rule.words else None
        if match:
            told = {"word": match.group(), "label": Said(rule.zh)}
            said = Said(_("单位名称看不出类别，职务含“%(word)s”，按%(label)s"), told)
            return ClassProposal(rule.source_class, said, rule.confidence)
    return None


def _nothing(unit: str) -> ClassProposal:
    text = _("没有填写单位，请补填单位或直接选择来源类别")
    if unit:
        text = _("单位名称和职务都看不出来源类别，请选择")
    return ClassProposal(None, Said(text), Confidence.NONE)


@lru_cache(maxsize=KEPT)
def _official(source_class: str | None, position: str) -> OfficialProposal:
    rules = _officials()
    if not position:
        return OfficialProposal(None, Said(_("没有填写职务，请补填职务或直接选择")), Confidence.NONE)
    left = rules.never.sub("", position)
    post = rules.posts.search(left)
    if post is None:
        return OfficialProposal(False, Said(_("职务不是领导职务")), Confidence.HIGH)
    if source_class is None:
        open_class = Said(_("职务含“%(word)s”，但单位类别未定，请选择"), {"word": post.group()})
        return OfficialProposal(None, open_class, Confidence.NONE)
    told = {"word": post.group(), "label": Said(class_label(source_class))}
    if source_class not in rules.organs:
        other = Said(_("“%(word)s”是%(label)s的职务，不是党政机关领导职务"), told)
        return OfficialProposal(False, other, Confidence.MEDIUM)
    sure = Confidence.MEDIUM if post.group().lstrip("副") in rules.weak else Confidence.HIGH
    return OfficialProposal(True, Said(_("%(label)s的“%(word)s”，按领导干部"), told), sure)


@cache
def _table() -> dict[str, Any]:
    text = (files("keqiao.kernel.standards") / "sectors.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def _rule(row: dict[str, Any]) -> _Rule:
    return _Rule(
        source_class=row["class"],
        zh=row["zh"],
        words=_any_of(row["words"]) if "words" in row else None,
        pattern=re.compile(row["pattern"]) if "pattern" in row else None,
        absorbs=frozenset(row.get("absorbs", ())),
        confidence=Confidence(row.get("confidence", "high")),
    )


@cache
def _unit_rules() -> tuple[_Rule, ...]:
    return tuple(_rule(row) for row in _table()["units"])


@cache
def _position_rules() -> tuple[_Rule, ...]:
    return tuple(_rule(row) for row in _table()["positions"])


@cache
def _officials() -> _Officials:
    row = _table()["officials"]
    posts = "|".join(sorted(row["posts"], key=len, reverse=True))
    return _Officials(
        organs=frozenset(row["organs"]),
        never=_any_of(row["never"]),
        posts=re.compile(f"副?(?:{posts})"),
        weak=frozenset(row["weak"]),
    )
