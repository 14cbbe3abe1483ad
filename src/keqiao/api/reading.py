"""Who may read what over the interface: the same as on the pages (decision 0010)."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import can
from keqiao.kernel.organisations.models import Organisation
from keqiao.plans.access import sees_live, sees_report
from keqiao.plans.models import Report
from keqiao.plans.pages.parts import reported_only
from keqiao.plans.reports.verbs import reported

RECORDS = "records.see"
NAMES = "people.see"


def live_or_reported(request: HttpRequest, organisation: Organisation, plan: str) -> Report | None:
    """None where the reader sees an association's figures as they stand now, else its latest report.

    Raises HttpError for visitors and PermissionDenied for those who may see neither.
    """
    actor = actor_of(request)
    if sees_live(actor, organisation.pk):
        return None
    report = reported(organisation, plan)
    if report is not None and sees_report(actor, report):
        return report
    raise refused(request, reported_only(organisation))


def check_body(request: HttpRequest, organisation: Organisation) -> None:
    """Raise unless the reader sees both an organisation's records and its figures as they stand now."""
    actor = actor_of(request)
    if not sees_live(actor, organisation.pk):
        raise refused(request, reported_only(organisation))
    if not settings.DEMO and not can(actor, RECORDS, organisation.pk):
        raise refused(request, _("您没有查看该单位机构的权限。请联系本单位的安全管理员开通。"))


def sees_names(request: HttpRequest, organisation: Organisation) -> bool:
    """Whether the reader may see who holds a post."""
    return can(actor_of(request), NAMES, organisation.pk)


def refused(request: HttpRequest, why: str) -> Exception:
    """What a visitor is told, and what somebody who is logged in is."""
    if actor_of(request).user is None:
        return HttpError(401, _("请先在网站上登录，再用同一会话访问接口。"))
    return PermissionDenied(why)
