"""PDF by Typst, an extra (``requirements/pdf.txt``): refuses when it isn't installed or no Chinese font is there.

Typst falls back silently on a font without Chinese, and the page shows boxes. So the fonts that it really
loaded are looked at first, and what it warns of afterwards.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

# The first that is there is taken; a text face before one without serifs.
CHINESE = (
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Songti SC",
    "FangSong",
    "SimSun",
    "Source Han Sans SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
)


class NoTypesetting(Refused):
    """A PDF can't be made on this machine; the message says what is missing."""


def typeset(source: Path, data: Mapping[str, Any], form: Literal["pdf", "png"] = "pdf") -> bytes:
    """A document of a Typst source, which finds ``data`` as JSON and the font's name in ``sys.inputs``.

    ``png`` gives the first page as a picture. Raises NoTypesetting.
    """
    typst = _typst()
    family = chinese_font()
    inputs = {"data": json.dumps(data, ensure_ascii=False), "font": family}
    made, warnings = typst.compile_with_warnings(source.read_bytes(), format=form, sys_inputs=inputs)
    if any("font" in one.message for one in warnings):
        raise NoTypesetting("typeset.font", _("字体“%(font)s”没有装载成功"), font=family)
    pages = made if isinstance(made, list) else [made]
    return bytes(pages[0])


@cache
def chinese_font() -> str:
    """The family in which Chinese is set. Raises NoTypesetting when the machine has none of those known here."""
    families = set(_typst().Fonts().families())
    found = next((one for one in CHINESE if one in families), None)
    if found is None:
        raise NoTypesetting("typeset.no_font", _("服务器上没有中文字体，请管理员安装思源宋体或其他中文字体"))
    return found


def _typst() -> Any:
    try:
        return importlib.import_module("typst")
    except ImportError:
        raise NoTypesetting(
            "typeset.missing", _("服务器上没有安装生成PDF的组件，请管理员安装 requirements/pdf.txt")
        ) from None
