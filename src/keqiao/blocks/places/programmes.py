"""The template of places: a network of places of one kind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from keqiao.plans.programmes.templates import Counted, Settings, Template, register_template, rule

from .models import Partner, PlaceKind, Site


class NetworkSettings(Settings):
    """What is to exist, where and with whom."""

    kind: PlaceKind
    site: Site | None = None
    partner: Partner | None = None


def network(settings: NetworkSettings) -> Counted:
    """Places of the kind that exist, those of institutions that the association leads itself too."""
    where = rule(kind=settings.kind, site=settings.site, partner=settings.partner)
    return {"of": "places", "where": where, "scope": "below"}


register_template(Template("places.network", _("场所建设"), NetworkSettings, network))
