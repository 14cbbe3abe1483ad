"""The template of activities: a series of one kind, for an audience."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.plans.programmes.templates import Counted, Template, YearlySettings, register_template, rule

from .models import ActivityKind, Audience


class SeriesSettings(YearlySettings):
    """What is held, for whom; ``themed``: only activities of a campaign."""

    kind: ActivityKind
    audience: Audience | None = None
    themed: bool = False


def series(settings: SeriesSettings) -> Counted:
    """Activities of the kind, those of institutions and societies that the association leads itself too."""
    themed = "themed" if settings.themed else ""
    where = rule(themed, kind=settings.kind, audience=settings.audience)
    return {"of": "activities", "where": where, "scope": "below"}


register_template(
    Template("activities.series", _("系列活动"), SeriesSettings, series),
)
