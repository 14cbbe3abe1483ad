"""How the papers of a change of term say ordinals, days and what isn't known yet. They are Chinese in any language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from keqiao.look.formats import spelled

if TYPE_CHECKING:
    from .pack import Pack

BLANK = "＿＿＿＿"  # to be written in by hand: a line, so that nobody overlooks it
NO_DAY = "　　　　年　　月　　日"  # under a signature
BLANK_DAY = "＿＿＿＿年＿＿月＿＿日"  # within a sentence


def ordinal(number: int) -> str:
    """九; a line where it isn't known."""
    return spelled(number) if number > 0 else "＿＿"


def day_text(day: dt.date | None, none: str = BLANK_DAY) -> str:
    """2027年1月8日; ``none`` where it isn't known."""
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else none


def month_text(day: dt.date | None, none: str) -> str:
    """2015年3月; ``none`` where it isn't known."""
    return f"{day.year}年{day.month}月" if day is not None else none


def count_text(number: int | None) -> str:
    """80人; a line where it isn't known."""
    return f"{number or BLANK}人"


def meeting_text(pack: Pack) -> str:
    """第九次会员代表大会."""
    return f"第{ordinal(pack.number)}次{'代表大会' if pack.association else '会员代表大会'}"


def term_text(pack: Pack, *, former: bool = False) -> str:
    """第九届理事会: the body to be elected, or the one whose term ends."""
    return f"第{ordinal(pack.number - former)}届{pack.body}"
