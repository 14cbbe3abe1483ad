"""Identity numbers: GB 11643 citizen numbers, residence permits, permanent residence cards, passports.

A number tells its kind and, where it carries them, birth date and sex. Region codes inside the number
are checked to the province only: a person keeps the county code of birth long after it is abolished.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import mul

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _


class IdKind(StrEnum):
    """What document a number belongs to."""

    CITIZEN = "citizen"
    PERMANENT_RESIDENT = "permanent_resident"
    HONG_KONG_RESIDENT = "hong_kong_resident"
    MACAO_RESIDENT = "macao_resident"
    TAIWAN_RESIDENT = "taiwan_resident"
    TRAVEL_PERMIT = "travel_permit"
    PASSPORT = "passport"


class Sex(StrEnum):
    """Sex as official registers keep it (GB/T 2261.1: 1 and 2)."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Identity:
    """A number in its written form, and what it tells about the person (``None``: it tells nothing)."""

    kind: IdKind
    number: str
    birth: date | None = None
    sex: Sex | None = None


WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
_NOUGHTS = ord("0") * sum(WEIGHTS)
EARLIEST_YEAR = 1880

_PROVINCES = frozenset(
    f"{tens}{ones}"
    for tens, last in enumerate((5, 3, 7, 6, 4, 5, 1), start=1)
    for ones in range(0 if tens == 5 else 1, last + 1)
)
_PERMITS = {"81": IdKind.HONG_KONG_RESIDENT, "82": IdKind.MACAO_RESIDENT, "83": IdKind.TAIWAN_RESIDENT}
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")
_TRAVEL_PERMIT = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_PASSPORT = re.compile(r"(?=(?:.*[0-9]){5})[A-Z0-9]{6,12}")


def read_identity(text: str, *, today: date) -> Identity:
    """Read a number as people write it (full-width digits, blanks, a small x). Raises ``Refused``."""
    number = _tidy(text)
    if not number:
        raise Refused("id.empty", _("证件号码为空，请填写证件号码，或将此栏留空不导入"))
    if len(number) == 18:
        return _eighteen(number, today)
    if len(number) == 15 and number.isdigit():
        raise Refused("id.fifteen", _("证件号码是15位的第一代居民身份证号码，已停止使用，请填写18位号码"))
    if _OLD_RESIDENCE_CARD.fullmatch(number):
        return Identity(IdKind.PERMANENT_RESIDENT, number)
    if _TRAVEL_PERMIT.fullmatch(number):
        return Identity(IdKind.TRAVEL_PERMIT, number)
    if _PASSPORT.fullmatch(number):
        return Identity(IdKind.PASSPORT, number)
    if number.rstrip("X").isdigit():
        text = _("证件号码有%(length)s位，居民身份证号码应为18位，请对照证件补齐或删去多余的数字")
        raise Refused("id.length", text, length=len(number))
    raise Refused("id.unknown", _("证件号码不像身份证、居住证或护照号码，请对照证件逐位核对"))


def check_digit(first17: str) -> str:
    """The 18th character of GB 11643 for 17 digits."""
    return CHECK_DIGITS[(sum(map(mul, first17.encode(), WEIGHTS)) - _NOUGHTS) % 11]


def _tidy(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text.upper()
    wide = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\-'‘’`\u200b\ufeff]", "", wide).upper()


def _eighteen(number: str, today: date) -> Identity:
    if not _EIGHTEEN.fullmatch(number):
        place = next(i for i, char in enumerate(number) if not (char.isdigit() or (char == "X" and i == 17)))
        text = _("证件号码第%(place)s位是“%(char)s”，此处只能是数字，请对照证件改正")
        raise Refused("id.character", text, place=place + 1, char=number[place])
    kind = _kind(number)
    birth = _birth(number[6:14], today)
    if check_digit(number[:17]) != number[17]:
        raise Refused(
            "id.checksum", _("证件号码的最后一位（校验码）与前17位不符，通常是抄错了一位，请对照证件逐位核对")
        )
    return Identity(kind, number, birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def _kind(number: str) -> IdKind:
    if number[0] == "9":
        return IdKind.PERMANENT_RESIDENT
    if number[:2] in _PERMITS:
        return _PERMITS[number[:2]]
    if number[:2] in _PROVINCES:
        return IdKind.CITIZEN
    text = _("证件号码前两位“%(digits)s”不是省级行政区划代码，请对照证件核对开头两位")
    raise Refused("id.region", text, digits=number[:2])


@lru_cache(maxsize=50_000)
def _birth(digits: str, today: date) -> date:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        birth = date(year, month, day)
    except ValueError:
        text = _("证件号码第7至14位“%(digits)s”不是存在的日期，请对照证件核对出生日期部分")
        raise Refused("id.birth", text, digits=digits) from None
    if birth > today or year < EARLIEST_YEAR:
        text = _("证件号码第7至14位“%(digits)s”不可能是出生日期，请对照证件核对出生日期部分")
        raise Refused("id.birth", text, digits=digits)
    return birth
