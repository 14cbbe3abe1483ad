"""Addresses of an association's progress report, mounted beneath ``supervision/<code>/report/``."""

from __future__ import annotations

from django.urls import path

from .pages import report

urlpatterns = [
    path("", report.report_page, name="progress_report"),
    path("document/<slug:form>/", report.report_document, name="progress_report_document"),
    path("template/", report.keep_page, name="progress_report_keep"),
    path("template/<slug:which>/", report.template_file, name="progress_report_template"),
]
