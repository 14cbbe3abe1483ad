"""The page of a body: who is in it, and what plans demand of who they are."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import may, page
from keqiao.kernel.posts.models import Body, Term
from keqiao.look.acts import acts_of
from keqiao.look.panels import panels_of
from keqiao.look.parts import Choice
from keqiao.look.persons import GIVEN
from keqiao.plans.composition import Requirement, requirements
from keqiao.plans.engine.logic import YES
from keqiao.plans.joint import BodyRepair, body_repair
from keqiao.plans.joint_words import joint_words
from keqiao.registry.holders import holders
from keqiao.registry.wording import body_word

from .dots import Marks, Member, chart, group_word, grouping_of, members
from .reach import NEED, trail
from .terms import current, numbered, ordinal

TOGETHER = "together"  # in place of a requirement: the seats that could be given so that all of them hold
COULD_BE_GIVEN = gettext_lazy("可以让出的席位")


def organisation_of_body(request: HttpRequest, body_id: uuid.UUID) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(Body, public_id=body_id).organisation_id


@require_GET
@page(NEED, on=organisation_of_body, open_in_demo=True)
def body(request: HttpRequest, body_id: uuid.UUID) -> HttpResponse:
    """One body in its current term, or in the one that was asked for."""
    one = get_object_or_404(Body.objects.select_related("organisation"), public_id=body_id)
    terms = list(one.terms.order_by("-starts", "-number"))
    now = current(terms)
    term = _term(request, terms, now)
    people = members(held for held in holders(term.posts.all()) if held.holds) if term is not None else []
    demands = requirements(one.organisation_id, one.kind) if term is not None and term == now and people else []
    context = {
        "body": one,
        "name": body_word(one),
        "organisation": one.organisation,
        "term": term,
        "is_current": term == now,
        "tabs": _tabs(terms, term),
        "panels": panels_of("body", request, one),
        "acts": acts_of(request, one),
        "trail": trail(request, one.organisation, body_word(one)),
        **_about(request, one, term, people, demands),
    }
    return render(request, "registry/body.html", context)


def _about(
    request: HttpRequest, one: Body, term: Term | None, people: Sequence[Member], demands: Sequence[Requirement]
) -> dict[str, Any]:
    """What the page says of the people of a term, as far as the reader may see it."""
    names = may(request, "people.see", one.organisation)
    wanted = request.GET.get("requirement", "")
    found = body_repair(one.organisation_id, one.kind, demands) if demands else None
    name = body_word(one)
    title = _("%(term)s%(body)s") % {"term": ordinal(term.number), "body": name} if term is not None else name
    grouping = grouping_of(people, one.kind)
    return {
        "term_text": numbered(term) if term is not None else "",
        "size": len(people),
        "names": names,
        "may_import": may(request, "people.import", one.organisation),
        "requirements": demands,
        "together": joint_words(found) if found is not None else [],
        "choices": _choices(demands, found, wanted),
        "chart": chart(title, people, grouping, names=names, marks=_marks(demands, found, wanted)) if people else None,
        "grouping": grouping or "none",
        "group_word": group_word(grouping),
    }


def _term(request: HttpRequest, terms: Sequence[Term], now: Term | None) -> Term | None:
    """The term asked for by its number; without one, the current, or else the next to begin."""
    wanted = request.GET.get("term", "")
    if not wanted:
        return now or (terms[-1] if terms else None)
    found = next((term for term in terms if str(term.number) == wanted), None)
    if found is None:
        raise Http404(_("没有第%(number)s届。请从本机构的页面上选择届次。") % {"number": wanted})
    return found


def _tabs(terms: Sequence[Term], chosen: Term | None) -> list[Choice]:
    """A tab for each term, the latest first; none for a single one."""
    if len(terms) < 2:
        return []
    return [Choice(ordinal(term.number), f"?term={term.number}", term == chosen) for term in terms]


def _choices(demands: Sequence[Requirement], found: BodyRepair | None, wanted: str) -> list[Choice]:
    if not demands:
        return []
    offered = [(demand.code, demand.shown.title) for demand in demands]
    if found is not None and found.seats:
        offered.insert(0, (TOGETHER, str(COULD_BE_GIVEN)))
    links = [Choice(title, f"?{urlencode({'requirement': code})}#people", code == wanted) for code, title in offered]
    return [Choice(_("不标记"), "?#people", not any(code == wanted for code, _title in offered)), *links]


def _marks(demands: Sequence[Requirement], found: BodyRepair | None, wanted: str) -> Marks | None:
    """What a requirement says of each post, or which of them could be given; nothing for any other word."""
    if wanted == TOGETHER and found is not None and found.seats:
        return Marks(str(COULD_BE_GIVEN), dict.fromkeys(found.seats, YES), GIVEN)
    marked = next((demand for demand in demands if demand.code == wanted), None)
    return Marks(marked.shown.title, marked.verdicts) if marked is not None else None
