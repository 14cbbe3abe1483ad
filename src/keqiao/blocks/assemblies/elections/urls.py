"""Addresses of elections at the desk, below those of assemblies."""

from django.urls import path

from .pages import desk, papers

urlpatterns = [
    path("<str:code>/elections/", desk.elections, name="elections"),
    path("<str:code>/elections/<uuid:election>/", desk.election, name="election"),
    path("<str:code>/elections/<uuid:election>/papers/<str:kind>/", papers.paper, name="election_paper"),
]
