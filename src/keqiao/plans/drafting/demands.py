"""What a clause demands, as a person reads and corrects it, and as a commitment writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans.engine import days
from keqiao.plans.models import DraftFinding
from keqiao.plans.reading import amounts
from keqiao.plans.reading.figures import ABOUT, AT_LEAST, AT_MOST, EXACTLY, FALLING, LESS, MORE, RANGE, RISING

SIGNS: dict[str, tuple[str, Promise]] = {
    AT_LEAST: ("at_least", gettext_lazy("不少于（以上）")),
    AT_MOST: ("at_most", gettext_lazy("不超过（以下）")),
    MORE: ("more_than", gettext_lazy("超过")),
    LESS: ("less_than", gettext_lazy("低于")),
    EXACTLY: ("exactly", gettext_lazy("正好为")),
    ABOUT: ("about", gettext_lazy("约为（左右）")),
    RANGE: ("between", gettext_lazy("在两数之间")),
    RISING: ("rising", gettext_lazy("比原来提高")),
    FALLING: ("falling", gettext_lazy("比原来降低")),
}
UNITS: dict[str, Promise] = {
    "": gettext_lazy("数量（个、人、次、家等）"),
    "percent": gettext_lazy("百分比或分数"),
    "yuan": gettext_lazy("元"),
    "m2": gettext_lazy("平方米"),
    "months": gettext_lazy("个月"),
    "years": gettext_lazy("年（几年一次、任期几年）"),
    "per_year": gettext_lazy("每年次数"),
    "per_half_year": gettext_lazy("每半年次数"),
    "per_term": gettext_lazy("每届次数"),
}
FORCES: dict[str, Promise] = {
    "must": gettext_lazy("必须、须"),
    "should": gettext_lazy("应、一般应、原则上"),
    "strive": gettext_lazy("力争、争取"),
    "explore": gettext_lazy("探索、鼓励、支持"),
}
# The words that push or soften, from the softest: the first that is there decides.
_HEDGES = (
    ("explore", r"探索|鼓励"),
    ("strive", r"力争|争取"),
    ("must", r"必须|确保|(?<!应)须"),
    ("should", r"应|原则上|一般|普遍|基本"),
)
_READ = {amounts.SHARE: "percent", "sqm": "m2"}
_BETWEEN = re.compile(r"[;；~～—–-]|至|到")
_DIRECTIONS = (RISING, FALLING)


class Unfit(VerbError):
    """A verb wasn't carried out because of one field, beside which the message belongs."""

    def __init__(self, field: str, message: str) -> None:
        """Name the field of the form."""
        self.field = field
        super().__init__(message)


def unit_of(read: str) -> str:
    """The unit of a draft for one that the reader names; what is merely counted has none."""
    if read.endswith("per_year"):
        return "per_year"
    return _READ.get(read, read if read in UNITS else "")


def force_of(hedge: str) -> str:
    """How strongly a clause demands, by the words around the figure."""
    return next((force for force, words in _HEDGES if re.search(words, hedge)), "must")


def canonical(number: Fraction, *, share: bool = False) -> str:
    """Exact text: ``70``, ``2.5``; parts of a whole, and what never ends as a decimal, as ``2/3``."""
    if number.denominator == 1 and not share:
        return str(number.numerator)
    if share or 10**6 % number.denominator:
        return f"{number.numerator}/{number.denominator}"
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def read_value(written: str, field: str = "value") -> str:
    """What somebody wrote (70%, 三分之二, 3—5) as exact text. Raises Unfit."""
    parts = [one.strip() for one in _BETWEEN.split(written.strip())]
    try:
        return ";".join(_one(part) for part in parts)
    except (ValueError, IndexError, ZeroDivisionError):
        said = _("“%(written)s”不是数。请写成70、70%%、2/3、三分之二，或3—5。")
        raise Unfit(field, said % {"written": written}) from None


def _one(part: str) -> str:
    if "/" in part and not part.partition("/")[2].strip("0 "):
        raise ZeroDivisionError(part)
    share = "/" in part or ("分之" in part and not part.startswith("百分之")) or part in ("半数", "过半", "一半")
    return canonical(amounts.number(part), share=share)


def demanded(finding: DraftFinding, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The keys ``target``, ``rhythm`` and ``baseline`` of a commitment counted by ``keys``. Raises Unfit."""
    if keys["measure"] == "attested":
        return {"target": {"at_least": 1}}
    if "rhythm" in keys:
        return _rhythm(finding)
    if finding.comparator not in SIGNS:
        raise Unfit("comparator", _("还没有选择要求是“不少于”还是“不超过”等。请在“要求”中选择。"))
    key = SIGNS[finding.comparator][0]
    if finding.comparator in _DIRECTIONS:
        return {"target": {key: True}, "baseline": _former(finding, keys)}
    values = [_amount(one, finding.unit) for one in finding.value.split(";") if one]
    if len(values) != (2 if finding.comparator == RANGE else 1):
        raise Unfit("value", _("“在两数之间”要写两个数，例如3—5；其他要求只写一个数。"))
    whole = finding.comparator == EXACTLY and values[0] == "100%"
    made: dict[str, Any] = {"target": {"at_least" if whole else key: values if len(values) == 2 else values[0]}}
    if finding.baseline:
        made["baseline"] = {"value": _amount(finding.baseline, finding.unit)}
    return made


def _rhythm(finding: DraftFinding) -> dict[str, Any]:
    """How often: so many each year, or once in so many years."""
    number = finding.value or "1"
    if not number.isdecimal() or int(number) < 1:
        raise Unfit("value", _("频次要写成一个整数，例如每年2次写2，五年一次写5并选“年”。"))
    if finding.unit == "per_term":
        raise Unfit("unit", _("频次按年或半年计算，没有按届计算的。请改选“材料认定”或“上报数据”，或改为每年次数。"))
    if finding.unit in ("years", "months"):
        return {"rhythm": {"gap_at_most": f"{number} {finding.unit}"}}
    per = "half_year" if finding.unit == "per_half_year" else "year"
    return {"rhythm": {"per": per, "at_least": int(number)}, "target": {"at_least": "100%"}}


def _former(finding: DraftFinding, keys: Mapping[str, Any]) -> dict[str, Any]:
    """What a direction is compared with: the printed value, the term before, or the year before."""
    if finding.baseline:
        return {"value": _amount(finding.baseline, finding.unit)}
    rules = f"{keys.get('where', '')} {keys.get('that', '')}"
    return {"term": "previous"} if "term = 'current'" in rules and "each" not in keys else {"year": -1}


def _amount(value: str, unit: str) -> str | int:
    if unit == "percent":
        return value if "/" in value else f"{value}%"
    if unit in ("yuan", "m2", "months", "years"):
        return f"{value} {unit}"
    return int(value) if value.isdecimal() else value


def due_of(finding: DraftFinding, adopted: int) -> dict[str, str]:
    """The key ``due``: a day, so long after the adoption, or the next congress; a standing duty has none."""
    if finding.next_congress:
        return {"due": "next congress"}
    day = due_day(finding, adopted)
    return {"due": days.text(day)} if day else {}


def due_day(finding: DraftFinding, adopted: int) -> int:
    """The last day as yyyymmdd, 0 when there is none or the day of adoption is needed and unknown."""
    if finding.deadline or not (finding.months and adopted):
        return finding.deadline
    return days.shift_months(adopted, finding.months)
