"""The template 换届筹备: the makings of bodies, and what a plan would have asked of every electing unit."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError, model_validator

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.models import Programme
from keqiao.plans.programmes.templates import Counted, Settings, Template, register_template
from keqiao.registry.verbs.posts import form_body

from .models import Making

NAME = "assemblies.congress"
Sector = Literal["new_economic", "new_social", "new_research", "emerging_industry", "pillar_industry"]
# As lists write them: what a nominee's sector is called.
SECTORS: dict[str, str] = {
    "new_economic": "新经济组织",
    "new_social": "新社会组织",
    "new_research": "新型研发机构",
    "emerging_industry": "战略性新兴产业",
    "pillar_industry": "支柱产业",
}


class CongressSettings(Settings):
    """Which bodies are made. ``front_line``, ``young``, ``sectors``: what is proposed to be asked of electing units."""

    bodies: list[BodyKind]
    stage: Literal["approved", "seated"] = "approved"
    front_line: str = ""
    young: str = ""
    sectors: list[Sector] = []

    @model_validator(mode="after")
    def _some_body(self) -> CongressSettings:
        if not self.bodies:
            raise ValueError("bodies: name at least one body")
        return self


def makings(settings: CongressSettings) -> Counted:
    """The makings of these bodies that reached the stage."""
    bodies = ", ".join(f"'{one.value}'" for one in settings.bodies)
    stages = "'approved', 'seated'" if settings.stage == "approved" else "'seated'"
    return {"of": "compositions", "where": f"body in ({bodies}) and stage in ({stages})"}


def begin_bodies(act: Act, target: Organisation, settings: CongressSettings) -> list[Body]:
    """Form the bodies that there are none of yet."""
    there = {one.kind: one for one in Body.objects.filter(organisation=target, kind__in=settings.bodies)}
    return [there.get(kind) or form_body(act, target, {"kind": kind}) for kind in settings.bodies]


def proposed(making: Making) -> CongressSettings | None:
    """What the organisation's plan would ask of every unit in the making of that body."""
    for programme in Programme.objects.filter(organisation=making.organisation_id, template=NAME).order_by("pk"):
        try:
            settings = CongressSettings.model_validate_json(programme.settings)
        except ValidationError:
            continue
        if making.body.kind in settings.bodies:
            return settings
    return None


register_template(Template(NAME, _("换届筹备"), CongressSettings, makings, begin=begin_bodies))
