"""Permission of pages: every view declares what it needs, and the walk over all routes checks that it did."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from .models import User
from .roles import ALL_NEEDS
from .rules import VISITOR, Actor, can

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

ANYONE = "anyone"
LOGIN = "login"


def actor_of(request: HttpRequest) -> Actor:
    """Who looks at the page, the same one as long as the request lasts, so that grants are looked up once."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return VISITOR
    kept: Actor | None = getattr(request, "keqiao_actor", None)
    if kept is None or kept.user is not user:
        kept = Actor(user)
        request.keqiao_actor = kept  # type: ignore[attr-defined]  # ours alone
    return kept


def page(
    needs: str, *, on: Callable[..., int] | None = None, open_in_demo: bool = False
) -> Callable[[View[P]], View[P]]:
    """Declare what a view needs: ``anyone``, ``login``, or a need of the roles.

    ``on`` gives, from the view's own arguments, the id of the organisation on which the need is
    checked; without it, having the need anywhere is enough and the view filters by ``visible_to``.
    ``open_in_demo``: the demo shows the page to visitors (pages that name no person).
    """
    if needs not in {ANYONE, LOGIN} | ALL_NEEDS:
        raise KeyError(f"No role gives {needs!r}: add it to kernel/access/roles.py or correct the name.")

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if needs == ANYONE or (open_in_demo and settings.DEMO):
                return view(request, *args, **kwargs)
            actor = actor_of(request)
            if actor.user is None:
                return redirect_to_login(request.get_full_path())
            if needs != LOGIN and not _holds(actor, needs, None if on is None else on(request, *args, **kwargs)):
                said = _("您没有查看此页的权限。请联系本单位的安全管理员开通，或换有权限的账号登录。")
                raise PermissionDenied(said)
            return view(request, *args, **kwargs)

        checked.needs = needs  # type: ignore[attr-defined]  # read by the walk over all routes
        return cast("View[P]", checked)  # wraps() forgets that the arguments stay the same

    return wrap


def _holds(actor: Actor, need: str, organisation: int | None) -> bool:
    return need in actor.needs if organisation is None else can(actor, need, organisation)


def may(request: HttpRequest, need: str, organisation: Any) -> bool:
    """Whether whoever looks at the page has the need on an organisation (record or id), for showing parts of it."""
    return can(actor_of(request), need, organisation if isinstance(organisation, int) else organisation.pk)
