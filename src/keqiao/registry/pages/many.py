"""Doing the same to many people: choose what, look at whom it is done to, do it, take it back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.bulk import abandon
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.models import Batch, BatchState
from keqiao.look.asking import VerbForm, verb_form
from keqiao.look.parts import Choice
from keqiao.registry.directory import read_filters
from keqiao.registry.many.offered import OFFERED, Many, numbers, place_for, selected
from keqiao.registry.many.verbs import rows_for

from .people import chips_of, page_of_people, rows_of, with_codes

NEED = "people.manage"
SHOWN = 20


@require_http_methods(["GET", "POST"])
@never_cache
@page(NEED)
def choose_many(request: HttpRequest) -> HttpResponseBase:
    """What to do with whom: posting stages it, and the next page is the second look."""
    actor = actor_of(request)
    one = OFFERED.get(request.GET.get("act", ""), next(iter(OFFERED.values())))
    ticked, chosen = request.GET.getlist("person"), read_filters(with_codes(actor, request.GET.dict()))
    found = selected(actor, ticked, chosen)
    form = verb_form(one.verb.schema, actor, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        batch = _stage(request, one, form, found)
        if batch is not None:
            return redirect("registry:many_batch", batch.public_id)
    listed = page_of_people(found, None)
    context = {
        "one": one,
        "form": form,
        "page": listed,
        "rows": rows_of(listed)[:SHOWN],
        "chips": [] if ticked else chips_of(chosen),
        "choices": _choices(one, ticked, chosen),
        "trail": trail(_("成批办理")),
    }
    return render(request, "registry/many.html", context, status=400 if form.errors else 200)


def _choices(now: Many, ticked: Sequence[str], chosen: Mapping[str, str]) -> list[Choice]:
    kept = [*(("person", one) for one in ticked), *chosen.items()]
    return [
        Choice(str(one.label), "?" + urlencode([*kept, ("act", name)]), current=one is now)
        for name, one in OFFERED.items()
    ]


def _stage(request: HttpRequest, one: Many, form: VerbForm, found: Any) -> Batch | None:
    """Stage the step; None when it was refused and the form says why."""
    actor = actor_of(request)
    place = place_for(actor, one.verb.needs)
    given = {name: value for name, value in form.given().items() if name != "key"}
    try:
        if place is None:
            raise Refused(_("您没有办理“%(act)s”的权限。请联系本单位的安全管理员开通。") % {"act": one.label})
        data = one.verb.schema.model_validate(given)
        return one.verb.stage(Act(actor), place, data, rows_for(numbers(found)), title=str(one.label))
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        form.add_error(None, str(error))
        return None


def place_of_batch(request: HttpRequest, batch_id: uuid.UUID) -> int:
    """Where the right to see a step is checked."""
    return get_object_or_404(Batch, public_id=batch_id, verb__in=OFFERED).organisation


@require_http_methods(["GET", "POST"])
@never_cache
@page(NEED, on=place_of_batch)
def show_many(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponseBase:
    """The second look at a step, and afterwards what became of it."""
    batch = get_object_or_404(Batch, public_id=batch_id, verb__in=OFFERED)
    actor, one, refusal = actor_of(request), OFFERED[batch.verb], ""
    if batch.actor != actor.label and batch.state == BatchState.STAGED:
        raise Http404  # what somebody prepares is theirs until it is done
    if request.method == "POST":
        try:
            return _go_on(request, one, batch)
        except Refused as refused:
            raise PermissionDenied(str(refused)) from None
        except VerbError as error:
            refusal = str(error)
    people = [row["person"] for row in one.verb.rows(batch)]
    seen = selected_again(actor, people)
    context = {
        "batch": batch,
        "one": one,
        "refusal": refusal,
        "said": _said(one, batch),
        "place": Organisation.objects.get(pk=batch.organisation),
        "skipped": batch.outcomes.filter(outcome="{}").count(),
        "rows": rows_of(page_of_people(seen, None))[:SHOWN],
        "people": batch.rows,
        "trail": trail(str(one.label)),
    }
    return render(request, "registry/many_batch.html", context)


def selected_again(actor: Actor, people: Sequence[int]) -> Any:
    """The people of a staged step that the reader may see, the first of them."""
    found = selected(actor, (), {})
    return found.filter(pk__in=list(people)[:SHOWN])


def _go_on(request: HttpRequest, one: Many, batch: Batch) -> HttpResponseBase:
    act, step = Act(actor_of(request)), request.POST.get("step", "")
    if step == "apply":
        one.verb.apply(act, batch)
        messages.success(request, _("已办理：%(act)s，%(count)s人。") % {"act": one.label, "count": batch.rows})
    elif step == "undo":
        one.verb.undo(act, batch)
        messages.success(request, _("已撤销：%(act)s，%(count)s人。") % {"act": one.label, "count": batch.rows})
    elif step == "abandon":
        abandon(batch)
        messages.info(request, _("已放弃，没有办理任何人。"))
        return redirect("registry:people")
    else:
        raise VerbError(_("没有说明要办理、放弃还是撤销。请使用页面上的按钮。"))
    return redirect("registry:many_batch", batch.public_id)


def _said(one: Many, batch: Batch) -> list[tuple[str, str]]:
    """What was filled in, as the form says it."""
    data = one.verb.schema.model_validate_json(batch.data)
    form = verb_form(one.verb.schema, Actor(operator=True), initial=data.model_dump(mode="json", exclude_none=True))
    return [(str(field.label), _shown(field)) for field in form.asked()]


def _shown(field: Any) -> str:
    value = field.value()
    words = dict(getattr(field.field, "choices", ()) or ())
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(words.get(value, value or ""))


def trail(*here: str) -> list[dict[str, str]]:
    """From the directory to here."""
    return [{"label": _("人员"), "url": reverse("registry:people")}, *({"label": one, "url": ""} for one in here)]
