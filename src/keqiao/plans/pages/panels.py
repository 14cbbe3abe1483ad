"""What plans add to other pages: figures that an import moved, and on the desk figures at risk and lately moved."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.verbs.models import Batch
from keqiao.look import figures as look
from keqiao.look.panels import register_panel
from keqiao.plans.access import live_area
from keqiao.plans.engine.status import Status
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.moved import Moved, latest_movements, moved_by_batch
from keqiao.plans.shown import shown

AT_RISK = (Status.MISSED, Status.AT_RISK, Status.NEEDS_HUMAN)
MOST = 6


def import_result(request: HttpRequest, batch: object) -> str:
    """Which figures an import moved, from what to what; says so when none moved."""
    assert isinstance(batch, Batch)
    return _drawn(request, moved_by_batch(batch), said_when_none=True)


def desk_figures(request: HttpRequest, subject: object) -> str:
    """Figures of the reader's area that want to be looked at, most urgent first."""
    area = live_area(actor_of(request))
    if not area:
        return ""
    plans = [package for package in library().all() if package.state != "draft"]
    found = [figure for figure in board(plans, organisations=area).figures if figure.status in AT_RISK]
    found.sort(key=lambda figure: AT_RISK.index(figure.status))
    by_id = {package.id: package for package in plans}
    figures: Sequence[look.Figure] = [shown(figure, by_id[figure.commitment.plan]) for figure in found]
    context = {"figures": figures[:MOST], "more": max(len(figures) - MOST, 0)}
    return render_to_string("plans/panel_figures.html", context, request) if figures else ""


def desk_movements(request: HttpRequest, subject: object) -> str:
    """Figures of the reader's area that moved lately, and why."""
    area = live_area(actor_of(request))
    return _drawn(request, latest_movements(area, MOST) if area else [])


def _drawn(request: HttpRequest, moved: Sequence[Moved], *, said_when_none: bool = False) -> str:
    if not moved and not said_when_none:
        return ""
    return render_to_string("plans/panel_moved.html", {"moved": moved}, request)


register_panel("import_result", "figures", _("任务指标的变化"), import_result, order=10)
register_panel("desk", "figures", _("需要关注的任务指标"), desk_figures, order=10)
register_panel("desk", "moved", _("最近变化的任务指标"), desk_movements, order=20)
