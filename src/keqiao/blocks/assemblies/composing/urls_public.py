"""The one address of makings that is open to everybody."""

from __future__ import annotations

from django.urls import URLPattern, path

from .pages.publicity import publicity

urlpatterns: list[URLPattern] = [path("publicity/<uuid:publicity>/", publicity, name="publicity")]
