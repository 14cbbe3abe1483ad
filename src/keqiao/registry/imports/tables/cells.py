"""How cells of several kinds are read: one of a few choices, a day, a yes, an amount of money, a year."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from django.db.models import TextChoices
from django.utils import timezone

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.workbook import Value
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.standards.partial import PartialDate, read_partial
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

YES, NO = frozenset("是有√✓1yY"), frozenset("否无×0nN")
SHOWN = 12  # choices named in a refusal
MOST_FEN = 10**15
_UNITS = {"": 1, "元": 1, "万元": 10_000, "万": 10_000, "亿元": 100_000_000, "亿": 100_000_000}
_AMOUNT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(元|万元|万|亿元|亿)?")


def one_of(choices: type[TextChoices], also: Mapping[str, str] | None = None) -> Callable[[Value], str]:
    """Reads the label or the code of one of the choices; ``also``: other words people write, by code."""
    words = {str(one.label): str(one.value) for one in choices} | {str(one.value): str(one.value) for one in choices}
    words |= dict(also or {})

    def read(value: Value) -> str:
        written = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell_text(value)))
        folded = {unicodedata.normalize("NFKC", word): code for word, code in words.items()}
        if written not in folded:
            shown = "、".join(str(one.label) for one in list(choices)[:SHOWN])
            raise Refused(
                "choice.unknown", _("“%(written)s”认不出来，请填写%(choices)s之一"), written=written[:20], choices=shown
            )
        return folded[written]

    return read


def read_day(value: Value) -> int:
    """A day as yyyymmdd; of a month or a year the first day."""
    plain = value if isinstance(value, float | int | dt.date) and not isinstance(value, bool) else cell_text(value)
    # Terms and memberships may begin later than today.
    found: PartialDate = read_partial(plain, today=timezone.localdate() + dt.timedelta(days=3650)).value
    return found.earliest


def read_yes(value: Value) -> bool:
    """是 or 否."""
    written = cell_text(value).strip()
    if written in YES:
        return True
    if written in NO:
        return False
    raise Refused("yes.unknown", _("“%(written)s”认不出来，请填写“是”或“否”"), written=written[:20])


def read_year(value: Value) -> int:
    """A year of four digits, up to next year."""
    written = cell_text(value).removesuffix("度").removesuffix("年")
    year = int(written) if written.isdecimal() else 0
    last = timezone.localdate().year + 1
    if not 1949 <= year <= last:
        raise Refused(
            "year.wrong",
            _("年份“%(written)s”不合理，请填写1949至%(last)s之间的四位数年份"),
            written=written[:20],
            last=last,
        )
    return year


def read_whole(value: Value) -> int:
    """A whole number from 1 on, as 第9届 or 九 aren't."""
    written = re.sub(r"[第届次]", "", cell_text(value))
    if not written.isdecimal() or not 1 <= int(written) <= 999:
        raise Refused(
            "number.wrong", _("“%(written)s”不是1至999的整数，请填写阿拉伯数字"), written=cell_text(value)[:20]
        )
    return int(written)


def read_fen(value: Value) -> int:
    """An amount in yuan, or with its unit (3.5万元), as fen."""
    written = re.sub(r"[\s,，¥￥]", "", unicodedata.normalize("NFKC", cell_text(value)))
    match = _AMOUNT.fullmatch(written)
    try:
        fen = Decimal(match.group(1)) * _UNITS[match.group(2) or ""] * 100 if match else None
    except InvalidOperation:
        fen = None
    if fen is None or fen != fen.to_integral_value() or not 0 < fen <= MOST_FEN:
        said = _("“%(written)s”不是能登记的金额，请填写大于0的数，以元为单位，至多两位小数")
        raise Refused("amount.wrong", said, written=written[:20])
    return int(fen)


def today() -> int:
    """Today as yyyymmdd."""
    return to_int(timezone.localdate())
