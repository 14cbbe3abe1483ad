"""Addresses of what office-holders do themselves, on the phone."""

from __future__ import annotations

from django.urls import path

from .pages import mine

urlpatterns = [
    path("home/duties/", mine.my_duties, name="my_duties"),
    path("home/duties/<uuid:body>/<int:year>/", mine.my_report, name="my_report"),
    path("home/residence/<uuid:slot>/", mine.my_residence, name="my_residence"),
    path("home/absences/<uuid:run>/", mine.my_absence, name="my_absence"),
]
