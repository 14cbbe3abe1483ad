"""Where somebody comes from, and whether an administrator may come from there."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today

from .models import User
from .roles import EXCLUSIVE


def client_address(request: HttpRequest) -> str:
    """The reader's network address: what our own proxies say, as many as the settings count; otherwise the line's own.

    What stands further left in the header anybody may have written.
    """
    proxies = settings.DOORS.proxies
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(told) >= proxies:
        return str(told[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def barred(user: User, address: str) -> bool:
    """Whether the user is one of the administrators who work from certain networks only, and this is none of them."""
    networks = settings.DOORS.admin_addresses
    if not networks or not user.grants.filter(holds_on(today()), role__in=EXCLUSIVE).exists():
        return False
    try:
        place = ipaddress.ip_address(address)
    except ValueError:
        return True
    return not any(place in network for network in networks)
