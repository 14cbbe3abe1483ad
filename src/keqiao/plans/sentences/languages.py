"""The two languages: how Chinese and English say the parts of rules and demands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils import translation

from keqiao.kernel.facts.schema import Label
from keqiao.look import formats
from keqiao.plans.engine import days
from keqiao.plans.engine.amounts import FEN
from keqiao.plans.engine.rules import Operator

_ZH_TIME = {
    Operator.EQ: "为",
    Operator.NE: "不是",
    Operator.LT: "早于",
    Operator.LE: "不晚于",
    Operator.GT: "晚于",
    Operator.GE: "不早于",
}
_ZH_SIZE = {
    Operator.EQ: "为",
    Operator.NE: "不是",
    Operator.LT: "少于",
    Operator.LE: "不多于",
    Operator.GT: "多于",
    Operator.GE: "不少于",
}
_ZH_AGE = {
    Operator.EQ: "{}周岁",
    Operator.NE: "不是{}周岁",
    Operator.LT: "不满{}周岁",
    Operator.LE: "不超过{}周岁",
    Operator.GT: "超过{}周岁",
    Operator.GE: "已满{}周岁",
}
_EN_TIME = {
    Operator.EQ: "is",
    Operator.NE: "isn't",
    Operator.LT: "is before",
    Operator.LE: "is no later than",
    Operator.GT: "is after",
    Operator.GE: "is no earlier than",
}
_EN_SIZE = {
    Operator.EQ: "is",
    Operator.NE: "isn't",
    Operator.LT: "is less than",
    Operator.LE: "is at most",
    Operator.GT: "is more than",
    Operator.GE: "is at least",
}
_ZH_UNITS = {"m2": "{}平方米", "days": "{}天", "months": "{}个月", "years": "{}年"}
_EN_UNITS = {"m2": "{} m²", "days": "{} days", "months": "{} months", "years": "{} years"}


def _spoken(value: int | Fraction, unit: str, units: Mapping[str, str]) -> str:
    """An amount in its unit; money comes in fen.

    The words of units stand here: a sentence is told in both languages at once, whichever the page is read in.
    """
    if unit == "yuan":
        return formats.yuan(value)
    return formats.percent(value) if unit == "percent" else units.get(unit, "{}").format(formats.plain(value))


class Chinese:
    """Chinese."""

    code = "zh-hans"

    def label(self, label: Label) -> str:
        """The Chinese word."""
        return label.zh

    def all_of(self, parts: Sequence[str]) -> str:
        """甲、乙且丙."""
        return "、".join(parts[:-1]) + f"且{parts[-1]}" if len(parts) > 1 else parts[0]

    def any_of(self, parts: Sequence[str]) -> str:
        """甲，或乙."""
        return "，或".join(parts)

    def bracketed(self, part: str) -> str:
        """（甲）."""
        return f"（{part}）"

    def named(self, name: str, *, negated: bool) -> str:
        """甲 or 不属于甲."""
        return f"不属于{name}" if negated else name

    def known(self, column: str, *, negated: bool) -> str:
        """已登记甲."""
        return f"{'未' if negated else '已'}登记{column}"

    def flag(self, column: str, *, negated: bool) -> str:
        """属于甲."""
        return f"{'不' if negated else ''}属于“{column}”"

    def among(self, column: str, values: Sequence[str], *, negated: bool) -> str:
        """甲为乙、丙或丁."""
        listed = "、".join(values[:-1]) + f"或{values[-1]}" if len(values) > 1 else values[0]
        return f"{column}{'不是' if negated else '为'}{listed}"

    def compared(self, left: str, operator: Operator, right: str, *, in_time: bool) -> str:
        """甲不早于乙."""
        return f"{left}{(_ZH_TIME if in_time else _ZH_SIZE)[operator]}{right}"

    def aged(self, on: str, operator: Operator, years: int) -> str:
        """年龄不超过45周岁（按甲计算）."""
        return f"年龄{_ZH_AGE[operator].format(years)}（按{on}计算）"

    def day(self, day: int) -> str:
        """2017年9月29日."""
        date = days.to_date(day)
        return f"{date.year}年{date.month}月{date.day}日"

    def year(self, year: int) -> str:
        """2017年."""
        return f"{year}年"

    def amount(self, value: int | Fraction, unit: str) -> str:
        """An amount in words."""
        with translation.override(self.code):
            return _spoken(value, unit, _ZH_UNITS)

    def share(self, value: Fraction, *, as_fraction: bool) -> str:
        """70% or 三分之二, as the plan writes it."""
        with translation.override(self.code):
            return formats.fraction_words(value) if as_fraction else f"{formats.plain(value * 100)}%"

    def as_of(self) -> str:
        """统计日."""
        return "统计日"


class English:
    """English."""

    code = "en"

    def label(self, label: Label) -> str:
        """The English word."""
        return label.en

    def all_of(self, parts: Sequence[str]) -> str:
        """a, b and c."""
        return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]

    def any_of(self, parts: Sequence[str]) -> str:
        """a, or b."""
        return ", or ".join(parts)

    def bracketed(self, part: str) -> str:
        """(a)."""
        return f"({part})"

    def named(self, name: str, *, negated: bool) -> str:
        """“a” applies."""
        return self.flag(name, negated=negated)

    def known(self, column: str, *, negated: bool) -> str:
        """a is recorded."""
        return f"{column} {'isn’t' if negated else 'is'} recorded"

    def flag(self, column: str, *, negated: bool) -> str:
        """“a” applies."""
        return f"“{column}” {'doesn’t apply' if negated else 'applies'}"

    def among(self, column: str, values: Sequence[str], *, negated: bool) -> str:
        """a is b, c or d."""
        listed = ", ".join(values[:-1]) + f" or {values[-1]}" if len(values) > 1 else values[0]
        return f"{column} {'isn’t' if negated else 'is'} {listed}"

    def compared(self, left: str, operator: Operator, right: str, *, in_time: bool) -> str:
        """a is no earlier than b."""
        return f"{left} {(_EN_TIME if in_time else _EN_SIZE)[operator]} {right}"

    def aged(self, on: str, operator: Operator, years: int) -> str:
        """age is at most 45 (counted on the a)."""
        return f"age {_EN_SIZE[operator]} {years} (counted on the {on.removeprefix('the ')})"

    def day(self, day: int) -> str:
        """29 September 2017."""
        date = days.to_date(day)
        return f"{date.day} {date:%B} {date.year}"

    def year(self, year: int) -> str:
        """2017."""
        return str(year)

    def amount(self, value: int | Fraction, unit: str) -> str:
        """An amount in words."""
        with translation.override(self.code):
            said = _spoken(value, unit, _EN_UNITS)
        return said.removesuffix("s") if value == 1 else said

    def share(self, value: Fraction, *, as_fraction: bool) -> str:
        """70% or 2/3, as the plan writes it."""
        with translation.override(self.code):
            return formats.fraction_words(value) if as_fraction else f"{formats.plain(value * 100)}%"

    def as_of(self) -> str:
        """the day of the figure."""
        return "the day of the figure"


CHINESE, ENGLISH = Chinese(), English()
Language = Chinese | English
LANGUAGES: dict[str, Language] = {"zh": CHINESE, "en": ENGLISH}


def fen(amount: Fraction) -> Fraction:
    """Yuan as the look words them: in fen."""
    return amount * FEN
