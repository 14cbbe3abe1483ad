"""Addresses of the look: choices about the page itself, and the gallery."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from . import pages

app_name = "look"
urlpatterns = [
    path("theme/", pages.choose_theme, name="theme"),
    path("language/", set_language, name="language"),
    path("", pages.gallery, name="gallery"),
]
