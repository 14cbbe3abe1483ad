"""Read single cells of a roster: text as people type it, sex, mobile numbers, ID numbers a spreadsheet didn't round."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from keqiao.exchange.spreadsheets.workbook import Value
from keqiao.kernel.standards.identity import Identity, Sex, read_identity
from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

_SEXES = {"男": Sex.MALE, "男性": Sex.MALE, "m": Sex.MALE, "1": Sex.MALE} | {
    "女": Sex.FEMALE,
    "女性": Sex.FEMALE,
    "f": Sex.FEMALE,
    "2": Sex.FEMALE,
}
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?1[4-9]")
# Without 转 an extension can only be told where an area code begins the number.
_LANDLINE = re.compile(r"0[0-9]{2,3}[2-9][0-9]{6,7}(?:转?[0-9]{1,5})?|[2-9][0-9]{6,7}(?:转[0-9]{1,5})?")


def cell_text(value: Value) -> str:
    """A cell as one line of text: whole numbers without ".0", days as 1975-06-03, runs of blanks as one."""
    if value is None:
        return ""
    if value.__class__ is str and value.isprintable() and " " not in value:
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return re.sub(r"[\s\u200b\ufeff]+", " ", str(value)).strip()


def read_sex(value: Value) -> Sex:
    """男, 女, 1, 2, M, F. Raises ``Refused``."""
    written = unicodedata.normalize("NFKC", cell_text(value)).replace(" ", "").lower()
    if written not in _SEXES:
        raise Refused("sex.unknown", _("性别“%(written)s”认不出来，请填写“男”或“女”"), written=written[:10])
    return _SEXES[written]


def read_id_cell(value: Value, *, today: date) -> Identity:
    """An ID number, unless the spreadsheet took it for a number and rounded it. Raises ``Refused``."""
    rounded = isinstance(value, float | int) and value >= 1e15
    if rounded or _SCIENTIFIC.fullmatch(cell_text(value)):
        raise Refused(
            "id.number",
            _("证件号码被当作数字保存，末三位已经丢失，请把这一列设为“文本”格式后重新填写完整号码"),
        )
    return read_identity(cell_text(value), today=today)


def read_mobile(value: Value) -> str:
    """An eleven-digit mobile number; the first one when several are written. Raises ``Refused``."""
    written = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", cell_text(value)))
    numbers = [part for part in re.split(r"[/,，、;；]", written) if part]
    for number in numbers:
        match = _MOBILE.fullmatch(number)
        if match:
            return match.group(1)
    if numbers and all(_LANDLINE.fullmatch(number) for number in numbers):
        raise Refused("mobile.landline", _("“%(written)s”是固定电话，请填写11位手机号码"), written=written[:30])
    raise Refused("mobile.form", _("“%(written)s”不是11位手机号码，请核对位数"), written=written[:30])
