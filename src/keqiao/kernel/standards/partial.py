"""Dates known to the year, the month or the day, as associations write them (1975.06, 1975年6月, 197506).

A partial date stands for the earliest and latest day it can mean, both as ``yyyymmdd`` integers: an age
rule needs no more, and answers *unknown* only when the missing part could change it.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from keqiao.kernel.standards.refusal import Refused, Said
from keqiao.kernel.standards.refusal import gettext_noop as _

EARLIEST_YEAR = 1880
_SERIAL_ORIGIN = date(1899, 12, 30)  # day 0 of the spreadsheets' 1900 calendar, as they count after February 1900
_SERIALS = range(3654, 60000)  # 1910 to 2064: a five-digit (or late four-digit) number that can't be a year


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. Made by ``read_partial`` or checked by ``__post_init__``."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Raises ``Refused`` for a month or day that doesn't exist."""
        if not EARLIEST_YEAR <= self.year <= 2999:
            raise Refused("date.year", _("年份%(year)s不合理，请填写四位数的公历年份"), year=self.year)
        if self.month is None:
            if self.day is not None:
                raise Refused("date.month", _("有日无月，请补上月份"))
            return
        if not 1 <= self.month <= 12:
            raise Refused("date.month", _("没有%(month)s月，月份应为1至12"), month=self.month)
        last = calendar.monthrange(self.year, self.month)[1]
        if self.day is not None and not 1 <= self.day <= last:
            month = PartialDate(self.year, self.month).said()
            raise Refused(
                "date.day", _("%(month)s没有%(day)s日，该月只有%(days)s天"), month=month, day=self.day, days=last
            )

    @property
    def earliest(self) -> int:
        """The first day it can mean, as ``yyyymmdd``."""
        return self.year * 10000 + (self.month or 1) * 100 + (self.day or 1)

    @property
    def latest(self) -> int:
        """The last day it can mean, as ``yyyymmdd``."""
        month = self.month or 12
        return self.year * 10000 + month * 100 + (self.day or calendar.monthrange(self.year, month)[1])

    def zh(self) -> str:
        """1975年, 1975年6月 or 1975年6月3日."""
        return str(self.said())

    def said(self) -> Said:
        """The date in words, to be shown."""
        text = _("%(year)s年")
        if self.month:
            text = _("%(year)s年%(month)s月%(day)s日") if self.day else _("%(year)s年%(month)s月")
        return Said(text, {"year": self.year, "month": self.month, "day": self.day})

    def dotted(self) -> str:
        """1975, 1975.06 or 1975.06.03: what rosters print."""
        return ".".join([str(self.year)] + [f"{part:02d}" for part in (self.month, self.day) if part])


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as read; ``warning`` says what had to be assumed."""

    value: PartialDate
    warning: Said | None = None


def from_bounds(earliest: int, latest: int) -> PartialDate:
    """The partial date that two stored ``yyyymmdd`` bounds stand for. Raises ``Refused`` when no single one does."""
    year, month, day = earliest // 10000, earliest // 100 % 100, earliest % 100
    for candidate in (PartialDate(year, month, day), PartialDate(year, month), PartialDate(year)):
        if (candidate.earliest, candidate.latest) == (earliest, latest):
            return candidate
    raise Refused(
        "date.bounds", _("%(earliest)s至%(latest)s不是某一年、某一月或某一日"), earliest=earliest, latest=latest
    )


def read_partial(value: str | float | date, *, today: date) -> DateReading:
    """Read one cell or form field as a date that isn't after ``today``. Raises ``Refused``."""
    if isinstance(value, datetime):
        value = value.date()
    try:
        reading = _read(value)
    except Refused as refused:
        text = _("日期“%(date)s”无法采用：%(why)s。请写成1975.06、1975年6月或1975-06-03这样的形式")
        raise Refused(refused.code, text, date=_shown(value), why=refused.said) from None
    if reading.value.earliest > today.year * 10000 + today.month * 100 + today.day:
        text = _("日期“%(date)s”晚于今天，请核对年份。请写成1975.06、1975年6月或1975-06-03这样的形式")
        raise Refused("date.future", text, date=_shown(value))
    return reading


def _shown(value: object) -> str:
    return str(value).strip()[:30]


def _read(value: str | float | date) -> DateReading:
    if isinstance(value, date):
        return DateReading(PartialDate(value.year, value.month, value.day))
    if isinstance(value, str):
        return _read_text(value)
    return _read_number(value)


def _read_number(value: float) -> DateReading:
    """Numbers in spreadsheets: a year, yyyymm, yyyymmdd, a serial day, or 1975.06 kept as a decimal."""
    if value != int(value):
        return _read_decimal(value)
    whole = int(value)
    if EARLIEST_YEAR <= whole <= 2999:
        return DateReading(PartialDate(whole))
    if whole in _SERIALS:
        return DateReading(_from_serial(whole))
    return _read_text(str(whole))


def _read_decimal(value: float) -> DateReading:
    if value > 3000:  # a serial day with a time of day
        return _read_number(int(value))
    text = f"{value:.4f}".rstrip("0")
    year, fraction = text.split(".")
    if len(fraction) == 1:  # 1975.10 loses its last nought in a number cell; January would have been 1975.01
        reading = _read_text(f"{year}.{fraction}0")
        told = {"number": text, "date": reading.value.said()}
        return DateReading(reading.value, Said(_("单元格是数字%(number)s，已按%(date)s读取，请核对"), told))
    return _read_text(text)


def _from_serial(days: int) -> PartialDate:
    day = _SERIAL_ORIGIN + timedelta(days=days)
    return PartialDate(day.year, day.month, day.day)


def _read_text(text: str) -> DateReading:
    tidy = _tidy(text)
    if not tidy:
        raise Refused("date.empty", _("没有内容"))
    for pattern, build in _FORMS:
        match = pattern.fullmatch(tidy)
        if match:
            return build(match)
    raise Refused("date.form", _("看不出年月"))


def _tidy(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text)
    wide = re.sub(r"\(.*?\)|[\s\u200b\ufeff]|[出]?生$|^生于|左右$|0?0:00(:00)?$", "", re.sub(r"T00:.*$", "", wide))
    wide = re.sub(r"[/\-‐-―－．。、,·_]", ".", wide)
    return wide.strip(".'‘’")


def _numbers(match: re.Match[str]) -> list[int]:
    return [int(part) for part in match.groups() if part]


def _full(match: re.Match[str]) -> DateReading:
    return DateReading(PartialDate(*_numbers(match)))


def _short_year(match: re.Match[str]) -> DateReading:
    year, *rest = _numbers(match)
    if year < 20:
        text = _("两位数年份“%(year)s”分不清是19%(year)s年还是20%(year)s年")
        raise Refused("date.century", text, year=f"{year:02d}")
    value = PartialDate(1900 + year, *rest)
    return DateReading(value, Said(_("年份只有两位，已按%(date)s读取，请核对"), {"date": value.said()}))


def _serial_text(match: re.Match[str]) -> DateReading:
    value = _from_serial(int(match.group()))
    told = {"number": match.group(), "date": value.said()}
    return DateReading(value, Said(_("“%(number)s”像是电子表格的日期序号，已按%(date)s读取，请核对"), told))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DateReading]], ...] = (
    (re.compile(r"([12]\d{3})年?"), _full),
    (re.compile(r"([12]\d{3})[.年](\d{1,2})月?份?"), _full),
    (re.compile(r"([12]\d{3})[.年](\d{1,2})[.月](\d{1,2})[日号]?"), _full),
    (re.compile(r"([12]\d{3})(\d{2})"), _full),
    (re.compile(r"([12]\d{3})(\d{2})(\d{2})"), _full),
    (re.compile(r"(\d{2})[.年](\d{1,2})月?份?"), _short_year),
    (re.compile(r"(\d{2})[.年](\d{1,2})[.月](\d{1,2})[日号]?"), _short_year),
    (re.compile(r"(\d{2})年"), _short_year),
    (re.compile(r"[1-5]\d{4}"), _serial_text),
)
