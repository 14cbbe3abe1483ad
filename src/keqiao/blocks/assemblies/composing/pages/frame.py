"""What the pages of a making have in common: which one it is, who may look, how a step on a page is carried out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.composing.models import Making, NomineeList
from keqiao.blocks.assemblies.composing.offered import making_url
from keqiao.blocks.assemblies.pages.frame import own, trail
from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbError


def making_of(request: HttpRequest, code: str, making: uuid.UUID) -> tuple[Organisation, Making]:
    """The making, for those of the organisation whose body it is."""
    organisation = own(request, code)
    found = (
        Making.objects.filter(public_id=making, body__organisation=organisation)
        .select_related("body__organisation", "submitted_by", "approved_by", "term")
        .first()
    )
    if found is None:
        raise Http404(_("本单位没有这次换届筹备。请从“会议和选举”进入。"))
    return organisation, found


def slate_of(request: HttpRequest, code: str, slate: uuid.UUID) -> tuple[Organisation, NomineeList]:
    """The list, for those of the unit that fills it in."""
    unit = own(request, code)
    found = (
        NomineeList.objects.filter(public_id=slate)
        .select_related("allotment__unit", "allotment__making__body__organisation")
        .first()
    )
    if found is None or found.organisation_id != unit.pk:
        raise Http404(_("本单位没有这份推荐名单。请从工作台的待办进入。"))
    return unit, found


def way(organisation: Organisation, making: Making, *steps: str) -> list[dict[str, str]]:
    """The way to a page of a making."""
    first = (str(making), making_url(making))
    return trail(organisation, first, *((label, "") for label in steps))


def carried_out(request: HttpRequest, said: str, body: Callable[[Act], Any]) -> bool:
    """Carry out what a form on a page asks for; what is refused is told on the page that follows."""
    try:
        body(Act(actor_of(request)))
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except (VerbError, Stale) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, said)
    return True


def address(making: Making, name: str, *more: Any) -> str:
    """The address of a page of a making."""
    return reverse(f"assemblies:{name}", args=[making.body.organisation.code, making.public_id, *more])
