"""Pages of the audit administrator: what was done, who looked at whom, whether the chain holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit.models import Look, Seal, Seen
from keqiao.kernel.audit.sealer import unsealed
from keqiao.kernel.audit.verified import last_verified, verify_and_remember
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act
from keqiao.look.parts import Chip, Choice
from keqiao.registry.audit.export import SHEET, entries_sheet
from keqiao.registry.audit.finding import MOST, NEED, Asked, Search, entries_asked, looks_asked
from keqiao.registry.audit.wording import actor_words, entry_lines
from keqiao.registry.verbs.audit import export_entries, verify_chain

A_PAGE = 50


@require_GET
@page(NEED)
def audit(request: HttpRequest) -> HttpResponse:
    """What was done and refused, the latest first."""
    form, asked = _search(request)
    found = entries_asked(actor_of(request), asked)[:MOST]
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": listed, "lines": entry_lines(listed), "query": _query(request), **_frame(request, form, "audit")}
    return render(request, "registry/audit.html", context)


@require_GET
@page(NEED)
def audit_looks(request: HttpRequest) -> HttpResponse:
    """Who looked at whose record, the latest first."""
    form, asked = _search(request)
    for name in ("verb", "outcome"):
        form.fields.pop(name)
    found = looks_asked(actor_of(request), asked)[:MOST]
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": listed, "lines": _look_lines(list(listed)), **_frame(request, form, "audit_looks")}
    return render(request, "registry/audit_looks.html", context)


@require_GET
@page(NEED)
def export_audit(request: HttpRequest) -> HttpResponse:
    """The entries as filtered, as a spreadsheet; that they went out stands in the audit too."""
    _form, asked = _search(request)
    lines = entry_lines(entries_asked(actor_of(request), asked)[:MOST])
    export_entries(Act(actor_of(request)), _own_place(actor_of(request)), {"rows": len(lines), "filters": asked.said()})
    answer = HttpResponse(entries_sheet(lines), content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y%m%d}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@page(NEED)
def audit_chain(request: HttpRequest) -> HttpResponseBase:
    """How far the chain is sealed, when it was verified last and what came of it; and verify it now."""
    if request.method == "POST":
        report = verify_and_remember()
        given = {"entries": report.entries, "faults": len(report.faults)}
        verify_chain(Act(actor_of(request)), _own_place(actor_of(request)), given)
        if not report.faults:
            messages.success(request, _("核验通过：封存的记录没有被改动、删除、调换或截断。"))
        return HttpResponseRedirect(reverse("registry:audit_chain"))
    sealed = Seal.objects.aggregate(entries=Sum("entries"), looks=Sum("looks"))
    last = last_verified()
    facts = [
        (_("已封存的办理记录"), f"{sealed['entries'] or 0:,}"),
        (_("已封存的查看记录"), f"{sealed['looks'] or 0:,}"),
        (_("封存批次"), f"{Seal.objects.count():,}"),
        (_("尚未封存"), _("%(count)s条，随下一轮例行事务封存") % {"count": f"{unsealed():,}"}),
    ]
    context = {"facts": facts, "last": last, **_frame(request, None, "audit_chain")}
    return render(request, "registry/audit_chain.html", context)


def _search(request: HttpRequest) -> tuple[Search, Asked]:
    form = Search(actor_of(request), request.GET)
    return form, Asked.of(form)


def _frame(request: HttpRequest, form: Search | None, here: str) -> dict[str, Any]:
    """What the three pages share: tabs, the search, whether it narrows."""
    query = _query(request)
    tabs = [
        Choice(_("办理记录"), reverse("registry:audit") + query, here == "audit"),
        Choice(_("查看记录"), reverse("registry:audit_looks") + query, here == "audit_looks"),
        Choice(_("核验"), reverse("registry:audit_chain"), here == "audit_chain"),
    ]
    chips = [] if form is None else _chips(request, form)
    return {"tabs": tabs, "form": form, "chips": chips, "narrowed": bool(query), "most": MOST}


def _chips(request: HttpRequest, form: Search) -> list[Chip]:
    """The filters in force, each a link without it; one that wasn't understood is none."""
    found = []
    for field in form:
        value = request.GET.get(field.name, "")
        if value and not field.errors:
            choices = dict(getattr(field.field, "choices", ()))
            query = request.GET.copy()
            query.pop(field.name)
            query.pop("page", None)
            told = {"label": field.label, "value": choices.get(value, value)}
            found.append(Chip(_("%(label)s：%(value)s") % told, f"?{query.urlencode()}"))
    return found


def _query(request: HttpRequest) -> str:
    """The filters in force as they stand in an address, without the page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return f"?{query.urlencode()}" if query else ""


def _look_lines(looks: list[Look]) -> list[dict[str, Any]]:
    who = actor_words(one.actor for one in looks)
    organisations = Organisation.objects.in_bulk({one.organisation for one in looks if one.organisation is not None})
    return [
        {
            "look": one,
            "who": who[one.actor],
            "role": _(ROLES[one.role].zh) if one.role in ROLES else "",
            "place": organisations.get(one.organisation or 0, ""),
            "what": _(str(Seen(one.what).label)),
            "why": _(one.why),
        }
        for one in looks
    ]


def _own_place(actor: Actor) -> Organisation:
    """The organisation whose audit administrator the reader is: there it is recorded what they do with the audit."""
    roles = [role.code for role in ROLES.values() if NEED in role.needs]
    held = Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles)
    return held.select_related("organisation").order_by("-subtree", "pk")[0].organisation
