"""Addresses of outside forms at the desk: whose, which form, which year."""

from __future__ import annotations

from django.urls import path

from .pages import evidence, fill, form, listed, template

app_name = "returns"
urlpatterns = [
    path("", listed.forms_page, name="forms"),
    path("<str:code>/", listed.unit_forms, name="unit"),
    path("<str:code>/evidence/", evidence.evidence_page, name="evidence"),
    path("<str:code>/evidence/<int:number>/file/", evidence.evidence_file, name="evidence_file"),
    path("<str:code>/<slug:form>/", listed.latest_year, name="latest"),
    path("<str:code>/<slug:form>/<int:year>/", form.form_page, name="form"),
    path("<str:code>/<slug:form>/<int:year>/give/", form.give_form, name="give"),
    path("<str:code>/<slug:form>/<int:year>/answers.xlsx", form.answers_file, name="answers"),
    path("<str:code>/<slug:form>/<int:year>/lines/<slug:line>/", form.line_records, name="line"),
    path("<str:code>/<slug:form>/<int:year>/fill/", fill.fill_form, name="fill"),
    path("<str:code>/<slug:form>/<int:year>/template/", template.template_page, name="template"),
    path("<str:code>/<slug:form>/<int:year>/filled.xlsx", template.filled_file, name="filled"),
]
