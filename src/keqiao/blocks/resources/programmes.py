"""The template of resources: a title under which something comes out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.programmes.templates import Counted, Template, YearlySettings, register_template, rule

from .models import Title, TitleKind
from .verbs import register_title


class TitleSettings(YearlySettings):
    """What comes out. ``name``: the title that is registered when the programme is switched on."""

    kind: TitleKind
    name: str = ""


def published(settings: TitleSettings) -> Counted:
    """Publications of the kind."""
    return {"of": "publications", "where": rule(kind=settings.kind)}


def begin_title(act: Act, target: Organisation, settings: TitleSettings) -> Title | None:
    """Register the title, where the plan names one."""
    if not settings.name:
        return None
    return register_title(act, target, {"kind": settings.kind, "name": settings.name})


register_template(
    Template(
        "resources.title",
        _("刊物和作品"),
        TitleSettings,
        published,
        begin=begin_title,
    ),
)
