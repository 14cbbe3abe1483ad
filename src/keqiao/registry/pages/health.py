"""The page of the system administrator: how the installation is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import page
from keqiao.kernel.health.examine import examine
from keqiao.kernel.health.finding import Level

WORDS = {Level.OK: gettext_lazy("正常"), Level.WARNING: gettext_lazy("注意"), Level.FAILURE: gettext_lazy("故障")}
WORST_FIRST = (Level.FAILURE, Level.WARNING, Level.OK)


@require_GET
@page("system.manage")
def health(request: HttpRequest) -> HttpResponse:
    """What was found, the worst first, and what to mend."""
    found = examine()
    lines = [(str(WORDS[level]), level.value, one) for level in WORST_FIRST for one in found if one.level is level]
    counts = [(str(WORDS[level]), sum(one.level is level for one in found)) for level in WORST_FIRST]
    summary = "，".join(_("%(word)s%(count)s项") % {"word": word, "count": count} for word, count in counts)
    context = {"lines": lines, "summary": summary, "faulty": counts[0][1]}
    return render(request, "registry/health.html", context)
