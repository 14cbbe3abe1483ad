"""Addresses of the register's pages at the desk."""

from __future__ import annotations

from django.urls import path

from .pages.accounts import account, accounts
from .pages.admissions import admissions
from .pages.audit import audit, audit_chain, audit_looks, export_audit
from .pages.audit_entry import audit_entry
from .pages.cited_numbers import cited_numbers
from .pages.enrolling import enrol_person
from .pages.exports import export, exports
from .pages.faces import face, faces
from .pages.grants import grants, new_grant, revoke_grant, roles, stale_grants
from .pages.health import health
from .pages.imports import imports, show_import, undo_import
from .pages.keydates import key_dates
from .pages.listed import corrected, discard_list, list_progress, show_list, stop_list
from .pages.listings import blank_list, new_list
from .pages.lists import download_list
from .pages.many import choose_many, show_many
from .pages.pairs import pairs
from .pages.people import people
from .pages.person import show_id_number, show_person
from .pages.previews import discard_draft, show_draft
from .pages.registrations import employer, real_name, registrations
from .pages.segments import segments
from .pages.sources import sources
from .pages.unit_lists import unit_lists
from .pages.units import unit, unit_list
from .pages.uploads import new_import

app_name = "registry"
urlpatterns = [
    path("exports/", exports, name="exports"),
    path("exports/<slug:code>/", export, name="export"),
    path("imports/", imports, name="imports"),
    path("imports/new/", new_import, name="new_import"),
    path("imports/new/<slug:code>/", new_list, name="new_list"),
    path("imports/new/<slug:code>/blank.xlsx", blank_list, name="blank_list"),
    path("imports/lists/<uuid:token>/", show_list, name="list"),
    path("imports/lists/<uuid:token>/progress/", list_progress, name="list_progress"),
    path("imports/lists/<uuid:token>/stop/", stop_list, name="stop_list"),
    path("imports/lists/<uuid:token>/discard/", discard_list, name="discard_list"),
    path("imports/lists/<uuid:token>/checked.xlsx", corrected, name="corrected"),
    path("imports/drafts/<uuid:token>/", show_draft, name="draft"),
    path("imports/drafts/<uuid:token>/discard/", discard_draft, name="discard_draft"),
    path("imports/<uuid:batch_id>/", show_import, name="import"),
    path("imports/<uuid:batch_id>/undo/", undo_import, name="undo_import"),
    path("admissions/<uuid:public_id>/", admissions, name="admissions"),
    path("registrations/", registrations, name="registrations"),
    path("registrations/names/<uuid:public_id>/", real_name, name="real_name"),
    path("registrations/employers/<uuid:public_id>/", employer, name="employer"),
    path("sources/<uuid:unit>/", sources, name="sources"),
    path("accounts/", accounts, name="accounts"),
    path("accounts/<uuid:public_id>/", account, name="account"),
    path("people/", people, name="people"),
    path("people/new/", enrol_person, name="enrol"),
    path("people/many/", choose_many, name="many"),
    path("people/many/<uuid:batch_id>/", show_many, name="many_batch"),
    path("people/segments/", segments, name="segments"),
    path("people/pairs/", pairs, name="pairs"),
    path("people/<uuid:person>/", show_person, name="person"),
    path("people/<uuid:person>/id/", show_id_number, name="person_id"),
    path("audit/", audit, name="audit"),
    path("audit/looks/", audit_looks, name="audit_looks"),
    path("audit/chain/", audit_chain, name="audit_chain"),
    path("audit/export/", export_audit, name="export_audit"),
    path("audit/<int:entry>/", audit_entry, name="audit_entry"),
    path("key-dates/", key_dates, name="key_dates"),
    path("health/", health, name="health"),
    path("grants/", grants, name="grants"),
    path("grants/new/", new_grant, name="new_grant"),
    path("grants/stale/", stale_grants, name="stale_grants"),
    path("grants/<uuid:public_id>/revoke/", revoke_grant, name="revoke_grant"),
    path("roles/", roles, name="roles"),
    path("bodies/<uuid:body_id>/list.docx", download_list, name="name_list"),
    path("unit-lists/", unit_lists, name="unit_lists"),
    path("unit-lists/<uuid:list_id>/", unit_list, name="unit_list"),
    path("listed-units/<uuid:unit_id>/", unit, name="unit"),
    path("faces/", faces, name="faces"),
    path("faces/<uuid:face_id>/", face, name="face"),
    path("cited-numbers/", cited_numbers, name="cited_numbers"),
]
