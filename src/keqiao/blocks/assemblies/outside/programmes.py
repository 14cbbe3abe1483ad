"""The template of consultation: with whom and what for, by the year."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from keqiao.plans.programmes.templates import Counted, Template, YearlySettings, register_template

from .models import Chamber, ConsultationKind


class ConsultationSettings(YearlySettings):
    """Which consultations count: of these kinds, with these; all where nothing is said."""

    kinds: list[ConsultationKind] = Field(default_factory=list)
    chambers: list[Chamber] = Field(default_factory=list)


def consultations(settings: ConsultationSettings) -> Counted:
    """Consultations of the kinds, with the partners."""
    parts = [_among("kind", settings.kinds), _among("chamber", settings.chambers)]
    return {"of": "consultations", "where": " and ".join(part for part in parts if part)}


def _among(column: str, codes: Sequence[TextChoices]) -> str:
    """Whether a column has one of the codes; empty where none are said."""
    return f"{column} in ({', '.join(repr(str(code.value)) for code in codes)})" if codes else ""


register_template(Template("assemblies.consultation", _("协商议事"), ConsultationSettings, consultations))
