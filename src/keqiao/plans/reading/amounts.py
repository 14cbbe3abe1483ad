"""Amounts in a text: numbers in digits and characters, fractions, percentages, ranges, with their units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_CN = "零〇一二两三四五六七八九十百千"
_WORDS = {"半数": Fraction(1, 2), "过半": Fraction(1, 2), "一半": Fraction(1, 2)}
PERCENT, SHARE = "percent", "fraction"
# What measure words count, by the unit's name.
_MEASURES = {
    "sqm": "平方米 ㎡",
    "km": "公里",
    "mu": "亩",
    "yuan": "元",
    "points": "个百分点",
    "multiple": "倍",
    "years": "年 周岁 岁",
    "months": "个月",
    "weeks": "周",
    "days": "天 日",
    "working_days": "个工作日 工作日",
    "hours": "小时 学时",
    "terms": "届",
    "times": "次",
    "visits": "人次",
    "persons": "人 名 位",
    "households": "户",
    "teams": "支",
    "organisations": "家 所",
    "places": "处",
    "events": "场",
    "issues": "期",
    "kinds": "类 种",
    "books": "本 册",
    "items": "个 项 篇 条 座 套 辆 台 件 批 轮 门 部 堂",
}
UNITS = {word: unit for unit, words in _MEASURES.items() for word in words.split()}
AGES = ("周岁", "岁")
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_DIGITS = r"\d+(?:\.\d+)?"
_NUMBER = (
    rf"(?:{_DIGITS}%|[{_CN}]成(?![立为员果功本长效])|百分之[{_CN}]+(?:点[{_CN}]+)?|[{_CN}]+分之[{_CN}]+|{_DIGITS}/\d+|半数|过半|一半"
    rf"|{_DIGITS}[万亿]?|[{_CN}]+[万亿]?[{_CN}]*)"
)
_AMOUNT = re.compile(
    rf"(?P<low>{_NUMBER})(?P<lowunit>{_UNIT})?(?:(?:[—-]|至|到)(?P<high>{_NUMBER}))?(?P<unit>{_UNIT})?"
)


@dataclass(frozen=True)
class Amount:
    """A number, or a range of two, with its unit; the half-open span is of the paragraph's plain text.

    ``word``: the measure word as it is written. ``digits``: whether it is written in digits.
    """

    start: int
    end: int
    low: Fraction
    high: Fraction | None
    unit: str
    word: str
    digits: bool

    @property
    def share(self) -> bool:
        """Whether it is a share of something."""
        return self.unit in (PERCENT, SHARE)


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text, from left to right; a bare number without a unit is none."""
    for found in _AMOUNT.finditer(text):
        if (made := _made(found)) is not None:
            yield made


def number(written: str) -> Fraction:
    """三分之一, 百分之七十, 3/5, 70%, 1.5亿, 三十: its value; a percentage is its number, a fraction itself."""
    if written in _WORDS:
        return _WORDS[written]
    if written.endswith("成"):
        return _chinese(written[:-1]) * 10
    if written.startswith("百分之"):
        return _chinese(written[3:])
    if "分之" in written:
        below, _of, above = written.partition("分之")
        return _chinese(above) / _chinese(below)
    if "/" in written:
        above, _of, below = written.partition("/")
        return Fraction(above) / (int(below) or 1)
    if written.endswith("%"):
        return Fraction(written[:-1])
    if not written[0].isdecimal():
        return _chinese(written)
    times = {"万": 10_000, "亿": 100_000_000}.get(written[-1], 1)
    return Fraction(written if times == 1 else written[:-1]) * times


def _chinese(written: str) -> Fraction:
    """A whole number in characters. Raises ValueError for characters that make none (十一百)."""
    import cn2an  # noqa: PLC0415 - its tables take half a second to read

    return Fraction(cn2an.cn2an(written.replace("〇", "零"), "smart"))


def _made(found: re.Match[str]) -> Amount | None:
    low, high, word = found["low"], found["high"], found["unit"] or found["lowunit"] or ""
    ruler = high if high is not None and _is_share(high) else low
    end = found.end()
    if _is_share(ruler):
        unit = PERCENT if ruler.endswith(("%", "成")) or ruler.startswith("百分之") else SHARE
        # 50%的 stands for itself; a measure word behind it (三分之二人) belongs to what follows.
        end, word = (found.start("unit") if found["unit"] else end), ""
    elif word:
        unit = UNITS[word]
    else:
        return None
    try:
        values = number(low), None if high is None else number(high)
    except ValueError:
        return None
    return Amount(found.start(), end, *values, unit, word, low[0].isdecimal())


def _is_share(written: str) -> bool:
    return written.endswith(("%", "成")) or "分之" in written or "/" in written or written in _WORDS
