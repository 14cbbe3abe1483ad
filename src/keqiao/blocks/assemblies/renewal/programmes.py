"""The template 换届材料: changes of term prepared with their papers, counted once they were filed."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_lazy as _

from keqiao.plans.programmes.templates import Counted, Settings, Template, register_template, rule


class FilepackSettings(Settings):
    """``of``: whose changes of term count."""

    of: Literal["society", "association"]


def filepacks(settings: FilepackSettings) -> Counted:
    """Changes of term that were filed."""
    return {"of": "renewals", "where": rule("filed", unit_kind=settings.of)}


register_template(Template("assemblies.filepack", _("换届材料"), FilepackSettings, filepacks))
