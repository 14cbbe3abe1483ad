"""Addresses of organisations and bodies, for everybody who may see their records, and of one's own pages."""

from __future__ import annotations

from django.urls import path

from .pages.bodies import body
from .pages.faces import organisation_face, organisation_page
from .pages.looks import my_looks
from .pages.lookup import lookup, organisations_page
from .pages.network import network
from .pages.realnames import apply, ask, registration
from .pages.tree import organisation_branch, organisation_tree

urlpatterns = [
    path("organisations/", organisations_page, name="organisations"),
    path("organisations/<str:code>/", organisation_page, name="organisation"),
    path("organisations/<str:code>/public/", organisation_face, name="organisation_face"),
    path("organisations/<str:code>/network/", network, name="organisation_network"),
    path("tree/", organisation_tree, name="organisation_tree"),
    path("tree/<str:code>/", organisation_branch, name="organisation_branch"),
    path("find-association/", lookup, name="lookup"),
    path("home/looks/", my_looks, name="my_looks"),
    path("home/registration/", registration, name="registration"),
    path("home/registration/real-name/", apply, name="apply_real_name"),
    path("home/registration/employer/", ask, name="ask_employer"),
    path("bodies/<uuid:body_id>/", body, name="body"),
]
