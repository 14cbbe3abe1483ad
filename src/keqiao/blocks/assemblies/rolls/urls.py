"""Addresses of public rolls, for everybody."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .pages.roll import roll_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("bodies/<uuid:body_id>/public/", roll_page, name="roll"),
]
