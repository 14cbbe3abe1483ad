"""What the pages of supervision have in common: whose books, who may look into them, and the ways between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from keqiao.exchange.spreadsheets.writing import XLSX
from keqiao.kernel.access.pages import actor_of, may
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.downloads import to_keep
from keqiao.look.parts import Choice
from keqiao.plans.access import sees_own_live
from keqiao.plans.pages.asked import organisation_of

NEED = "records.see"
TABS = (
    ("ledger", gettext_noop("督查台账")),
    ("inspections", gettext_noop("督查检查")),
    ("problems", gettext_noop("问题清单")),
    ("pilots", gettext_noop("试点和经验")),
    ("sendings", gettext_noop("发出和交回")),
    ("goals", gettext_noop("目标树")),
    ("progress_report", gettext_noop("进展报告")),
)


def books_of(request: HttpRequest, code: str) -> Organisation:
    """The association of that code. Raises PermissionDenied for whoever isn't of it: books are a unit's own."""
    organisation = organisation_of(code)
    if not sees_own_live(actor_of(request), organisation.pk):
        said = _("“%(name)s”的督查台账由本单位掌握。承办单位在“我承办的任务”中查看和填报。")
        raise PermissionDenied(said % {"name": organisation.name})
    return organisation


def place(request: HttpRequest, code: str, **rest: Any) -> int:
    """On which organisation the pages check their need."""
    return organisation_of(code).pk


def frame(request: HttpRequest, organisation: Organisation, here: str, *, last: str = "") -> dict[str, Any]:
    """Title, way and tabs of a page of an association's books."""
    title = _(dict(TABS)[here])
    trail = [
        {
            "label": organisation.name,
            "url": reverse("ledger", args=[organisation.code]) if here != "ledger" or last else "",
        },
        *(
            [{"label": title, "url": reverse(here, args=[organisation.code]) if last else ""}]
            if here != "ledger"
            else ()
        ),
        *([{"label": last, "url": ""}] if last else ()),
    ]
    return {
        "organisation": organisation,
        "title": last or title,
        "trail": trail,
        "tabs": tabs(organisation, here),
        "may_manage": may(request, "supervision.manage", organisation),
    }


def tabs(organisation: Organisation, here: str) -> Sequence[Choice]:
    """The parts of the books."""
    return [Choice(_(label), reverse(name, args=[organisation.code]), current=name == here) for name, label in TABS]


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to be kept."""
    return to_keep(content, XLSX, f"{name}.xlsx")
