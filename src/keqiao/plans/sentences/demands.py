"""Targets in words: as short as a mark on a figure (70%以上), and as the end of a sentence (不低于70%)."""

from __future__ import annotations

from fractions import Fraction

from keqiao.kernel.facts.schema import Fact
from keqiao.plans.engine.targets import Demand, Target

from .languages import CHINESE, Language, fen

_ZH = {
    Demand.AT_LEAST: "不低于{}",
    Demand.AT_MOST: "不超过{}",
    Demand.MORE_THAN: "超过{}",
    Demand.LESS_THAN: "低于{}",
    Demand.EXACTLY: "为{}",
    Demand.ABOUT: "约{}",
    Demand.RISING: "比原来提高",
    Demand.FALLING: "比原来降低",
}
# Of things that are counted, Chinese says few and many rather than low and high.
_COUNTED_ZH = {Demand.AT_LEAST: "不少于{}", Demand.LESS_THAN: "少于{}"}
_EN = {
    Demand.AT_LEAST: "at least {}",
    Demand.AT_MOST: "at most {}",
    Demand.MORE_THAN: "more than {}",
    Demand.LESS_THAN: "less than {}",
    Demand.EXACTLY: "exactly {}",
    Demand.ABOUT: "about {}",
    Demand.RISING: "higher than before",
    Demand.FALLING: "lower than before",
}


def demand_text(target: Target, language: Language, fact: Fact | None = None) -> str:
    """The demand as the end of a sentence."""
    if target.demand is Demand.BANDED:
        return _bands(target, language, fact)
    if target.demand is Demand.BETWEEN:
        low, high = target.interval.low or Fraction(0), target.interval.high or Fraction(0)
        ends = _said(low, target, language), _said(high, target, language)
        return "在{}至{}之间".format(*ends) if language is CHINESE else "between {} and {}".format(*ends)
    if target.demand is Demand.AT_LEAST and target.unit == "percent" and target.goal == 1:
        return "为100%" if language is CHINESE else "100%"
    words = _COUNTED_ZH.get(target.demand) if language is CHINESE and target.unit == "number" else None
    words = words or (_ZH if language is CHINESE else _EN)[target.demand]
    return words.format(_said(_printed(target), target, language)) if "{}" in words else words


def mark_text(target: Target, language: Language, fact: Fact | None = None) -> str:
    """The demand as the mark on a figure says it: 70%以上."""
    if language is CHINESE and target.demand is Demand.AT_LEAST and target.unit == "percent":
        if _as_fraction(target):
            return f"不少于{_said(_printed(target), target, language)}"
        return "全部" if target.goal == 1 else f"{_said(_printed(target), target, language)}以上"
    if target.demand is Demand.EXACTLY:
        return _said(_printed(target), target, language)
    return demand_text(target, language, fact)


def _bands(target: Target, language: Language, fact: Fact | None) -> str:
    column = fact.column(target.by) if fact is not None else None
    said = []
    for code, band in target.bands.items():
        label = column.codes.get(code) if column is not None else None
        name = language.label(label) if label is not None else code
        said.append(
            f"{name}{demand_text(band, language)}" if language is CHINESE else f"{name}: {demand_text(band, language)}"
        )
    return ("、" if language is CHINESE else "; ").join(said)


def _printed(target: Target) -> Fraction:
    """The number that the plan prints: of "about", the middle of the interval."""
    low, high = target.interval.low, target.interval.high
    if target.demand is Demand.ABOUT and low is not None and high is not None:
        return (low + high) / 2
    return target.goal or Fraction(0)


def _as_fraction(target: Target) -> bool:
    return "/" in target.text


def _said(number: Fraction, target: Target, language: Language) -> str:
    if target.unit == "percent":
        return language.share(number, as_fraction=_as_fraction(target))
    return language.amount(fen(number) if target.unit == "yuan" else number, target.unit)
