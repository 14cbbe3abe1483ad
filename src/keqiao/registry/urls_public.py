"""Addresses of organisations and bodies, for everybody who may see their records."""

from __future__ import annotations

from django.urls import path

from .pages.bodies import body
from .pages.organisation import organisation
from .pages.organisations import organisations

urlpatterns = [
    path("organisations/", organisations, name="organisations"),
    path("organisations/<str:code>/", organisation, name="organisation"),
    path("bodies/<uuid:body_id>/", body, name="body"),
]
