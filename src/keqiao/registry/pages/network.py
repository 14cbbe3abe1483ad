"""Whom an organisation is tied to, and whom these are tied to: a picture of at most forty, and a table of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import page
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.look.networks import Network, Node, Tie
from keqiao.look.parts import Choice
from keqiao.registry.wording import choice_word, organisation_url, span

from .organisation import organisation_id
from .reach import NEED, links_to, trail

NEAR, FAR = 16, 24  # who is drawn around the organisation, and further out
LOOKED_AT = 400  # ties of the nearer ones among which the further ones are chosen
A_PAGE = 50


@dataclass(frozen=True)
class Around:
    """What is drawn, and how many of the nearest are left out."""

    first: Sequence[Organisation]
    second: Sequence[tuple[Organisation, int]]
    ties: Sequence[Link]
    left_out: int
    more_beyond: bool


@require_GET
@page(NEED, on=organisation_id, open_in_demo=True)
def network(request: HttpRequest, code: str) -> HttpResponse:
    """The ties of one organisation, all of them or those of one kind."""
    one = get_object_or_404(Organisation, code=code)
    kind = request.GET.get("kind", "")
    kind = kind if kind in LinkKind.values else ""
    held = Link.objects.filter(holds_on(today())).select_related("source", "target")
    own = held.filter(Q(source=one) | Q(target=one))
    occurring = set(own.order_by().values_list("kind", flat=True).distinct())
    chosen = _of_kind(own, kind)
    around = around_of(one, chosen, _of_kind(held, kind))
    listed = Paginator(chosen.order_by("kind", "source__code", "target__code", "pk"), A_PAGE)
    shown = listed.get_page(request.GET.get("page"))
    context = {
        "organisation": one,
        "network": picture(one, around) if around.first else None,
        "around": around,
        "drawn": len(around.first) + len(around.second),
        "page": shown,
        "rows": _rows(request, list(shown)),
        "choices": [
            Choice(_("全部关系"), "?", not kind),
            *(Choice(choice_word(each), f"?kind={each}", each == kind) for each in LinkKind if each in occurring),
        ],
        "trail": trail(request, one, _("关系网络")),
    }
    return render(request, "registry/network.html", context)


def around_of(one: Organisation, own: QuerySet[Link], held: QuerySet[Link]) -> Around:
    """Who is drawn: the nearest in administrative order, and beyond them those tied to most of these. Three queries."""
    near: dict[int, Organisation] = {}
    ties = list(own.order_by("source__code", "target__code")[:LOOKED_AT])
    for tie in ties:
        other = tie.target if tie.source_id == one.pk else tie.source
        near.setdefault(other.pk, other)
    first = sorted(near.values(), key=lambda each: each.code)[:NEAR]
    keys = [each.pk for each in first]
    further = held.filter(Q(source__in=keys) | Q(target__in=keys)).exclude(Q(source=one) | Q(target=one))
    beyond = list(further.order_by("source__code", "target__code")[: LOOKED_AT + 1])
    second: dict[int, tuple[Organisation, int]] = {}
    for tie in beyond[:LOOKED_AT]:
        for here, there in ((tie.source, tie.target), (tie.target, tie.source)):
            if here.pk in keys and there.pk not in keys:
                second.setdefault(there.pk, (there, here.pk))
    drawn = list(second.values())[:FAR]
    left = max(0, len(near) - NEAR) if len(ties) < LOOKED_AT else own.count() - NEAR
    return Around(first, drawn, [*ties, *beyond], left, len(second) > FAR or len(beyond) > LOOKED_AT)


def picture(one: Organisation, around: Around) -> Network:
    """The drawing of what is around an organisation."""
    kinds = sorted({tie.kind for tie in around.ties}, key=LinkKind.values.index)
    return Network(
        _("%(name)s的关系网络") % {"name": one},
        _node(one),
        [_node(each) for each in around.first],
        [(_node(each), on) for each, on in around.second],
        [Tie(tie.kind, tie.source_id, tie.target_id) for tie in around.ties],
        [(kind, choice_word(LinkKind(kind))) for kind in kinds],
    )


def _node(one: Organisation) -> Node:
    return Node(one.pk, str(one), organisation_url(one))


def _of_kind(ties: QuerySet[Link], kind: str) -> QuerySet[Link]:
    return ties.filter(kind=kind) if kind else ties


def _rows(request: HttpRequest, ties: Iterable[Link]) -> list[tuple[str, str, str, str, str, str]]:
    """Each tie: from, its page, what, to, its page, since when."""
    listed = list(ties)
    pages = links_to(request, [each for tie in listed for each in (tie.source, tie.target)])
    return [
        (
            tie.source.name,
            pages.get(tie.source_id, ""),
            choice_word(LinkKind(tie.kind)),
            tie.target.name,
            pages.get(tie.target_id, ""),
            span(tie.starts, tie.ends),
        )
        for tie in listed
    ]
