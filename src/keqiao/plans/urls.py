"""Addresses of plans: the list, their comparison, and of each plan scoreboard, reports, units below, figures."""

from __future__ import annotations

from django.urls import path

from .pages import comparison, coverage, figure, lineage, programmes, reports, scoreboard, units

urlpatterns = [
    path("", scoreboard.plans, name="plans"),
    path("compare/", comparison.compare_plans, name="compare"),
    path("lineage/", lineage.lineage_page, name="lineage"),
    path("coverage/", coverage.coverage_page, name="coverage"),
    path("coverage/<slug:plan>/", coverage.coverage_page, name="coverage_of"),
    path("<slug:plan>/", scoreboard.plan_start, name="plan"),
    path("<slug:plan>/<str:code>/", scoreboard.scoreboard, name="scoreboard"),
    path("<slug:plan>/<str:code>/reports/", reports.reports, name="reports"),
    path("<slug:plan>/<str:code>/reports/<uuid:report>/", reports.report, name="report"),
    path("<slug:plan>/<str:code>/programmes/", programmes.programmes, name="programmes"),
    path("<slug:plan>/<str:code>/programmes/<uuid:programme>/", programmes.programme_page, name="programme"),
    path("<slug:plan>/<str:code>/units/", units.units, name="units"),
    path("<slug:plan>/<str:code>/<slug:commitment>/", figure.figure_page, name="figure"),
]
