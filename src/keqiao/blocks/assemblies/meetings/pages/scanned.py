"""What a scan of the code on the screen leaves in the browser, so that logging in doesn't lose it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from keqiao.blocks.assemblies.meetings.door import PASS, pass_for, standing
from keqiao.blocks.assemblies.models import Meeting

COOKIE = "keqiao_door"
LONGEST = 200  # characters of a pass
View = Callable[[HttpRequest, uuid.UUID, str], HttpResponseBase]


def remembers_scan(view: Callable[..., HttpResponseBase]) -> View:
    """Leave a pass with whoever opens the page by a code that is good now, also on the way to the login.

    It stays in that browser and holds for this meeting alone, so that it can't be sent to anybody as the address can.
    """

    @wraps(view)
    def scanned(request: HttpRequest, meeting: uuid.UUID, code: str) -> HttpResponseBase:
        answer = view(request, meeting=meeting, code=code)
        found = Meeting.objects.filter(public_id=meeting).first() if request.method == "GET" else None
        if found is not None and standing(found, code) == "good":
            answer.set_cookie(
                COOKIE,
                pass_for(found),
                max_age=PASS,
                path=request.path.removesuffix(f"{code}/"),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return answer

    return scanned


def scanned_before(request: HttpRequest) -> str:
    """The pass in the browser; empty without one."""
    return request.COOKIES.get(COOKIE, "")[:LONGEST]
