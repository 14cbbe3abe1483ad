"""The copies that people take of what is held about them: JSON for machines, PDF to read and print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from keqiao.exchange.documents.typeset import typeset
from keqiao.kernel.people.models import Person

from .about import copy_of

SOURCE = Path(__file__).with_name("copy.typ")


def as_json(person: Person) -> bytes:
    """The copy as JSON."""
    return json.dumps(copy_of(person), ensure_ascii=False, indent=1).encode()


def as_pdf(person: Person) -> bytes:
    """The copy as PDF. Raises NoTypesetting where none can be made."""
    return typeset(SOURCE, printed(person))


def printed(person: Person) -> dict[str, Any]:
    """What the source sets: the copy, and every word around it in the page's language."""
    told = copy_of(person)
    head = [(_("姓名"), told["name"]), (_("证件号码"), told["id_number"] or _("未登记"))]
    head += [(_("保存单位"), told["keeper"]), (_("生成时间"), told["made"])]
    labels = {
        "purpose": _("处理目的"),
        "basis": _("合法性基础"),
        "data": _("个人信息种类"),
        "who": _("谁使用"),
        "recipient": _("接收方"),
        "keeps": _("保存期限"),
        "consent": _("同意情况"),
        "since": _("同意时间"),
    }
    uses = [[{"label": labels[key], "value": value} for key, value in one.items() if value] for one in told["uses"]]
    return told | {
        "uses": uses,
        "head": head,
        "lang": "zh" if (get_language() or "zh").startswith("zh") else "en",
        "footer": _("本副本含个人信息，请妥善保管"),
        "words": {
            "uses": _("用来做什么"),
            "no_uses": _("没有登记处理目的。"),
            "looks": _("谁看过我的记录"),
            "no_looks": _("没有人单独查看过。"),
            "changes": _("最近的变更"),
            "no_changes": _("没有变更记录。"),
        },
    }
