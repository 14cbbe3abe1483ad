"""Failed logins: counted in the database under a name at an address, under the name, and under the address.

A name that waits waits for the right password too, so that guessing learns nothing. What is kept is a
digest; a name that nobody bears counts like any other.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from keqiao.kernel import seals

from .models import Failure, User


def waits(username: str, address: str) -> int:
    """For how many minutes more a name can't log in from an address; 0 when it can try."""
    now, span, longest = timezone.now(), _span(), 0
    limits = _keys(username, address)
    for failure in Failure.objects.filter(key__in=limits, last__gt=now - span):
        if failure.count >= limits[failure.key]:
            left = (failure.last + span - now).total_seconds()
            longest = max(longest, int(left // 60) + 1)
    return longest


def count_failure(username: str, address: str, user: User | None = None) -> bool:
    """Count a failure of a name, whoever bears it. Returns whether the name waits from now on."""
    now, user = timezone.now(), user or User.objects.filter(username__iexact=username).first()
    for key in _keys(username, address):
        holder = user if key[0] != "a" else None
        Failure.objects.get_or_create(key=key, defaults={"last": now, "user": holder})
        # A failure long ago is forgotten; otherwise one more, counted where two come at once.
        if not Failure.objects.filter(key=key, last__gt=now - _span()).update(count=F("count") + 1, last=now):
            Failure.objects.filter(key=key).update(count=1, last=now)
    return waits(username, address) > 0


def forget_failures(username: str, address: str) -> None:
    """Forget what failed before a login, but not what else failed at that address."""
    Failure.objects.filter(key__in=[key for key in _keys(username, address) if key[0] != "a"]).delete()


def locked(user: User) -> QuerySet[Failure]:
    """Under which keys a user waits now."""
    rules, since = settings.DOORS, timezone.now() - _span()
    return user.failures.filter(count__gte=min(rules.login_tries, rules.name_tries), last__gt=since)


def forget_old(days: int = 1) -> int:
    """Delete counts that nobody needs any more. Returns how many."""
    return Failure.objects.filter(last__lt=timezone.now() - dt.timedelta(days=days)).delete()[0]


def _span() -> dt.timedelta:
    return dt.timedelta(minutes=settings.DOORS.login_wait)


def _keys(username: str, address: str) -> dict[str, int]:
    """What a try counts under, each with its limit: b(oth), n(ame), a(ddress)."""
    rules, name = settings.DOORS, username.strip().lower()
    texts = {f"b{name}\n{address}": rules.login_tries, f"n{name}": rules.name_tries, f"a{address}": rules.address_tries}
    key = settings.KEYRING.key("blind")
    return {text[0] + seals.blind_index(text, key=key): limit for text, limit in texts.items()}
