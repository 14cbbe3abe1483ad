"""The six states of a figure: the word people read and the shape that goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Status:
    """One state. ``task_word`` is said of a task, ``word`` of everything else."""

    code: str
    word: str | Promise
    task_word: str | Promise


STATUSES: dict[str, Status] = {
    status.code: status
    for status in (
        Status("met", _("已达标"), _("已完成")),
        Status("on_track", _("正常推进"), _("正常推进")),
        Status("at_risk", _("进度滞后"), _("进度滞后")),
        Status("missed", _("未达标"), _("逾期未完成")),
        Status("no_data", _("暂无数据"), _("暂无数据")),
        Status("needs_human", _("待认定"), _("待认定")),
    )
}


def status_word(code: str, *, task: bool = False) -> str:
    """The word for a status code. Raises KeyError for a code that isn't one of the six."""
    if code not in STATUSES:
        raise KeyError(f"No status {code!r}: use one of {', '.join(STATUSES)}.")
    status = STATUSES[code]
    return str(status.task_word if task else status.word)
