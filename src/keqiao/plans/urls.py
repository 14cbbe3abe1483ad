"""Addresses of plans: the list, a plan's scoreboard for an association, and one figure of it."""

from __future__ import annotations

from django.urls import path

from .pages import figure, scoreboard

urlpatterns = [
    path("", scoreboard.plans, name="plans"),
    path("<slug:plan>/", scoreboard.plan_start, name="plan"),
    path("<slug:plan>/<str:code>/", scoreboard.scoreboard, name="scoreboard"),
    path("<slug:plan>/<str:code>/<slug:commitment>/", figure.figure_page, name="figure"),
]
