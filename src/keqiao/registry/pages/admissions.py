"""Login codes on paper: whom they are for, and the slips, which are shown once to be printed."""

from __future__ import annotations

import uuid

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.models import User
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.verbs.admissions import issue_admission

PER_PAGE = 50


def unit_at(request: HttpRequest, public_id: uuid.UUID) -> int:
    """Where the right to issue codes is checked."""
    return get_object_or_404(Organisation, public_id=public_id).pk


@never_cache
@require_http_methods(["GET", "POST"])
@page("people.manage", on=unit_at)
def admissions(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose people of the unit who can't log in with a mobile yet; then their slips."""
    unit = get_object_or_404(Organisation, public_id=public_id)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("people") if one.isdecimal()]
        try:
            slips = issue_admission(Act(actor_of(request)), unit, {"people": chosen})
            return render(request, "registry/slips.html", {"unit": unit, "slips": [_drawn(request, s) for s in slips]})
        except VerbError as refusal:
            messages.error(request, str(refusal) if chosen else _("没有选择人员。请至少选择一人。"))
    proved = Identity.objects.filter(person=OuterRef("pk"), ends=None).exclude(verified=None)
    staff = User.objects.filter(person=OuterRef("pk")).exclude(grants=None)
    work = Prefetch("employments", Employment.objects.filter(holds_on(today())), "work")
    kept = Person.objects.filter(~Exists(proved), ~Exists(staff), keeper=unit).prefetch_related(work)
    words = request.GET.get("q", "").strip()
    if words:
        kept = kept.filter(name__startswith=words)
    context = {
        "unit": unit,
        "words": words,
        "page": Paginator(kept.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "trail": [{"label": str(unit), "url": reverse("organisation", args=[unit.code])}, {"label": _("纸质登录码")}],
    }
    return render(request, "registry/admissions.html", context)


def admissions_panel(request: HttpRequest, subject: object) -> str:
    """The way to the slips, for those who may print them."""
    if not isinstance(subject, Organisation) or not may(request, "people.manage", subject):
        return ""
    return render_to_string("registry/panel_admissions.html", {"unit": subject}, request)


def _drawn(request: HttpRequest, slip: object) -> dict[str, object]:
    """A slip with the picture that a phone reads: the address of the page, without the code."""
    address = request.build_absolute_uri(reverse("login_paper"))
    return {"slip": slip, "address": address, "picture": segno.make(address, error="m").svg_data_uri(scale=3)}
