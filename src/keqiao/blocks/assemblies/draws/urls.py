"""Addresses of draws, below an organisation's assemblies."""

from __future__ import annotations

from django.urls import path

from .pages import files, listed, one

urlpatterns = [
    path("<str:code>/draws/", listed.draws, name="draws"),
    path("<str:code>/draws/<uuid:draw>/", one.draw, name="draw"),
    path("<str:code>/draws/<uuid:draw>/nominees.csv", files.nominees, name="draw_nominees"),
    path("<str:code>/draws/<uuid:draw>/quotas.csv", files.quotas, name="draw_quotas"),
    path("<str:code>/draws/<uuid:draw>/record.json", files.record, name="draw_record"),
]
