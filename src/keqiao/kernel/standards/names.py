"""Personal names as registers write them: padding, the dot of minority names, rare characters, surnames.

Two forms of a name matter: the *kept* form (no padding, one kind of dot) and the *listed* form of
official name lists, where a two-character name is padded to three and notes follow in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

DOT = "·"
FULL_WIDTH_SPACE = "\u3000"
LONGEST = 50  # code points; the longest names on identity cards have about 25

_DOTS = "•・･‧∙⋅．●﹒᛫᐀"
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00a0]+")
_NOTES = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_HAN = (
    r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U000323af"
)
_HAN_NAME = re.compile(rf"[{_HAN}]+(?:{DOT}[{_HAN}]+)*")
_LATIN_NAME = re.compile(r"[^\W\d_]+(?:[ .'’\-]+[^\W\d_]+)*\.?")
_USUAL = re.compile(r"[\u4e00-\u9fa5]{2,4}")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")

# Written without a gap between them: each is two characters long.
_COMPOUND = (
    "欧阳上官司马诸葛司徒司空司寇东方东郭东门独孤南宫南门西门北堂夏侯皇甫尉迟公孙公羊公冶公西公输公良慕容令狐"
    "长孙宇文轩辕端木百里呼延赫连澹台濮阳淳于单于太史申屠仲孙钟离鲜于闾丘亓官巫马拓跋夹谷宰父谷梁段干梁丘左丘"
    "乐正漆雕壤驷颛孙第五万俟闻人宗政微生羊舌哥舒耶律完颜纳兰贺兰"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND[place : place + 2] for place in range(0, len(_COMPOUND), 2))


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name cell taken apart: the kept form, and the notes that stood in brackets after it."""

    name: str
    notes: tuple[str, ...] = ()


def read_name(text: str) -> WrittenName:
    """Read a name as written in a roster: "李　明", "韦丽（女，壮族）", "阿卜杜拉•买买提". Raises ``Refused``."""
    if _USUAL.fullmatch(text):
        return WrittenName(text)
    notes = [part for inside in _NOTES.findall(text) for part in re.split(r"[,，、;；\s]+", inside) if part]
    name = normalise_name(_NOTES.sub("", text))
    _refuse_unreadable(name)
    return WrittenName(name, tuple(notes))


def normalise_name(text: str) -> str:
    """The kept form: no padding between Chinese characters, one kind of dot, single spaces in Latin names."""
    name = unicodedata.normalize("NFC", text).translate({ord(dot): DOT for dot in _DOTS})
    name = _BLANK.sub(" ", name).strip(f" *＊{FULL_WIDTH_SPACE}")
    name = re.sub(rf"(?<=[{_HAN}{DOT}]) (?=[{_HAN}{DOT}])", "", name)
    return re.sub(rf"(?<=[{_HAN}])[.](?=[{_HAN}])", DOT, name)


def _refuse_unreadable(name: str) -> None:
    if not name:
        raise Refused("name.empty", _("姓名为空，请填写姓名"))
    private = _PRIVATE.search(name)
    if private:
        place = private.start() + 1
        text = _("姓名第%(place)s个字是旧字库的自造字（%(code)s），别的电脑上看不到，请用系统输入法重新输入这个字")
        raise Refused("name.private", text, place=place, code=f"U+{ord(private.group()):04X}")
    if len(name) > LONGEST:
        text = _("姓名有%(length)s个字，最多%(longest)s个字，请核对是否把其他内容填进了姓名栏")
        raise Refused("name.long", text, length=len(name), longest=LONGEST)
    if not (_HAN_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name)):
        odd = next((char for char in name if not (char.isalpha() or char in " .'’-·")), name[0])
        text = _("姓名“%(name)s”里有不该出现的“%(odd)s”，请只填写姓名本身")
        raise Refused("name.character", text, name=name, odd=odd)


def is_rare(name: str) -> bool:
    """Whether a character lies outside the basic plane or its common block, so that fonts may lack it."""
    return any(ord(char) > 0xFFFF or 0x3400 <= ord(char) <= 0x4DBF or ord(char) >= 0x9FA6 for char in name)


def split_surname(name: str) -> tuple[str, str]:
    """Surname and given name of a kept form; names with a dot and Latin names have no surname: ("", name)."""
    if DOT in name or not _HAN_NAME.fullmatch(name):
        return "", name
    size = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:size], name[size:]


def pad_name(name: str) -> str:
    """The listed form: a two-character Chinese name gets a full-width space in the middle."""
    if len(name) == 2 and _HAN_NAME.fullmatch(name):
        return name[0] + FULL_WIDTH_SPACE + name[1]
    return name


def list_note(*, female: bool, ethnicity: str) -> str:
    """The bracket after a name in official lists, （女，壮族）; "" when there is nothing to say of a man or of 汉族."""
    parts = (["女"] if female else []) + ([ethnicity] if ethnicity and ethnicity != "汉族" else [])
    return f"（{'，'.join(parts)}）" if parts else ""
