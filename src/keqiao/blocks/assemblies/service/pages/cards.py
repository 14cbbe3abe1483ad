"""A duty as a card on the phone: what is asked, where it stands, and the one next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.service.models import ReportStatus, RuleKind
from keqiao.blocks.assemblies.service.owed import Owed
from keqiao.look.formats import long_date
from keqiao.registry.wording import body_word


@dataclass(frozen=True)
class DutyCard:
    """What a card says: the next step, or what it is about where there is none. ``body``: whose duty it is."""

    title: str
    body: str
    word: str
    said: str
    late: bool
    done: bool
    url: str = ""


def duty_cards(found: Iterable[Owed]) -> list[DutyCard]:
    """A card for each duty, what is late or open first."""
    order = {"late": 0, "open": 1, "waits": 2, "done": 3}
    return [_card(one) for one in sorted(found, key=lambda one: (order[one.word], one.due))]


def _card(one: Owed) -> DutyCard:
    title, url = _next(one) if one.rule.kind == RuleKind.DUTY_REPORT else (_output_title(one), "")
    return DutyCard(title, body_word(one.body), _word(one), _said(one), one.is_late, one.word == "done", url)


def _output_title(one: Owed) -> str:
    return _("%(year)s年调研报告或意见建议") % {"year": one.year}


def _next(one: Owed) -> tuple[str, str]:
    """What there is to do with a duty report, and where."""
    url, told = reverse("my_report", args=[one.body.public_id, one.year]), {"year": one.year}
    if one.word in ("done", "waits"):
        return _("%(year)s年度述职报告") % told, url if one.report is not None else ""
    if one.report is None:
        return _("写%(year)s年度述职报告") % told, url
    if one.report.status == ReportStatus.RETURNED:
        return _("补充%(year)s年度述职报告") % told, url
    return _("继续写%(year)s年度述职报告") % told, url


def _word(one: Owed) -> str:
    if one.report is not None and one.report.status == ReportStatus.RETURNED:
        return _("已退回，请补充")
    words = {"done": _("已完成"), "waits": _("已提交，等待回执"), "late": _("已过期限")}
    if one.word in words:
        return words[one.word]
    return _("草稿未提交") if one.report is not None else _("尚未完成")


def _said(one: Owed) -> str:
    told = {"done": one.done, "number": one.rule.number, "day": long_date(one.due)}
    if one.word == "done":
        received = one.report.received if one.report is not None else None
        return _("%(day)s收到回执") % {"day": long_date(received)} if received is not None else ""
    if one.word == "waits":
        return ""
    if one.rule.kind == RuleKind.DUTY_REPORT:
        return _("%(day)s前提交") % told
    if one.year < timezone.localdate().year:
        return _("已完成%(done)s件，%(day)s前至少%(number)s件。当年做过、还没有登记的，请告诉工作人员。") % told
    return _("已完成%(done)s件，%(day)s前至少%(number)s件。写好之后在线提出提案建议，或交给工作人员登记。") % told
