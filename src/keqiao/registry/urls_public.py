"""Addresses of organisations and bodies, for everybody who may see their records, and of one's own pages."""

from __future__ import annotations

from django.urls import path

from .pages.bodies import body
from .pages.looks import my_looks
from .pages.organisation import organisation
from .pages.organisations import organisations

urlpatterns = [
    path("organisations/", organisations, name="organisations"),
    path("organisations/<str:code>/", organisation, name="organisation"),
    path("home/looks/", my_looks, name="my_looks"),
    path("bodies/<uuid:body_id>/", body, name="body"),
]
