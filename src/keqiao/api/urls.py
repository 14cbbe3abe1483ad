"""The interface's addresses: read-only, with the site's session, described at /api/openapi.json."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from ninja import NinjaAPI

from keqiao.kernel.access.pages import ANYONE, page
from keqiao.plans.access import NEED

from . import bodies, figures
from .reading import RECORDS

# No page of documentation: its scripts stand inside it, which the site's content policy forbids.
api = NinjaAPI(title="Keqiao 科桥", version="1", urls_namespace="api", docs_url=None, openapi_url="/openapi.json")
api.add_router("", figures.router)
api.add_router("", bodies.router)

# What each address needs; the views ask for it themselves, since outside an association its reports are read.
NEEDS = {
    "openapi-json": ANYONE,
    "plans": ANYONE,
    "figures": NEED,
    "figure": NEED,
    "body_repair": RECORDS,
}


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """What isn't there, in words."""
    return api.create_response(request, {"detail": str(error)}, status=404)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    """Why somebody who is logged in may not read it."""
    return api.create_response(request, {"detail": str(error)}, status=403)


@page(ANYONE)
def start(request: HttpRequest) -> HttpResponse:
    """The interface's own address leads to its description."""
    return redirect("api:openapi-json")


def _declared() -> list[URLPattern]:
    """The addresses, each with its need for the walk over all of them."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name in NEEDS]
    for one in found:
        vars(one.callback)["needs"] = NEEDS[str(one.name)]
    return [path("", start, name="api-root"), *found]


app_name = "api"
urlpatterns = _declared()
