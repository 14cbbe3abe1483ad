"""Political affiliation (GB/T 4762): the thirteen names and what rosters write instead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A two-digit code and its name."""

    code: str
    name: str

    @property
    def party_member(self) -> bool:
        """Member or probationary member of the Communist Party."""
        return self.code in ("01", "02")


_NAMES = (
    "中共党员",
    "中共预备党员",
    "共青团员",
    "民革党员",
    "民盟盟员",
    "民建会员",
    "民进会员",
    "农工党党员",
    "致公党党员",
    "九三学社社员",
    "台盟盟员",
    "无党派人士",
    "群众",
)
AFFILIATIONS = tuple(Affiliation(f"{number:02d}", name) for number, name in enumerate(_NAMES, start=1))
_BY_NAME = {affiliation.name: affiliation for affiliation in AFFILIATIONS}
_ALIASES = {
    "党员": "中共党员",
    "中共": "中共党员",
    "中国共产党党员": "中共党员",
    "共产党员": "中共党员",
    "正式党员": "中共党员",
    "预备党员": "中共预备党员",
    "团员": "共青团员",
    "民革": "民革党员",
    "民盟": "民盟盟员",
    "民建": "民建会员",
    "民进": "民进会员",
    "农工党": "农工党党员",
    "农工": "农工党党员",
    "农工民主党党员": "农工党党员",
    "致公党": "致公党党员",
    "致公": "致公党党员",
    "九三": "九三学社社员",
    "九三学社": "九三学社社员",
    "九三社员": "九三学社社员",
    "台盟": "台盟盟员",
    "无党派": "无党派人士",
    "无党派民主人士": "无党派人士",
    "无": "群众",
    "普通群众": "群众",
}


def read_affiliation(text: str) -> Affiliation:
    """Read 中共党员, 党员, 民盟 or 01. Raises ``Refused``."""
    written = re.sub(r"\(.*?\)|[\s\u200b\ufeff]", "", unicodedata.normalize("NFKC", text))
    found = _BY_NAME.get(_ALIASES.get(written, written))
    if found is None and written.isdigit():
        found = next((affiliation for affiliation in AFFILIATIONS if affiliation.code == written.zfill(2)), None)
    if found is None:
        text = _("“%(written)s”不是标准的政治面貌，请填写中共党员、民盟盟员、群众等规范名称")
        raise Refused("political.unknown", text, written=written[:20])
    return found
