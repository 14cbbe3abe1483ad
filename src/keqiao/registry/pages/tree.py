"""The tree of organisations: opened branch by branch, searched, narrowed by kind and division."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.called import called
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.look.parts import Chip
from keqiao.registry.wording import choice_word

from .branches import PORTION, Grown, Wanted, divisions_named, path_to, roots_of
from .reach import NEED

FOUND = 20  # hits of a search that are shown


def wanted_of(request: HttpRequest) -> Wanted:
    """What the reader may see, narrowed as the address says; a kind or division that doesn't exist is no filter."""
    visible: QuerySet[Organisation] = Organisation.objects.all()
    if not settings.DEMO:
        visible = visible.filter(pk__in=reachable(actor_of(request), NEED))
    kind, division = request.GET.get("kind", ""), request.GET.get("division", "").strip()
    kind = kind if kind in OrganisationKind.values else ""
    return Wanted(visible, kind, divisions_named(division) if division else "", bounded=not settings.DEMO)


@require_GET
@page(NEED, open_in_demo=True)
def organisation_tree(request: HttpRequest) -> HttpResponse:
    """The tree, opened down to one organisation, or with the hits of a search above it."""
    wanted, words = wanted_of(request), request.GET.get("q", "").strip()
    hits = list(wanted.matching.filter(called(words)).order_by("code")[: FOUND + 1]) if words else []
    open_at = wanted.visible.filter(code=request.GET.get("open", "")).first()
    if open_at is None and len(hits) == 1:
        (open_at,) = hits
    roots = list(roots_of(wanted)[: PORTION + 1])
    path = path_to(open_at, wanted) or [one.pk for one in roots[:1]]
    grown = Grown(wanted, path, open_at.pk if open_at is not None else 0).read(path, roots=[one.pk for one in roots])
    context = {
        "portion": grown.roots(roots[:PORTION]),
        "more_roots": len(roots) > PORTION,
        "total": wanted.matching.count(),
        "q": words,
        "hits": [(one, choice_word(OrganisationKind(one.kind)), _opened(wanted, one)) for one in hits[:FOUND]],
        "more_hits": len(hits) > FOUND,
        "kinds": [(kind.value, choice_word(kind)) for kind in OrganisationKind],
        "wanted": wanted,
        "chips": _chips(request, wanted, words),
        "trail": [{"label": _("组织架构"), "url": ""}],
    }
    return render(request, "registry/tree.html", context)


def branch_of(request: HttpRequest, code: str) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(Organisation, code=code).pk


@require_GET
@page(NEED, on=branch_of, open_in_demo=True)
def organisation_branch(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs under one organisation, a piece of the tree; without scripts, the tree opened there."""
    wanted = wanted_of(request)
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(f"{reverse('organisation_tree')}?{urlencode({**wanted.asked, 'open': code})}")
    one = get_object_or_404(wanted.visible, code=code)
    kind, after = request.GET.get("of", ""), request.GET.get("after", "")
    grown = Grown(wanted, [one.pk]).read([one.pk], kind if kind in OrganisationKind.values else "", after)
    return render(request, "registry/_branches.html", {"portion": grown.portion(one, kind, after)})


def _opened(wanted: Wanted, one: Organisation) -> str:
    return f"?{urlencode({**wanted.asked, 'open': one.code})}#o-{one.code}"


def _chips(request: HttpRequest, wanted: Wanted, words: str) -> list[Chip]:
    labels = {
        "q": _("“%(words)s”") % {"words": words} if words else "",
        "kind": choice_word(OrganisationKind(wanted.kind)) if wanted.kind else "",
        "division": request.GET.get("division", "") if wanted.division else "",
    }
    return [Chip(label, _without(request, name)) for name, label in labels.items() if label]


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    query.pop("open", None)
    return f"?{query.urlencode()}"
