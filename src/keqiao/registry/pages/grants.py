"""Pages of the security administrator: roles that are given, giving one, what to take back, what roles mean."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.roles import EXCLUSIVE, ROLES
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.acts import act_url
from keqiao.look.formats import enumerated
from keqiao.look.parts import Chip, Choice
from keqiao.look.picking import PickerField
from keqiao.registry.grants import KINDS, NEED, STALE, holding, visible_grants
from keqiao.registry.needs import lets_do, lets_see, role_word
from keqiao.registry.refusals import organisation_by_code
from keqiao.registry.verbs.access import extend, grant, revoke
from keqiao.registry.wording import span

A_PAGE = 50


@dataclass(frozen=True)
class GrantLine:
    """A grant in words, with what may be done with it."""

    grant: Grant
    role: str
    time: str
    revoke_url: str
    extend_url: str


class GrantForm(forms.Form):
    """A role for somebody: who, which, where, for how long."""

    use_required_attribute = False
    username = forms.CharField(label=gettext_lazy("用户名"), max_length=60)
    role = forms.ChoiceField(label=gettext_lazy("角色"), help_text=gettext_lazy("每个角色能做什么，见“角色说明”。"))
    subtree = forms.BooleanField(label=gettext_lazy("含下级单位"), required=False)
    starts = forms.DateField(
        label=gettext_lazy("从哪一天起"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("不填表示立即生效。"),
    )
    ends = forms.DateField(
        label=gettext_lazy("从哪一天起失效"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("建议填写，例如一年后；不填则一直有效。"),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        """Roles in words; the organisation is chosen by name."""
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [("", _("请选择")), *((code, _(one.zh)) for code, one in ROLES.items())]
        self.fields["organisation"] = PickerField("organisation", actor=actor, number=False, label=_("单位"))
        for field in self.fields.values():
            field.error_messages["required"] = _("没有填写%(label)s。") % {"label": field.label}
        self.order_fields(["username", "role", "organisation", "subtree", "starts", "ends"])


def grant_at(request: HttpRequest, public_id: uuid.UUID) -> int:
    """Where the right to take a grant back is checked."""
    return get_object_or_404(Grant, public_id=public_id).organisation_id


@require_GET
@page(NEED)
def grants(request: HttpRequest) -> HttpResponse:
    """The grants of one's own area: those that hold, those to come, those that are over."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "holding"
    words = request.GET.get("q", "").strip()
    found = KINDS[kind][1](_matching(visible_grants(actor_of(request)), words))
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    choices = [Choice(str(word), f"?kind={one}", one == kind) for one, (word, _narrow) in KINDS.items()]
    chips = [Chip(_("“%(words)s”") % {"words": words}, f"?kind={kind}")] if words else []
    context = {"page": listed, "lines": _lines(list(listed)), "words": words, "kind": kind, "chips": chips}
    return render(request, "registry/grants.html", context | {"choices": choices, "tabs": _tabs("grants")})


@require_GET
@page(NEED)
def stale_grants(request: HttpRequest) -> HttpResponse:
    """Grants that should be looked at, by the reason."""
    actor = actor_of(request)
    counts = {one: narrow(visible_grants(actor)).count() for one, (_word, _why, narrow) in STALE.items()}
    kind = request.GET.get("kind", "")
    kind = kind if kind in STALE else next((one for one, count in counts.items() if count), "left")
    word, why, narrow = STALE[kind]
    listed = Paginator(narrow(visible_grants(actor)), A_PAGE).get_page(request.GET.get("page"))
    choices = [Choice(str(said), f"?kind={one}", one == kind, counts[one]) for one, (said, _w, _n) in STALE.items()]
    context = {
        "page": listed,
        "lines": _lines(list(listed)),
        "kind": kind,
        "word": word,
        "why": why,
        "choices": choices,
        "tabs": _tabs("stale_grants"),
    }
    return render(request, "registry/stale_grants.html", context)


@require_GET
@page(NEED)
def roles(request: HttpRequest) -> HttpResponse:
    """What each role lets somebody do and see of people; and who the three administrators are."""
    held = holding(visible_grants(actor_of(request))).filter(role__in=EXCLUSIVE)
    three = [(role_word(code), [one for one in held if one.role == code]) for code in ROLES if code in EXCLUSIVE]
    rows = [(_(role.zh), enumerated(lets_do(role)), lets_see(role)) for role in ROLES.values()]
    return render(request, "registry/roles.html", {"rows": rows, "three": three, "tabs": _tabs("roles")})


@require_http_methods(["GET", "POST"])
@page(NEED)
def new_grant(request: HttpRequest) -> HttpResponseBase:
    """Give somebody a role."""
    actor = actor_of(request)
    form = GrantForm(actor, request.POST or None, initial={"username": request.GET.get("username", "")})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = grant(Act(actor), organisation_by_code(given.pop("organisation")), given)
        except Refused as refused:
            raise PermissionDenied(str(refused)) from None
        except VerbError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已授予：%(grant)s。") % {"grant": made})
            return HttpResponseRedirect(reverse("registry:grants"))
    trail = [{"label": _("授权"), "url": reverse("registry:grants")}, {"label": _("授予角色"), "url": ""}]
    status = 400 if form.errors else 200
    return render(request, "registry/new_grant.html", {"form": form, "trail": trail}, status=status)


@require_POST
@page(NEED, on=grant_at)
def revoke_grant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Take a grant back at once, from the list of those that should be looked at."""
    target = get_object_or_404(Grant, public_id=public_id)
    try:
        revoke(Act(actor_of(request)), target, {"seen_version": request.POST.get("version") or None})
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except (VerbError, Stale) as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("已收回：%(grant)s。") % {"grant": target})
    kind = request.POST.get("kind", "")
    return HttpResponseRedirect(reverse("registry:stale_grants") + (f"?kind={kind}" if kind in STALE else ""))


def _matching(found: QuerySet[Grant], words: str) -> QuerySet[Grant]:
    if not words:
        return found
    named = Q(user__username__icontains=words) | Q(user__display_name__icontains=words)
    return found.filter(named | Q(organisation__name__icontains=words) | Q(organisation__short_name__icontains=words))


def _lines(found: list[Grant]) -> list[GrantLine]:
    today = timezone.localdate()
    return [
        GrantLine(
            one,
            role_word(one.role),
            span(one.starts, one.ends) or _("一直有效"),
            act_url(revoke, one) if one.ends is None or one.ends > today else "",
            act_url(extend, one) if one.ends is not None and one.ends > today else "",
        )
        for one in found
    ]


def _tabs(here: str) -> list[Choice]:
    named = (("grants", _("授权")), ("stale_grants", _("需要清理")), ("roles", _("角色说明")))
    return [Choice(word, reverse(f"registry:{name}"), name == here) for name, word in named]
