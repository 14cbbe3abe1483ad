"""How values are worded: dates, shares, money, change. Chinese by default, English when that is the page's language.

Numbers are exact (``Fraction`` or ``int``) until the last step; rounding is half to even.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from fractions import Fraction

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Number = int | Fraction

WEEK = 7
MOST_DECIMALS = 4
FEN = 100  # one yuan
WAN = 10_000
YI = 100_000_000


def in_chinese() -> bool:
    """Whether the page is read in Chinese."""
    return (get_language() or "zh").startswith("zh")


def long_date(day: datetime.date) -> str:
    """2026年11月22日, or 22 November 2026."""
    # Translators: a date format in Django's letters; English uses "j F Y".
    return formats.date_format(day, _("Y年n月j日"))


def near_date(day: datetime.date, today: datetime.date | None = None) -> str:
    """The day in words when it is less than a week away, otherwise the date."""
    distance = (day - (today or timezone.localdate())).days
    named = {0: _("今天"), -1: _("昨天"), 1: _("明天")}
    if distance in named:
        return named[distance]
    if -WEEK < distance < 0:
        return _("%(days)d天前") % {"days": -distance}
    if 0 < distance < WEEK:
        return _("%(days)d天后") % {"days": distance}
    return long_date(day)


def fixed(value: Number, places: int) -> str:
    """The number with exactly so many decimals and thousands separated."""
    scaled = round(Fraction(value) * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def plain(value: Number, places: int = 2) -> str:
    """The number with at most so many decimals, none of them a trailing zero."""
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def enumerated(parts: Iterable[str]) -> str:
    """甲、乙、丙 on one line; a, b, c in English."""
    return ("、" if in_chinese() else ", ").join(parts)


def total(count: int, noun: str = "") -> str:
    """How many a list holds: 共1,165条."""
    return _("共%(count)s%(noun)s") % {"count": f"{count:,}", "noun": noun or _("条")}


def percent(value: Number, places: int = 1) -> str:
    """7/10 → 70.0%."""
    return f"{fixed(Fraction(value) * 100, places)}%"


def percent_against(value: Fraction, *marks: Fraction | None) -> str:
    """A share with as many decimals, from one to four, as keep it on its own side of every mark: 69.96%, not 70.0%."""
    for places in range(1, MOST_DECIMALS + 1):
        shown = round(value * 100, places) / 100
        if all(_side(shown, mark) == _side(value, mark) for mark in marks if mark is not None):
            break
    return percent(value, places)


def _side(value: Fraction, mark: Fraction) -> int:
    return (value > mark) - (value < mark)


def fraction_words(value: Fraction) -> str:
    """2/3 → 三分之二 as the plans print it; 2/3 in English. Whole numbers stay numbers."""
    if value.denominator == 1:
        return str(value.numerator)
    if not in_chinese():
        return f"{value.numerator}/{value.denominator}"
    return f"{spelled(value.denominator)}分之{spelled(value.numerator)}"


def spelled(number: int) -> str:
    """12 → 十二: a whole number in characters, as plans and lists print it."""
    import cn2an  # noqa: PLC0415 - most commands spell no number, and its tables take half a second to read

    words: str = cn2an.an2cn(number)
    # Nobody prints 一十.
    return words[1:] if words.startswith("一十") else words


def yuan(fen: Number) -> str:
    """30 000 000 000 fen → 3亿元. The largest of 亿, 万 and 元 that fits, two decimals at most."""
    amount = Fraction(fen) / FEN
    if not in_chinese():
        if abs(amount) >= 1_000_000:
            return f"CNY {plain(amount / 1_000_000)} million"
        return f"CNY {plain(amount)}"
    for size, unit in ((YI, "亿元"), (WAN, "万元")):
        if abs(amount) >= size:
            return plain(amount / size) + unit
    return plain(amount) + "元"


def points(change: Number) -> str:
    """A change between two shares: 提高10.3个百分点."""
    if change == 0:
        return _("持平")
    size = fixed(abs(Fraction(change)) * 100, 1)
    if change > 0:
        return _("提高%(size)s个百分点") % {"size": size}
    return _("降低%(size)s个百分点") % {"size": size}


def difference(change: Number, unit: str = "") -> str:
    """A change between two numbers, with their unit: 增加3个."""
    if change == 0:
        return _("持平")
    size = plain(abs(Fraction(change))) + unit
    return _("增加%(size)s") % {"size": size} if change > 0 else _("减少%(size)s") % {"size": size}


def quantity(value: Number, unit: str, noun: str = "") -> str:
    """A value in its unit: ``percent``, ``yuan``, ``m2``, ``months``, ``years`` or ``number`` with a noun (个, 名).

    Raises KeyError for another unit.
    """
    if unit == "percent":
        return percent(value)
    if unit == "yuan":
        return yuan(value * FEN)
    if unit == "number":
        return plain(value) + noun
    count = int(value) if Fraction(value).denominator == 1 else 2
    worded = {
        "m2": _("%(number)s平方米"),
        "months": ngettext("%(number)s个月", "%(number)s个月", count),
        "years": ngettext("%(number)s年", "%(number)s年", count),
    }
    if unit not in worded:
        raise KeyError(f"No unit {unit!r}: use percent, yuan, m2, months, years or number.")
    return worded[unit] % {"number": plain(value)}
