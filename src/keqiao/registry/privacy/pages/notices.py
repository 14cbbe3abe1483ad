"""Notices for everybody: what an organisation handles personal data for, readable without an account."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import ANYONE, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.privacy.consent import purposes_for
from keqiao.kernel.privacy.models import Purpose
from keqiao.look.formats import enumerated
from keqiao.registry.wording import organisation_url


@require_safe
@page(ANYONE)
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """All purposes that hold for an organisation, with their notices."""
    one = get_object_or_404(Organisation, code=code)
    found = [(purpose, data_said(purpose)) for purpose in purposes_for(one.pk) if purpose.notices.exists()]
    trail = [{"label": str(one), "url": organisation_url(one)}, {"label": _("个人信息告知书"), "url": ""}]
    return render(request, "privacy/notices.html", {"organisation": one, "found": found, "trail": trail})


@require_safe
@page(ANYONE)
def notice(request: HttpRequest, purpose: uuid.UUID) -> HttpResponse:
    """One notice: the version that holds, or an older one by its number."""
    one = get_object_or_404(Purpose.objects.select_related("organisation"), public_id=purpose)
    versions = list(one.notices.order_by("-number"))
    wanted = request.GET.get("version", "")
    shown = next((each for each in versions if wanted in ("", str(each.number))), None)
    if shown is None:
        raise Http404
    organisation = one.organisation
    trail = [
        {"label": str(organisation), "url": organisation_url(organisation)},
        {"label": _("个人信息告知书"), "url": reverse("notices", args=[organisation.code])},
        {"label": one.name, "url": ""},
    ]
    context = {"purpose": one, "data": data_said(one), "shown": shown, "versions": versions, "trail": trail}
    return render(request, "privacy/notice.html", context)


def data_said(purpose: Purpose) -> str:
    """The classes of data a purpose takes, on one line."""
    return enumerated(_(str(one.label)) for one in purpose.data_classes())
