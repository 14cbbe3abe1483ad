"""What the desk's pages of the room ask of an address: a year, a body; and who sees names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.access.pages import may
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.registry import Verb
from keqiao.look.acts import ActLink, act_link
from keqiao.look.parts import Choice
from keqiao.registry.wording import body_word

BACK = 3  # so many years before this one are offered


def year_of(request: HttpRequest) -> int:
    """The year asked for, near enough; this year otherwise."""
    this = timezone.localdate().year
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and this - BACK <= int(asked) <= this + 1 else this


def years(request: HttpRequest, chosen: int, body: Body | None = None, *, coming: bool = False) -> list[Choice]:
    """The years that can be chosen, the latest first."""
    this = timezone.localdate().year
    first, kept = this + 1 if coming else this, {} if body is None else {"body": str(body.public_id)}
    return [
        Choice(_("%(year)s年") % {"year": year}, f"?{urlencode({**kept, 'year': year})}", year == chosen)
        for year in range(first, this - BACK, -1)
    ]


def body_of(request: HttpRequest, bodies: Sequence[Body]) -> Body | None:
    """The one of these bodies that was asked for; the first otherwise."""
    asked = request.GET.get("body", "")
    return next((one for one in bodies if str(one.public_id) == asked), bodies[0] if bodies else None)


def body_tabs(bodies: Sequence[Body], chosen: Body | None, **kept: Any) -> list[Choice]:
    """A tab for each of several bodies."""
    if len(bodies) < 2:
        return []
    return [Choice(body_word(one), f"?{urlencode({'body': one.public_id, **kept})}", one == chosen) for one in bodies]


def names_seen(request: HttpRequest, organisation: Organisation) -> bool:
    """Whether the reader sees who it is."""
    return may(request, "people.see", organisation)


def links(request: HttpRequest, record: Any, *verbs: Verb[Any, Any, Any], **known: str) -> list[ActLink]:
    """Those of the acts that the reader may do with the record, coming back to this page."""
    found = (act_link(request, one, record, **{"back": request.get_full_path(), **known}) for one in verbs)
    return [one for one in found if one is not None]
