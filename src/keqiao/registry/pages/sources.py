"""Source classes waiting at a unit: confirmed in bulk, by unit and position, with the reasons of each proposal."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.imports.sources import SourceGroup, confirm_proposals, source_groups
from keqiao.registry.verbs.people import ConfirmSources, confirm_sources

from .drafts import GroupChoice
from .groups import NO, YES, GroupLine, class_choices, confirmed_group, key_of, line, read_choices
from .imports import trail

PER_PAGE = 40


def unit_of(request: HttpRequest, unit: uuid.UUID) -> int:
    """Where the right to confirm is checked."""
    return get_object_or_404(Organisation, public_id=unit).pk


@require_http_methods(["GET", "POST"])
@page("people.manage", on=unit_of)
def sources(request: HttpRequest, unit: uuid.UUID) -> HttpResponseBase:
    """What waits at a unit; posting confirms the ticked groups, or every complete proposal."""
    organisation = get_object_or_404(Organisation, public_id=unit)
    groups = source_groups(organisation)
    refusal = ""
    if request.method == "POST":
        try:
            people = _confirm(request, organisation, groups)
        except VerbError as error:
            refusal = str(error)
        else:
            messages.success(request, _("已确认%(people)d人的来源类别，相关指标随即重新计算。") % {"people": people})
            return redirect(request.get_full_path())
    shown = Paginator(groups, PER_PAGE).get_page(request.GET.get("page"))
    chosen = read_choices(request.POST.dict()) if refusal else {}
    context = {
        "organisation": organisation,
        "page": shown,
        "groups": [_line(group, chosen) for group in shown],
        "people": sum(group.people for group in groups),
        "decided_people": sum(group.people for group in groups if group.decided),
        "classes": class_choices(),
        "refusal": refusal,
        "trail": trail((_("导入"), reverse("registry:imports")), _("确认来源类别")),
    }
    return render(request, "registry/sources.html", context)


def _confirm(request: HttpRequest, organisation: Organisation, groups: list[SourceGroup]) -> int:
    act = Act(actor_of(request))
    if request.POST.get("action") == "all":
        return confirm_proposals(act, organisation, groups)
    choices = {key: choice for key, choice in read_choices(request.POST.dict()).items() if choice.picked}
    picked = [(group, choices[_key(group)]) for group in groups if _key(group) in choices]
    if not picked:
        raise VerbError(_("没有勾选任何一组，没有确认。请先勾选要确认的单位和职务。"))
    confirmed = [
        confirmed_group(group.employments, choice, f"{group.unit_name}{group.position}") for group, choice in picked
    ]
    confirm_sources(act, organisation, ConfirmSources(groups=confirmed))
    return sum(group.people for group, _choice in picked)


def _key(group: SourceGroup) -> str:
    """What names a group here: two can differ in nothing but what was proposed for them."""
    return key_of(f"{group.unit_name}\n{group.source_class}\n{group.leading_official}", group.position)


def _line(group: SourceGroup, chosen: dict[str, GroupChoice]) -> GroupLine:
    """A group as shown: what is recorded as proposed for it stands in the controls."""
    made = line(group.unit_name, group.position, group.people)
    recorded = GroupChoice(
        source_class=group.source_class, official={True: YES, False: NO, None: ""}[group.leading_official]
    )
    return replace(made, key=_key(group), choice=chosen.get(_key(group), recorded))
