"""What happened lately in the reader's area, from the audit: what was done, where, when. Never to whom."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.audit.models import Entry, Outcome
from keqiao.kernel.organisations.models import Organisation

SHOWN = 10
LOOKED_AT = 500  # entries from the last on; the audit isn't searched for what lies far back

# Verbs worth telling colleagues about. What isn't here (logins, grants, staging) stays in the audit.
WORDS: dict[str, str | Promise] = {
    "people.import.apply": _("导入了名册"),
    "people.import.undo": _("撤销了名册导入"),
    "people.enrol": _("登记了人员"),
    "people.correct": _("更正了人员资料"),
    "people.employ": _("更新了单位职务"),
    "people.confirm_sources": _("确认了来源类别"),
    "people.export_list": _("下载了名单"),
    "posts.form_body": _("登记了机构"),
    "posts.open_term": _("开始了新一届"),
    "posts.elect": _("登记了任职"),
    "posts.end_post": _("办理了离任"),
    "posts.second": _("登记了挂职"),
    "organisations.register": _("登记了单位"),
    "memberships.admit": _("登记了会员"),
    "money.record_funding": _("登记了经费"),
    "files.attach": _("上传了附件"),
}


@dataclass(frozen=True)
class Changed:
    """Something that was done at a unit on a day, once or several times."""

    day: dt.date
    unit: str
    words: str
    times: int


def recent_changes(area: Collection[int]) -> list[Changed]:
    """What was done lately at these organisations, the latest first; the same on one day is told once."""
    found: dict[tuple[dt.date, int, str], int] = {}
    for day, unit, verb in _entries(set(area)):
        key = (day, unit, verb)
        if key not in found and len(found) == SHOWN:
            break
        found[key] = found.get(key, 0) + 1
    units = Organisation.objects.in_bulk({unit for _day, unit, _verb in found})
    return [
        Changed(day, str(units[unit]), str(WORDS[verb]), times)
        for (day, unit, verb), times in found.items()
        if unit in units
    ]


def _entries(area: set[int]) -> Iterator[tuple[dt.date, int, str]]:
    done = Entry.objects.filter(outcome=Outcome.DONE, cause=None, verb__in=WORDS).order_by("-pk")
    for at, verb, organisations in done.values_list("at", "verb", "organisations")[:LOOKED_AT]:
        for unit in json.loads(organisations):
            if unit in area:
                yield timezone.localdate(at), unit, verb
