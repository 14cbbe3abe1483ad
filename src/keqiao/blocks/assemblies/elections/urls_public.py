"""Addresses of results that are open to everybody."""

from django.urls import URLPattern, path

from .pages import public

urlpatterns: list[URLPattern] = [
    path("votes/<uuid:election>/", public.public_result, name="vote_result"),
    path("votes/<uuid:election>/recount/<str:kind>/", public.public_recount, name="vote_recount"),
]
