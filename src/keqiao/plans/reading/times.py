"""Days and spans of time in a text: 到2020年, 2016年6月底前, 五年内, “十三五”期间, 每两年."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from keqiao.plans.reading.amounts import number

_NUM = r"(?:\d+|[一二两三四五六七八九十]+|半)"
_YEAR = r"(?:(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})年?(?:[—-](?:{_YEAR}年?[—-])?(?P<last>{_YEAR})年?)"
    rf"|(?P<from>到|至|于|在|截至)?(?P<day>{_YEAR})年(?:(?P<month>\d\d?)月(?:(?P<date>\d\d?)日)?)?"
    r"(?P<end>年?年?底|年末|底|末)?(?P<before>之?前|以前)?"
)
_ASKED = re.compile(r"(?:确保|力争|争取|计划|(?:时限|时间|期限)(?:为|：))$")
_FIVE = re.compile(r"[“\"]?(?P<which>十[一二三四五六七八九]?)五[”\"]?(?P<end>期间|末|期末|时期)?")
_SPAN = re.compile(
    rf"(?:用|利用|通过)?(?P<years>{_NUM})(?:[—-](?P<most>{_NUM}))?(?P<what>年|个月)(?:的)?(?P<how>时间|之内|以内|内|左右的?时间)"
)
_EVERY = re.compile(
    rf"每(?P<many>{_NUM})?个?(?P<period>年度|学年|年|季度|季|月|周|星期|学期|届|任期)(?!轻|龄)|(?<=列入)年度"
)
_FIRST_FIVE_YEAR_PLAN = 1953


@dataclass(frozen=True)
class When:
    """A day or a span and where it stands. ``deadline``: an ISO date, ``{"years": 5}``, or nothing for a mere date.

    ``least`` and ``most``: the bounds of a span that has two, in its unit. ``year``: that of a single day or year.
    """

    start: int
    end: int
    deadline: str | dict[str, int] | None
    least: int = 0
    most: int = 0
    year: int = 0


@dataclass(frozen=True)
class Every:
    """How often: once in ``years`` (a half for 每半年, a twelfth for 每月); 0 for a term of office."""

    start: int
    end: int
    years: Fraction


def whens(text: str) -> Iterator[When]:
    """Days, spans and plan periods, from left to right."""
    found = [*_dates(text), *_plans(text), *_spans(text)]
    yield from sorted(found, key=lambda one: one.start)


def every(text: str) -> Iterator[Every]:
    """Rhythms."""
    lengths = {"季度": Fraction(1, 4), "季": Fraction(1, 4), "月": Fraction(1, 12), "周": Fraction(1, 52)}
    lengths |= {"星期": Fraction(1, 52), "学期": Fraction(1, 2), "届": Fraction(0), "任期": Fraction(0)}
    for found in _EVERY.finditer(text):
        many = found["many"]
        times = Fraction(1, 2) if many == "半" else number(many) if many else Fraction(1)
        yield Every(found.start(), found.end(), times * lengths.get(found["period"] or "年", Fraction(1)))


def _dates(text: str) -> Iterator[When]:
    for found in _DATE.finditer(text):
        if found["last"]:
            yield When(found.start(), found.end(), None)
            continue
        asked = _ASKED.search(text[: found.start()]) is not None
        due = found["from"] in ("到", "至") or found["before"] or found["end"] or asked
        due = due and not text.startswith("的", found.end())  # 2020年的比例 tells of that year
        yield When(found.start(), found.end(), _iso(found) if due else None, year=_year(found["day"]))


def _year(written: str) -> int:
    return int(written.translate(str.maketrans("〇零○一二三四五六七八九", "000123456789")))


def _iso(found: re.Match[str]) -> str:
    year, month = _year(found["day"]), int(found["month"] or 12)
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 31
    return f"{year:04d}-{min(month, 12):02d}-{int(found['date'] or last):02d}"


def _plans(text: str) -> Iterator[When]:
    """“十三五” ends in 2020: the tenth plan ended in 2005."""
    for found in _FIVE.finditer(text):
        number_of = int(number(found["which"]))
        ends = _FIRST_FIVE_YEAR_PLAN + 5 * number_of + 2
        yield When(found.start(), found.end(), f"{ends}-12-31" if found["end"] else None)


def _spans(text: str) -> Iterator[When]:
    for found in _SPAN.finditer(text):
        years = found["most"] or found["years"]
        unit = "years" if found["what"] == "年" else "months"
        if years == "半":
            continue
        bounds = (int(number(found["years"])), int(number(years))) if found["most"] else (0, 0)
        yield When(found.start(), found.end(), {unit: int(number(years))}, *bounds)
