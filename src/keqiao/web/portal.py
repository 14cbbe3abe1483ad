"""The portal's start page: a search, the plans whose figures anybody may see here, and the doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import ANYONE, page
from keqiao.plans.pages.scoreboard import plan_rows


@require_safe
@page(ANYONE)
def portal(request: HttpRequest) -> HttpResponse:
    """What a visitor sees first."""
    return render(request, "web/portal.html", {"rows": plan_rows(request)})
