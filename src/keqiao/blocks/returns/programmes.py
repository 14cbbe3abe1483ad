"""The templates of returns: a number reported each year, and a document that proves something."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.plans.programmes.templates import Counted, Settings, Template, register_template, rule


class NumberSettings(Settings):
    """Which number is reported."""

    indicator: str


class EvidenceSettings(Settings):
    """The topic under which the document is submitted."""

    topic: str


def number(settings: NumberSettings) -> Counted:
    """Approved numbers of the indicator."""
    return {"of": "returns", "where": rule(indicator=settings.indicator, state="approved")}


def evidence(settings: EvidenceSettings) -> Counted:
    """Approved documents of the topic."""
    return {"of": "attestations", "where": rule(topic=settings.topic, state="approved")}


register_template(Template("returns.number", _("上报数据"), NumberSettings, number))
register_template(
    Template("returns.evidence", _("材料认定"), EvidenceSettings, evidence),
)
