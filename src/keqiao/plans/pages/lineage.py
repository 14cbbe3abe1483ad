"""方案沿革: the map of all installed plans and their parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import ANYONE, actor_of, page
from keqiao.kernel.organisations.tree import today
from keqiao.plans.access import Reader, chain_in, viewer
from keqiao.plans.engine import days
from keqiao.plans.engine.tree import Node, Tree
from keqiao.plans.library import library
from keqiao.plans.lineage import Descent, lineage
from keqiao.plans.shown import in_language, printed
from keqiao.plans.world import Installation

from .words import subject_words


@dataclass(frozen=True)
class Line:
    """A plan on the map. ``board``: its scoreboard, where the reader may see it."""

    descent: Descent
    title: str
    issuer: str
    adopted: Any
    board: str
    unit: str
    also: Sequence[str]
    followers: Sequence[str]
    contradictions: Sequence[tuple[str, str]]
    below: Sequence[Line]


@require_safe
@page(ANYONE)
def lineage_page(request: HttpRequest) -> HttpResponse:
    """All installed plans as a family."""
    tree, reader = Installation().tree(today()), viewer(actor_of(request))
    lines = [_line(one, tree, reader) for one in lineage(library().all())]
    trail = [{"label": _("改革方案"), "url": reverse("plans")}, {"label": _("方案沿革"), "url": ""}]
    return render(request, "plans/lineage.html", {"lines": lines, "trail": trail, "title": _("方案沿革")})


def _line(one: Descent, tree: Tree, reader: Reader) -> Line:
    package = one.package
    below = [_line(lower, tree, reader) for lower in one.below]
    if package is None:
        return Line(one, one.name, "", None, "", "", [], [], [], below)
    root: Node | None = next(iter(package.scope.roots(tree)), None)
    seen = root is not None and reader.live(chain_in(tree, root.id))
    return Line(
        descent=one,
        title=in_language(package.title),
        issuer=in_language(package.issuer),
        adopted=days.to_date(package.adopted),
        board=reverse("scoreboard", args=[package.id, root.code]) if root is not None and seen else "",
        unit=root.name if root is not None else "",
        also=[_title(name) for name in one.also],
        followers=[subject_words(subject) for subject in one.by_reference],
        contradictions=[
            (printed(package.clause(note.clause)), in_language(note.text)) for note in package.contradictions
        ],
        below=below,
    )


def _title(name: str) -> str:
    """A plan's title; the id of one that isn't installed."""
    package = library().packages.get(name)
    return in_language(package.title) if package is not None else name
