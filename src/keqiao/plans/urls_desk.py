"""Addresses at the desk: plans that are drafted."""

from __future__ import annotations

from django.urls import path

from .pages import draft_clause, drafts

urlpatterns = [
    path("", drafts.plan_drafts, name="plan_drafts"),
    path("clauses/<uuid:clause>/", draft_clause.plan_draft_clause, name="plan_draft_clause"),
    path("<uuid:draft>/", drafts.plan_draft, name="plan_draft"),
    path("<uuid:draft>/head/", drafts.plan_draft_head, name="plan_draft_head"),
    path("<uuid:draft>/publish/", drafts.plan_draft_publish, name="plan_draft_publish"),
]
