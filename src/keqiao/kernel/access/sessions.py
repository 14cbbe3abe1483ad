"""Logins and how long they stand: idle time, greatest age, ended from elsewhere."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today

from .addresses import client_address
from .models import Grant, OpenSession, User

BETWEEN = dt.timedelta(minutes=1)  # between two notes that a session is used
KEPT = dt.timedelta(days=180)  # ended sessions stay so long, as the law asks of logs


@dataclass(frozen=True)
class Standing:
    """A session that stands: its row, and whether its user has a role today."""

    row: OpenSession
    staff: bool


def standing(session_key: str | None, user: User) -> Standing | None:
    """The open session of that key and user; None when it was never noted, or has ended."""
    roles = Grant.objects.filter(holds_on(today()), user=OuterRef("user"))
    found = OpenSession.objects.filter(key=digest(session_key), user=user, ended=None).annotate(staff=Exists(roles))
    row = found.first()
    return None if row is None else Standing(row, bool(row.staff))


def why_over(stands: Standing) -> str:
    """Why a session doesn't stand any more, for its user; empty text while it does."""
    rules, now, row = settings.DOORS, timezone.now(), stands.row
    idle = dt.timedelta(minutes=rules.staff_idle_minutes if stands.staff else rules.idle_minutes)
    longest = dt.timedelta(hours=rules.staff_session_hours if stands.staff else rules.session_hours)
    if row.seen + idle < now:
        return _("您已%(minutes)d分钟没有操作，为安全已退出登录。请重新登录。") % {
            "minutes": idle.total_seconds() // 60
        }
    if row.started + longest < now:
        return _("这次登录已满%(hours)d小时，为安全已退出登录。请重新登录。") % {
            "hours": longest.total_seconds() // 3600
        }
    return ""


def note_use(row: OpenSession) -> None:
    """Note that a session is used, at most once a minute."""
    now = timezone.now()
    if row.seen + BETWEEN < now:
        OpenSession.objects.filter(pk=row.pk).update(seen=now)


def end(user: User, *, but: str | None = None) -> int:
    """End all sessions of a user, perhaps but the one of that key. Returns how many."""
    found = OpenSession.objects.filter(user=user, ended=None)
    if but is not None:
        found = found.exclude(key=digest(but))
    return found.update(ended=timezone.now())


def move(old_key: str | None, new_key: str | None) -> None:
    """The session got another key, as it does when the password changes."""
    OpenSession.objects.filter(key=digest(old_key)).update(key=digest(new_key))


def forget_old() -> int:
    """Delete sessions that ended long ago, and those nobody came back to. Returns how many."""
    return OpenSession.objects.filter(seen__lt=timezone.now() - KEPT).delete()[0]


def digest(session_key: str | None) -> str:
    """What stands for a session's key: whoever reads the table can't take the session over."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()


def note_login(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Open a row for a login, however it came about; Django tells of it."""
    now = timezone.now()
    if request.session.session_key is None:  # another user's session was flushed, and has no key yet
        request.session.save()
    OpenSession.objects.update_or_create(
        key=digest(request.session.session_key),
        defaults={
            "user": user,
            "address": client_address(request),
            "device": device_of(request.META.get("HTTP_USER_AGENT", "")),
            "started": now,
            "seen": now,
            "ended": None,
        },
    )


def note_way(request: HttpRequest, way: str, *, second: bool = False) -> None:
    """Note by which way a login came about, and whether a second factor was shown."""
    OpenSession.objects.filter(key=digest(request.session.session_key)).update(way=way, second=second)


def note_logout(sender: Any, request: HttpRequest, user: User | None, **more: Any) -> None:
    """Close the row of a session that its user left."""
    OpenSession.objects.filter(key=digest(request.session.session_key), ended=None).update(ended=timezone.now())


def device_of(agent: str) -> str:
    """What somebody recognises their device by, out of what the browser says: ``mobile WeChat``."""
    device = "mobile" if "Mobile" in agent else "desktop" if agent else ""
    programs = (("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
    program = next((word for sign, word in (*programs, ("Safari", "Safari")) if sign in agent), "")
    return f"{device} {program}".strip()


def watch_logins() -> None:
    """Note every login and logout from now on."""
    user_logged_in.connect(note_login, dispatch_uid="keqiao-open-session")
    user_logged_out.connect(note_logout, dispatch_uid="keqiao-open-session")
