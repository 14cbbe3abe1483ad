"""Addresses of supervision: an association's ledger, cases, what went out and came back, goals; the one-time link."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .pages import books, goals, ledger, link, sendings, task

urlpatterns: list[URLPattern | URLResolver] = [
    path("supervision/", ledger.start, name="supervision"),
    path("supervision/<str:code>/", ledger.ledger_page, name="ledger"),
    path("supervision/<str:code>/sheet/", ledger.sheet, name="ledger_sheet"),
    path("supervision/<str:code>/tasks/<uuid:case>/", task.task, name="task"),
    path("supervision/<str:code>/tasks/<uuid:case>/files/<uuid:step>/", task.step_file, name="step_file"),
    path("supervision/<str:code>/inspections/", books.inspections, name="inspections"),
    path("supervision/<str:code>/problems/", books.problems, name="problems"),
    path("supervision/<str:code>/pilots/", books.pilots, name="pilots"),
    path("supervision/<str:code>/sendings/", sendings.sendings, name="sendings"),
    path("supervision/<str:code>/sendings/<uuid:sending>/", sendings.sending, name="sending"),
    path("supervision/<str:code>/sendings/<uuid:sending>/sheet/", sendings.sheet, name="sending_sheet"),
    path("supervision/<str:code>/report/", include("keqiao.plans.supervision.urls_report")),
    path("supervision/<str:code>/goals/", goals.goals, name="goals"),
    path("supervision/<str:code>/goals/<uuid:goal>/", goals.goal, name="goal"),
    path("ledger/<str:secret>/", link.hand_in_page, name="hand_in"),
    path("ledger/<str:secret>/sheet/", link.sheet, name="hand_in_sheet"),
]
