"""What anybody needs to compute a draw again: nominees without names, quotas, the list of tickets with its digests."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.draws.models import DrawStatus
from keqiao.blocks.assemblies.draws.pools import followed_of, lines_of, nominees_file, quotas_file
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import page
from keqiao.look.downloads import to_keep
from keqiao.plans.solve.panels.draw import Digests
from keqiao.plans.solve.panels.record import written_lines

from .one import draw_of


@require_safe
@page(NEED, on=place)
def nominees(request: HttpRequest, code: str, draw: uuid.UUID) -> HttpResponse:
    """The nominees by number, with what the quotas may ask about and units by number."""
    return to_keep(nominees_file(draw_of(request, code, draw)[1]), "text/csv; charset=utf-8", "nominees.csv")


@require_safe
@page(NEED, on=place)
def quotas(request: HttpRequest, code: str, draw: uuid.UUID) -> HttpResponse:
    """The quotas."""
    return to_keep(quotas_file(draw_of(request, code, draw)[1]), "text/csv; charset=utf-8", "quotas.csv")


@require_safe
@page(NEED, on=place)
def record(request: HttpRequest, code: str, draw: uuid.UUID) -> HttpResponse:
    """The list of tickets and the digests from the day they are published, and each replacement with its list."""
    _organisation, one = draw_of(request, code, draw)
    if one.status == DrawStatus.PREPARED:
        raise Http404(_("摘要公布之后才有号码表。请先公布摘要。"))
    digests = Digests(one.inputs, one.lottery_digest, one.commitment)
    return to_keep(written_lines(digests, lines_of(one), followed_of(one)).encode(), "application/json", "record.json")
