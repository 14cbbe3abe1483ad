"""Addresses of the room: changes of term, their papers, and what governs a society."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .pages import case, checkup, listed, officials, papers, partylines, rules

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listed.renewals, name="renewals"),
    path("sheet/", listed.sheet, name="renewals_sheet"),
    path("checkup/", checkup.checkup, name="checkup"),
    path("rules/", rules.rule_documents, name="rule_documents"),
    path("rules/<uuid:document>/", rules.document_file, name="rule_document_file"),
    path("party/", partylines.party_page, name="society_party"),
    path("officials/", officials.officials_page, name="officials"),
    path("<uuid:renewal>/", case.renewal_page, name="renewal"),
    path("<uuid:renewal>/papers/", papers.papers_page, name="renewal_papers"),
    path("<uuid:renewal>/papers/pack/", papers.pack, name="renewal_pack"),
    path("<uuid:renewal>/papers/<str:kind>/draft/", papers.draft, name="renewal_draft"),
    path("<uuid:renewal>/papers/files/<uuid:paper>/", papers.paper_file, name="renewal_paper"),
]
