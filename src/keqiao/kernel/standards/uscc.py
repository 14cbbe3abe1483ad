"""Unified social credit codes (GB 32100-2015) with the organisation code (GB 11714) inside them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 31 characters: I, O, S, V and Z are never used
_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U"}


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A valid code and its parts."""

    code: str

    @property
    def authority(self) -> str:
        """Who registered the body: one character, "5" for civil affairs, "9" for market regulation."""
        return self.code[0]

    @property
    def category(self) -> str:
        """Authority and kind of body: "51" is a society (社会团体)."""
        return self.code[:2]

    @property
    def division(self) -> str:
        """The six-digit division code of the registering office."""
        return self.code[2:8]

    @property
    def organisation(self) -> str:
        """The GB 11714 organisation code: eight characters and its own check digit."""
        return self.code[8:17]


def read_credit_code(text: str) -> CreditCode:
    """Read a code as people write it (blanks, small letters, full-width characters). Raises ``Refused``."""
    code = re.sub(r"[\s\-\u200b\ufeff]", "", unicodedata.normalize("NFKC", text)).upper()
    if len(code) != 18:
        text = _("统一社会信用代码应为18位，这里有%(length)s位，请对照登记证书补齐")
        raise Refused("uscc.length", text, length=len(code))
    for place, char in enumerate(code, start=1):
        if char not in _VALUES:
            text = _("统一社会信用代码第%(place)s位不能是“%(char)s”，请对照登记证书改正")
            if char in _LOOKALIKES:
                text = _("统一社会信用代码第%(place)s位不能是“%(char)s”，可能是“%(meant)s”，请对照登记证书改正")
            raise Refused("uscc.character", text, place=place, char=char, meant=_LOOKALIKES.get(char, ""))
    if not code[2:8].isdigit():
        raise Refused("uscc.division", _("统一社会信用代码第3至8位应为6位行政区划代码，请对照登记证书改正"))
    if organisation_check(code[8:16]) != code[16]:
        raise Refused(
            "uscc.organisation", _("统一社会信用代码第9至17位（组织机构代码）校验不符，请对照登记证书逐位核对")
        )
    if check_character(code[:17]) != code[17]:
        raise Refused("uscc.checksum", _("统一社会信用代码最后一位（校验码）与前17位不符，请对照登记证书逐位核对"))
    return CreditCode(code)


def check_character(first17: str) -> str:
    """The 18th character of GB 32100 for 17 characters of its alphabet."""
    total = sum(_VALUES[char] * pow(3, place, 31) for place, char in enumerate(first17))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check(first8: str) -> str:
    """The ninth character of GB 11714 for eight characters."""
    total = sum(_BODY_ALPHABET.index(char) * weight for char, weight in zip(first8, _BODY_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]
