"""The first step of bringing in a roster: for which unit, into which body, from which file."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.forms import RosterForm

from .drafts import Draft, DraftState, kept_name, new_draft
from .imports import steps, trail
from .listings import kind_choices
from .sheets import roster_sheets

UNITS_SHOWN = 20


@require_http_methods(["GET", "POST"])
@page("people.import")
def new_import(request: HttpRequest) -> HttpResponseBase:
    """Choose the unit where there are several, then body and file."""
    allowed = Organisation.objects.filter(pk__in=reachable(actor_of(request), "people.import"))
    organisation = _chosen(request, allowed)
    if organisation is None:
        return _choose_unit(request, allowed)
    named = {"body": request.GET.get("body")}
    form = RosterForm(organisation, request.POST or None, request.FILES or None, initial=named)
    if request.method == "POST" and form.is_valid():
        draft = _keep(request, organisation, form)
        if draft is not None:
            return redirect("registry:draft", draft.token)
    context = {
        "form": form,
        "choices": kind_choices(request, organisation),
        "organisation": organisation,
        "several": len(allowed[:2]) > 1,
        "steps": steps(0),
        "trail": trail((_("导入"), reverse("registry:imports")), _("选择文件")),
    }
    return render(request, "registry/new_import.html", context)


def _chosen(request: HttpRequest, allowed: QuerySet[Organisation]) -> Organisation | None:
    """The unit named in the address, or the only one. Raises PermissionDenied for one that isn't theirs."""
    code = request.GET.get("unit", "")
    if not code:
        few = list(allowed[:2])
        return few[0] if len(few) == 1 else None
    found = allowed.filter(code=code).first()
    if found is None:
        raise PermissionDenied(_("您没有为这个单位导入名册的权限。请在单位列表中选择，或联系该单位的安全管理员开通。"))
    return found


def _choose_unit(request: HttpRequest, allowed: QuerySet[Organisation]) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()
    found = allowed.filter(closed=None)
    if wanted:
        found = found.filter(name__icontains=wanted)
    context = {
        "page": Paginator(found, UNITS_SHOWN).get_page(request.GET.get("page")),
        "many": allowed.count() > UNITS_SHOWN,
        "wanted": wanted,
        "steps": steps(0),
        "trail": trail((_("导入"), reverse("registry:imports")), _("选择单位")),
    }
    return render(request, "registry/units.html", context)


def _keep(request: HttpRequest, organisation: Organisation, form: RosterForm) -> Draft | None:
    """Keep the file as a draft if it holds a roster; otherwise the form says why not."""
    file, body = form.cleaned_data["file"], form.chosen_body
    state = DraftState(
        filename=kept_name(file.name),
        organisation=organisation.pk,
        body=body.pk if body is not None else None,
        kind=form.chosen_kind,
    )
    draft = new_draft(request, file.read(), state)
    try:
        with draft.file() as path:
            state.sheets = roster_sheets(path, state.filename)
    except VerbError as error:
        draft.discard()
        form.add_error("file", str(error))
        return None
    draft.save()
    return draft
