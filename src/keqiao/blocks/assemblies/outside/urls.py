"""Addresses of an association's dealings with Party committee, government, congress and conference."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .pages import outside

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:code>/outside/", outside.outside, name="outside"),
    path("<str:code>/outside/<uuid:hearing_id>/document/", outside.document, name="outside_document"),
]
