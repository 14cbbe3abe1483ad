"""The template of studios: opinions that delegates' studios hear and answer."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_lazy as _

from keqiao.plans.programmes.templates import Counted, Template, YearlySettings, register_template, rule


class StudioSettings(YearlySettings):
    """How studios are divided: by area. ``answered``: whether only opinions that were answered count."""

    by: Literal["area"] = "area"
    answered: bool = False


def studios(settings: StudioSettings) -> Counted:
    """Opinions that studios heard."""
    return {"of": "opinions", "where": rule("answered" if settings.answered else "")}


register_template(Template("assemblies.studio", _("代表工作室"), StudioSettings, studios))
