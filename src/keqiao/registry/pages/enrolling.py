"""Enrolling one person: who is alike is shown before a second record is made, and the decision is remembered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person, blind
from keqiao.kernel.standards.identity import read_identity
from keqiao.kernel.standards.names import normalise_name
from keqiao.kernel.standards.partial import read_partial
from keqiao.kernel.standards.refusal import Refused as NotStandard
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.asking import VerbForm, verb_form
from keqiao.look.picking import PickerField
from keqiao.registry.alike.candidates import alike, trace_of
from keqiao.registry.alike.weights import LIKELY, Trace
from keqiao.registry.verbs.people import EnrolPerson, enrol

from .alike import Side, Told, sides, told
from .person import person_url

NEED = "people.manage"
SHOWN = 5


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@page(NEED)
def enrol_person(request: HttpRequest) -> HttpResponseBase:
    """The form; then, where somebody is alike, those; then the record."""
    actor = actor_of(request)
    form = _form(request, actor)
    found: list[tuple[Side, int, list[Told]]] = []
    if request.method == "POST" and form.is_valid():
        others = _alike(actor, form)
        decided = request.POST.get("decided") == "others"
        found = [] if decided else _shown(actor, others)
        if not found:
            made = _enrol(request, form, [pk for pk, _points, _why in others] if decided else [])
            if made is not None:
                return redirect(person_url(made))
    trail = [{"label": _("人员"), "url": reverse("registry:people")}, {"label": _("登记人员"), "url": ""}]
    context = {
        "form": form,
        "found": found,
        "likely": any(points >= LIKELY for _s, points, _t in found),
        "trail": trail,
    }
    return render(request, "registry/enrol.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, actor: Actor) -> VerbForm:
    form = verb_form(EnrolPerson, actor, data=request.POST.copy() if request.method == "POST" else None)
    keeper = PickerField("organisation", actor=actor, number=False, label=gettext_lazy("保存单位"), required=True)
    keeper.error_messages["required"] = _("没有填写保存单位。请填写由哪个单位保存这条记录。")
    keeper.initial = _usual_keeper(actor)
    form.fields = {"keeper": keeper, **form.fields}
    form.fields["key"].widget = forms.HiddenInput()
    return form


def _usual_keeper(actor: Actor) -> str:
    """The first organisation that the reader keeps records for."""
    mine = Organisation.objects.filter(pk__in=reachable(actor, NEED), closed=None).order_by("pk")
    return mine.values_list("code", flat=True).first() or ""


def _alike(actor: Actor, form: VerbForm) -> list[tuple[int, int, Any]]:
    """Who may be the same, among those whom the reader may see."""
    return alike(_trace(form.cleaned_data), Person.objects.filter(keeper__in=reachable(actor, "people.see")))


def _shown(actor: Actor, found: list[tuple[int, int, Any]]) -> list[tuple[Side, int, list[Told]]]:
    shown = sides(actor, [pk for pk, _points, _why in found[:SHOWN]])
    return [(shown[pk], points, told(why, private=bool(shown[pk].more))) for pk, points, why in found[:SHOWN]]


def _trace(given: dict[str, Any]) -> Trace:
    """What was typed, as far as it can be read: what can't is the verb's to refuse."""
    person = Person(name=normalise_name(given["name"]), sex=given.get("sex") or "")
    today = timezone.localdate()
    try:
        if given.get("birth"):
            birth = read_partial(given["birth"], today=today).value
            person.birth_from, person.birth_to = from_int(birth.earliest), from_int(birth.latest)
        if given.get("id_number"):
            identity = read_identity(given["id_number"], today=today)
            person.id_index = blind(identity.number)
            person.birth_from = person.birth_from or identity.birth
            person.birth_to = person.birth_to or identity.birth
    except NotStandard:
        pass
    return trace_of(person, given.get("unit_name") or "")


def _enrol(request: HttpRequest, form: VerbForm, others: list[int]) -> Person | None:
    """Carry it out; None when the verb refused and the form says why."""
    given = form.given()
    keeper = Organisation.objects.filter(code=given.pop("keeper")).first()
    data = {**given, "others": others, "despite_namesake": bool(others)}
    try:
        if keeper is None:
            raise VerbError(_("没有找到保存单位。请重新选择。"))
        made = enrol(Act(actor_of(request)), keeper, data)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("已登记%(person)s。") % {"person": made})
    return made
