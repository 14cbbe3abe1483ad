"""Addresses of assemblies at the desk; each room has its own below."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .draws.urls import urlpatterns as draws
from .pages import hub

app_name = "assemblies"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", hub.start, name="start"),
    path("<str:code>/", hub.hub, name="hub"),
    path("<str:code>/renewal/", include("keqiao.blocks.assemblies.renewal.urls")),
    *draws,
    path("", include("keqiao.blocks.assemblies.composing.urls")),
    path("", include("keqiao.blocks.assemblies.service.urls")),
    path("", include("keqiao.blocks.assemblies.motions.urls")),
    path("", include("keqiao.blocks.assemblies.outside.urls")),
    path("", include("keqiao.blocks.assemblies.elections.urls")),
    path("", include("keqiao.blocks.assemblies.meetings.urls")),
]
