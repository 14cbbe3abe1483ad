"""The templates of assemblies: a body that meets, and what its members do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.contract import Act
from keqiao.plans.programmes.templates import Counted, Template, YearlySettings, register_template, rule
from keqiao.registry.verbs.posts import form_body

from .models import DutyKind


class MeetingSettings(YearlySettings):
    """Which body meets. ``name``: what it is called when it is formed."""

    body: BodyKind
    name: str = ""


class DutySettings(YearlySettings):
    """What delegates or members of a body hand in."""

    body: BodyKind
    kind: DutyKind


def meetings(settings: MeetingSettings) -> Counted:
    """Meetings of the body."""
    return {"of": "meetings", "where": rule(body=settings.body)}


def duties(settings: DutySettings) -> Counted:
    """Duty acts of the kind."""
    return {"of": "duties", "where": rule(body=settings.body, kind=settings.kind)}


def begin_meetings(act: Act, target: Organisation, settings: MeetingSettings) -> Body:
    """Form the body, unless there is one of its kind already."""
    there = Body.objects.filter(organisation=target, kind=settings.body)
    found = (there.filter(name=settings.name) if settings.name else there).first()
    return found or form_body(act, target, {"kind": settings.body, "name": settings.name})


register_template(
    Template("assemblies.meetings", _("会议机制"), MeetingSettings, meetings, begin=begin_meetings),
)
register_template(Template("assemblies.duties", _("履职活动"), DutySettings, duties))
