"""Pages of the look itself: the choice of a theme, and a gallery of every component."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .specimens import gallery as specimens
from .themes import COOKIE, COOKIE_AGE, THEMES


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the reader's theme and goes back to the page they were on."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest(_("没有这种外观。请从页面右上角“显示”菜单中选择。"))
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(COOKIE, theme, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with the content it is meant for; not on a site that people work in."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "look/gallery.html", specimens.context(request.GET))
