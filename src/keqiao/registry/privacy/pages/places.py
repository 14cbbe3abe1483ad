"""What the pages of personal information share: who reads, and the way to a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from keqiao.kernel.access.models import User
from keqiao.kernel.people.models import Person

Trail = list[dict[str, str]]
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def with_self(view: Callable[Concatenate[HttpRequest, Person, P], HttpResponseBase]) -> View[P]:
    """A page of one's own, called with the person who is logged in; an account that is nobody goes to its home."""

    @wraps(view)
    def called(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = request.user.person if isinstance(request.user, User) else None
        if person is None and request.method == "POST":
            raise Http404
        return redirect("home") if person is None else view(request, person, *args, **kwargs)

    return cast("View[P]", called)


def home_trail(*parts: tuple[str, str]) -> Trail:
    """The way from the home on: labels and addresses, the last one without."""
    found = [{"label": _("我的"), "url": reverse("home")}]
    return found + [{"label": label, "url": url} for label, url in parts]


def desk_trail(*parts: tuple[str, str]) -> Trail:
    """The way from the desk on."""
    found = [{"label": _("工作台"), "url": reverse("desk")}]
    return found + [{"label": label, "url": url} for label, url in parts]
