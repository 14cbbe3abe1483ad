"""Files of a making: reports and lists that leave the site, each look at names noted."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from keqiao.blocks.assemblies.composing.congress import participants
from keqiao.blocks.assemblies.composing.documents import (
    credentials_report,
    full_title,
    grouping_list,
    nominee_list,
    roll,
    seating,
)
from keqiao.blocks.assemblies.composing.models import Making
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.exchange.spreadsheets.writing import XLSX
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.standards.refusal import Refused as NotStandard
from keqiao.look.downloads import to_keep
from keqiao.look.said import in_words
from keqiao.registry.pages.lists import WORD

from .congress import seat_rows, width_of
from .frame import address, making_of


@require_GET
@page(NEED, on=place)
def credentials(request: HttpRequest, code: str, making: uuid.UUID, examined: uuid.UUID) -> HttpResponseBase:
    """The credentials report; it holds numbers and no names."""
    _organisation, one = making_of(request, code, making)
    found = get_object_or_404(one.credentials.select_related("making__body__organisation"), public_id=examined)
    return to_keep(credentials_report(found), WORD, f"{full_title(one)}资格审查报告.docx")


@require_GET
@page("people.see", on=place)
def making_list(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """Those who stand, by delegation, as a Word file."""
    _organisation, one = making_of(request, code, making)
    return _named(request, one, lambda: nominee_list(one), WORD, "建议名单.docx")


@require_GET
@page("people.see", on=place)
def congress_file(request: HttpRequest, code: str, making: uuid.UUID, kind: str) -> HttpResponseBase:
    """A list of the congress: the roll, the groups, or who sits where."""
    _organisation, one = making_of(request, code, making)
    if kind == "groups":
        return _named(request, one, lambda: grouping_list(one), WORD, "分组名单.docx")
    if kind == "seating":
        return _named(request, one, lambda: _seating(request, one), XLSX, "座次表.xlsx")
    return _named(request, one, lambda: roll(one), XLSX, "报到册.xlsx")


def _seating(request: HttpRequest, one: Making) -> bytes:
    return seating(one, seat_rows(request, one, participants(one)), width_of(request, one))


def _named(
    request: HttpRequest, one: Making, made: Callable[[], bytes], media_type: str, name: str
) -> HttpResponseBase:
    """A file with names in it: who took it out is noted with each of them."""
    try:
        content = made()
    except NotStandard as refused:
        messages.error(request, in_words(refused.said))
        return redirect(address(one, "making"))
    note_look(
        actor_of(request),
        [row.person.pk for row in participants(one)],
        what=Seen.EXPORT,
        why=gettext_noop("下载换届名单"),
        place=one.organisation_id,
        address=request.META.get("REMOTE_ADDR", ""),
    )
    return to_keep(content, media_type, f"{full_title(one)}{name}")
