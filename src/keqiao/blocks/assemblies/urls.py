"""Addresses of assemblies at the desk; each room has its own below."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .pages import hub

app_name = "assemblies"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", hub.start, name="start"),
    path("<str:code>/", hub.hub, name="hub"),
    path("", include("keqiao.blocks.assemblies.meetings.urls")),
]
