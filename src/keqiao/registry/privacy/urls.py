"""Addresses of personal information: in the home, for everybody, and at the desk."""

from __future__ import annotations

from django.urls import path

from .pages.assessments import assessments, one_assessment
from .pages.incidents import incidents, one_incident
from .pages.mine import about_me, decide, my_contact, my_copy, my_request, take_back
from .pages.notices import notice, notices
from .pages.purposes import one_purpose, purposes
from .pages.requests import one_request, requests
from .pages.retention import one_run, retention

urlpatterns = [
    path("home/about-me/", about_me, name="about_me"),
    path("home/about-me/copy.json", my_copy, {"form": "json"}, name="my_copy_json"),
    path("home/about-me/copy.pdf", my_copy, {"form": "pdf"}, name="my_copy_pdf"),
    path("home/about-me/ask/", my_request, name="my_request"),
    path("home/about-me/contact/", my_contact, name="my_contact"),
    path("home/about-me/requests/<uuid:asked>/withdraw/", take_back, name="take_back"),
    path("home/about-me/consents/<str:code>/", decide, name="decide"),
    path("notices/<uuid:purpose>/", notice, name="notice"),
    path("notices/of/<str:code>/", notices, name="notices"),
    path("desk/privacy/requests/", requests, name="data_requests"),
    path("desk/privacy/requests/<uuid:asked>/", one_request, name="data_request"),
    path("desk/privacy/purposes/", purposes, name="purposes"),
    path("desk/privacy/purposes/<uuid:purpose>/", one_purpose, name="purpose"),
    path("desk/privacy/assessments/", assessments, name="assessments"),
    path("desk/privacy/assessments/<uuid:assessment>/", one_assessment, name="assessment"),
    path("desk/privacy/retention/", retention, name="retention"),
    path("desk/privacy/retention/<uuid:run>/", one_run, name="retention_run"),
    path("desk/privacy/incidents/", incidents, name="incidents"),
    path("desk/privacy/incidents/<uuid:incident>/", one_incident, name="incident"),
]
