"""The site's addresses with those of reports, wherever these are mounted."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("keqiao.web.urls")),
    path("supervision/<str:code>/report/", include("keqiao.plans.supervision.urls_report")),
]
