"""The template of calls: projects or prizes of one programme, granted year by year."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.plans.programmes.templates import Counted, Template, YearlySettings, register_template, rule


class AwardSettings(YearlySettings):
    """The code under which its awards are recorded."""

    programme: str


def awards(settings: AwardSettings) -> Counted:
    """Awards of the programme."""
    return {"of": "awards", "where": rule(programme=settings.programme)}


register_template(Template("calls.award", _("项目和奖励"), AwardSettings, awards))
