"""A list with its units, those that nobody covers yet among them, and the page of one unit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import may, page
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.search.names import named
from keqiao.kernel.units.coverage import GRASSROOTS
from keqiao.kernel.units.models import How, Unit, UnitKind, UnitList
from keqiao.look.acts import act_url, acts_of
from keqiao.look.parts import Choice
from keqiao.registry.verbs.units import cover_unit
from keqiao.registry.wording import choice_word, day_word, joined, organisation_url, span

from .covers import Covers, covers_of, is_covered
from .unit_lists import A_PAGE, NEED, stand_of

SHOWN = ("all", "uncovered", "covered")
SUGGESTED = 5


@dataclass(frozen=True)
class UnitLine:
    """A unit as its list shows it; ``act`` leads to saying which association stands for it."""

    unit: Unit
    covers: Covers
    act: str


def list_keeper(request: HttpRequest, list_id: uuid.UUID) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(UnitList, public_id=list_id).organisation_id


def unit_keeper(request: HttpRequest, unit_id: uuid.UUID) -> int:
    """On which organisation the need is checked."""
    return get_object_or_404(Unit.objects.select_related("list"), public_id=unit_id).organisation_id


@require_GET
@page(NEED, on=list_keeper)
def unit_list(request: HttpRequest, list_id: uuid.UUID) -> HttpResponse:
    """One list with its units, all of them or those that nobody covers."""
    one = get_object_or_404(UnitList.objects.select_related("organisation", "supersedes"), public_id=list_id)
    words, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    show = show if show in SHOWN else "all"
    held = Unit.objects.filter(holds_on(today()), list=one)
    all_of_it, reached = held.count(), held.filter(is_covered()).count()
    found = held.filter(named(Unit, words) | Q(code=words) | Q(division__name=words)) if words else held
    found = found if show == "all" else found.filter(is_covered() if show == "covered" else ~is_covered())
    ordered = found.select_related("division", "list").order_by("code", "name", "pk")
    listed = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": one,
        "kicker": joined(choice_word(UnitKind(one.kind)), stand_of(one)),
        "facts": _list_facts(one, all_of_it, reached),
        "units": all_of_it,
        "page": listed,
        "lines": unit_lines(
            list(listed), may_act=one.ends is None and may(request, cover_unit.needs, one.organisation)
        ),
        "tabs": _tabs(words, show, all_of_it, reached),
        "q": words,
        "show": show,
        "acts": acts_of(request, one),
        "trail": list_trail(one),
    }
    return render(request, "registry/unit_list.html", context)


@require_GET
@page(NEED, on=unit_keeper)
def unit(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """One unit: where it stands, which associations stand for it, and which might."""
    one = get_object_or_404(Unit.objects.select_related("list", "division", "registered"), public_id=unit_id)
    covers = covers_of([one.pk])[one.pk]
    context = {
        "unit": one,
        "facts": _unit_facts(one),
        "covers": covers,
        "history": [
            (str(cover.association), choice_word(How(cover.how)), span(cover.starts, cover.ends))
            for cover in one.covers.select_related("association")
        ],
        "suggested": [] if covers.fitting else suggested(one),
        "acts": acts_of(request, one),
        "trail": list_trail(one.list, one.name),
    }
    return render(request, "registry/unit.html", context)


def unit_lines(units: Sequence[Unit], *, may_act: bool) -> list[UnitLine]:
    """The units with the associations that stand for them: two queries however many."""
    found = covers_of(one.pk for one in units)
    return [UnitLine(one, found[one.pk], act_url(cover_unit, one) if may_act else "") for one in units]


def suggested(one: Unit) -> list[tuple[str, str]]:
    """Associations that may be the unit's by their name or code, each with its page; a person says whether they are."""
    same = Q(uscc=one.code) if one.code else Q(pk=None)
    found = Organisation.objects.filter(named(Organisation, one.name) | same, kind__in=GRASSROOTS, closed=None)
    return [(other.name, organisation_url(other)) for other in found.order_by("code")[:SUGGESTED]]


def list_trail(one: UnitList, *here: str) -> list[dict[str, str]]:
    """The way to a list, and what of it is shown."""
    its = reverse("registry:unit_list", args=[one.public_id]) if here else ""
    return [
        {"label": _("单位名单"), "url": reverse("registry:unit_lists")},
        {"label": one.title, "url": its},
        *({"label": label, "url": ""} for label in here),
    ]


def _list_facts(one: UnitList, units: int, reached: int) -> list[tuple[str, str]]:
    rows = [
        (_("保管单位"), str(one.organisation)),
        (_("来源文件"), joined(one.source, _("第%(page)s页") % {"page": one.page} if one.page else "")),
        (_("数据截止日期"), day_word(one.as_of)),
        (_("启用时间"), span(one.starts, one.ends)),
        (_("替代的名单"), str(one.supersedes or "")),
        (_("覆盖情况"), _("%(units)s个单位中已覆盖%(covered)s个") % {"units": units, "covered": reached}),
    ]
    return [(label, value) for label, value in rows if value]


def _unit_facts(one: Unit) -> list[tuple[str, str]]:
    rows = [
        (_("名单"), one.list.title),
        (_("代码"), one.code),
        (_("行政区划"), str(one.division or "")),
        (_("系统中的单位"), str(one.registered or "")),
        (_("在名单中的时间"), span(one.starts or one.list.starts, one.ends or one.list.ends)),
    ]
    return [(label, value) for label, value in rows if value]


def _tabs(words: str, show: str, units: int, reached: int) -> list[Choice]:
    labels = {"all": _("全部"), "uncovered": _("未覆盖"), "covered": _("已覆盖")}
    counts = {"all": units, "uncovered": units - reached, "covered": reached}
    asked = {"q": words} if words else {}
    return [
        Choice(labels[one], f"?{urlencode({**asked, 'show': one})}", one == show, None if words else counts[one])
        for one in SHOWN
    ]
