"""What the desk's pages of all rooms of assemblies have in common: whose they are, who may see them, the way back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.organisations.models import Organisation
from keqiao.plans.access import sees_own_live

NEED = "records.see"


def organisation_of(code: str) -> Organisation:
    """The organisation of that code. Raises Http404 when there is none."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("没有机构代码为“%(code)s”的单位。") % {"code": code})
    return found


def place(request: HttpRequest, code: str, **rest: Any) -> int:
    """On which organisation a page whose address begins with its code checks its need."""
    return organisation_of(code).pk


def own(request: HttpRequest, code: str) -> Organisation:
    """The organisation of that code. Raises PermissionDenied for whoever isn't of it: what happens here is its own."""
    organisation = organisation_of(code)
    if not sees_own_live(actor_of(request), organisation.pk):
        said = _("“%(name)s”的会议、选举和履职由本单位掌握，上级看它报送的数据。请联系该单位。")
        raise PermissionDenied(said % {"name": organisation.name})
    return organisation


def trail(organisation: Organisation, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way from an organisation by its assemblies to a page: (label, address) of each, the last without a link."""
    way = [
        (organisation.name, reverse("organisation", args=[organisation.code])),
        (_("会议和选举"), reverse("assemblies:hub", args=[organisation.code])),
        *steps,
    ]
    return [{"label": label, "url": url if number < len(way) - 1 else ""} for number, (label, url) in enumerate(way)]
