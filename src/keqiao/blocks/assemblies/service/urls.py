"""Addresses of the room at the desk, below those of assemblies."""

from __future__ import annotations

from django.urls import path

from .pages import absences, committees, duties, party, rota, secondments, studios

urlpatterns = [
    path("<str:code>/duties/", duties.duties, name="duties"),
    path("<str:code>/duties/<uuid:report>/", duties.duty_report, name="duty_report"),
    path("<str:code>/absences/", absences.absences, name="absences"),
    path("<str:code>/absences/<uuid:run>/", absences.absence, name="absence"),
    path("<str:code>/rota/", rota.rota, name="rota"),
    path("<str:code>/studios/", studios.studios, name="studios"),
    path("<str:code>/studios/<uuid:studio>/", studios.studio, name="studio"),
    path("<str:code>/committees/", committees.committees, name="committees"),
    path("<str:code>/committees/<uuid:body>/", committees.committee, name="committee"),
    path("<str:code>/committees/<uuid:body>/papers/<uuid:paper>/", committees.committee_paper, name="committee_paper"),
    path("<str:code>/secondments/", secondments.secondments, name="secondments"),
    path("<str:code>/party/", party.party, name="party"),
]
