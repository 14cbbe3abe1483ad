"""The four ways to see the pages, kept in a cookie so that the server draws the right one at once."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THEMES: dict[str, Promise] = {
    "auto": _("跟随系统"),
    "light": _("浅色"),
    "dark": _("深色"),
    "contrast": _("大字高对比"),
}
COOKIE = "keqiao_theme"
COOKIE_AGE = 365 * 24 * 3600  # seconds


def theme_of(request: HttpRequest | None) -> str:
    """The theme the reader chose, or ``auto``."""
    chosen = request.COOKIES.get(COOKIE, "") if request else ""
    return chosen if chosen in THEMES else "auto"
