"""Addresses of makings at the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from .pages import arranging, composition, congress, files, making, slate, split, vacancies

urlpatterns: list[URLPattern] = [
    path("<str:code>/makings/<uuid:making>/", making.making, name="making"),
    path("<str:code>/makings/<uuid:making>/split/", split.split, name="split"),
    path("<str:code>/makings/<uuid:making>/composition/", composition.composition, name="composition"),
    path("<str:code>/makings/<uuid:making>/congress/", congress.congress, name="congress"),
    path("<str:code>/makings/<uuid:making>/congress/arrange/", arranging.arrange, name="arrange"),
    path("<str:code>/makings/<uuid:making>/congress/<str:kind>/", files.congress_file, name="congress_file"),
    path("<str:code>/makings/<uuid:making>/list.docx", files.making_list, name="making_list"),
    path("<str:code>/makings/<uuid:making>/credentials/<uuid:examined>.docx", files.credentials, name="credentials"),
    path("<str:code>/makings/<uuid:making>/vacancies/", vacancies.vacant_seats, name="vacancies"),
    path("<str:code>/lists/<uuid:slate>/", slate.slate, name="slate"),
]
