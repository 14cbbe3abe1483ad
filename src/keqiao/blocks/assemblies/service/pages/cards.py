"""A duty as a card on the phone: what is asked, where it stands, and the one next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.service.models import ReportStatus, RuleKind
from keqiao.blocks.assemblies.service.owed import Owed
from keqiao.look.formats import long_date
from keqiao.registry.wording import body_word


@dataclass(frozen=True)
class DutyCard:
    """What a card says. ``url`` and ``action``: the next step, where the person can take one here."""

    title: str
    word: str
    said: str
    late: bool
    url: str = ""
    action: str = ""


def duty_cards(found: Iterable[Owed]) -> list[DutyCard]:
    """A card for each duty, what is late or open first."""
    order = {"late": 0, "open": 1, "waits": 2, "done": 3}
    return [_card(one) for one in sorted(found, key=lambda one: (order[one.word], one.due))]


def _card(one: Owed) -> DutyCard:
    title = _("%(body)s：%(year)s年度述职报告") if _is_report(one) else _("%(body)s：%(year)s年调研报告或意见建议")
    told = {"body": body_word(one.body), "year": one.year}
    url, action = _next(one)
    return DutyCard(title % told, _word(one), _said(one), one.is_late, url, action)


def _is_report(one: Owed) -> bool:
    return one.rule.kind == RuleKind.DUTY_REPORT


def _word(one: Owed) -> str:
    if one.report is not None and one.report.status == ReportStatus.RETURNED:
        return _("已退回，请补充")
    words = {"done": _("已完成"), "waits": _("已提交，等待回执"), "late": _("已过期限")}
    if one.word in words:
        return words[one.word]
    return _("草稿未提交") if one.report is not None else _("尚未完成")


def _said(one: Owed) -> str:
    if one.word == "done" and one.report is not None and one.report.received is not None:
        return _("%(day)s收到回执") % {"day": long_date(one.report.received)}
    if one.word in ("done", "waits"):
        return _("已完成%(done)s件，要求%(number)s件") % {"done": one.done, "number": one.rule.number}
    told = {"done": one.done, "number": one.rule.number, "day": long_date(one.due)}
    if _is_report(one):
        return _("%(day)s前提交") % told
    return _("已完成%(done)s件，%(day)s前至少%(number)s件。交给工作人员登记，或在线提出提案建议。") % told


def _next(one: Owed) -> tuple[str, str]:
    if not _is_report(one):
        return "", ""
    url = reverse("my_report", args=[one.body.public_id, one.year])
    if one.word in ("done", "waits"):
        return (url, _("查看报告")) if one.report is not None else ("", "")
    return url, _("继续写述职报告") if one.report is not None else _("写述职报告")
