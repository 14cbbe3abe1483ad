"""Where supervision appears beside its own pages: the desk's menu, and what waits there."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.work.models import SUPERVISED, Case, CaseStatus, Deadline, Step, StepStatus
from keqiao.look.menus import register_menu_item
from keqiao.look.panels import register_panel
from keqiao.plans.access import live_area
from keqiao.plans.supervision.ledger import SOON, lines, state_word, with_all
from keqiao.plans.supervision.offered import case_url

MOST = 8


def desk_tasks(request: HttpRequest, subject: object) -> str:
    """What is overdue or comes near on the reader's own books, by its day; and what waits for a second person."""
    actor = actor_of(request)
    if not actor.needs & {"supervision.manage", "supervision.approve"}:
        return ""
    area = live_area(actor)
    near = _near(area)
    found = list(near[:MOST])
    waiting = _waiting(request) if "supervision.approve" in actor.needs else []
    if not found and not waiting:
        return ""
    context = {
        "deadlines": [(one, said, case_url(one.case)) for one, said in _said(found)],
        "more": max(near.count() - MOST, 0) if len(found) == MOST else 0,
        "waiting": [(one, case_url(one.case)) for one in waiting],
    }
    return render_to_string("supervision/panel_tasks.html", context, request)


def _said(found: Sequence[Deadline]) -> list[tuple[Deadline, str]]:
    """How each deadline stands; of a task's own day the records may say that it is done already."""
    cases = with_all(Case.objects.filter(pk__in=[one.case_id for one in found if one.final]))
    by_unit: dict[Organisation, list[Case]] = {}
    for case in cases:
        by_unit.setdefault(case.organisation, []).append(case)
    words = {line.case.pk: line.state_word for unit, own in by_unit.items() for line in lines(unit, own)}
    return [(one, words[one.case_id] if one.final else state_word(one.case, one)) for one in found]


def _near(area: set[int]) -> QuerySet[Deadline]:
    until = add_workdays(timezone.localdate(), SOON)
    open_ones = Deadline.objects.filter(
        case__organisation__in=area, case__kind__in=SUPERVISED, case__status=CaseStatus.OPEN, met=None, paused=None
    )
    return open_ones.filter(due__lte=until).select_related("case__organisation").order_by("due", "pk")


def _waiting(request: HttpRequest) -> list[Step]:
    """Steps that wait for somebody else than who wrote them."""
    actor = actor_of(request)
    mine = Step.objects.filter(
        case__organisation__in=reachable(actor, "supervision.approve"),
        case__kind__in=SUPERVISED,
        status=StepStatus.WAITING,
    )
    return list(mine.exclude(written_by=actor.user).select_related("case__organisation").order_by("pk")[:MOST])


register_menu_item("desk", _("督查"), "supervision", needs="supervision.manage", order=22, icon="tasks")
register_panel("desk", "supervision", _("督查任务"), desk_tasks, order=5)
