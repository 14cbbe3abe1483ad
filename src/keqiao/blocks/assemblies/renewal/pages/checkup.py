"""治理体检: what is asked of a society's governance, what its records say, and what was explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.renewal.acts import checkup_url
from keqiao.blocks.assemblies.renewal.checks import for_body, rules_for
from keqiao.blocks.assemblies.renewal.checkup import Result, check_up, lacking
from keqiao.blocks.assemblies.renewal.governing import (
    approve_explanation,
    explain,
    keep_checkup,
    refuse_explanation,
    set_rule,
)
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.look.acts import ActLink, act_link
from keqiao.look.panels import register_panel
from keqiao.plans.access import sees_own_live
from keqiao.registry.wording import day_word

GOVERNED = frozenset(
    {
        OrganisationKind.SOCIETY,
        OrganisationKind.CONSORTIUM,
        OrganisationKind.ALLIANCE,
        OrganisationKind.FEDERATION,
        OrganisationKind.RURAL_TECHNICAL_ASSOCIATION,
        OrganisationKind.SENIOR_ASSOCIATION,
    }
)


@dataclass(frozen=True)
class Line:
    """A check as the page shows it. ``people``: whom it is about and how, for who may see names."""

    result: Result
    people: Sequence[tuple[str, str]]
    explain: ActLink | None
    rule: ActLink | None
    decide: Sequence[ActLink]


@require_safe
@page(NEED, on=place)
def checkup(request: HttpRequest, code: str) -> HttpResponse:
    """Every check of a society; those that don't apply stand below, to be switched on."""
    organisation = own(request, code)
    results = check_up(organisation)
    latest = organisation.governance_results.order_by("-day").first()
    context = {
        "organisation": organisation,
        "governed": organisation.kind in GOVERNED,
        "lines": _lines(request, organisation, results),
        "tally": _tally(results),
        "off": _off(request, organisation),
        "keep": act_link(request, keep_checkup, organisation),
        "kept_on": day_word(latest.day) if latest is not None else "",
        "trail": trail(organisation, (_("治理体检"), "")),
    }
    return render(request, "renewal/checkup.html", context)


def _off(request: HttpRequest, organisation: Organisation) -> list[tuple[str, str, ActLink | None]]:
    """The checks that aren't looked at: title, demand, and the act that sets them."""
    return [
        (rule.check.title, rule.demand, act_link(request, set_rule, organisation, code=code, value=rule.value))
        for code, rule in rules_for(organisation).items()
        if not rule.applies
    ]


def _tally(results: Sequence[Result]) -> list[tuple[str, int, str]]:
    words = {"met": _("项符合"), "missed": _("项不符合"), "no_data": _("项不能判定")}
    return [(state, sum(one.state == state for one in results), word) for state, word in words.items()]


def _lines(request: HttpRequest, organisation: Organisation, results: Sequence[Result]) -> list[Line]:
    names: dict[int, str] = {}
    if may(request, "people.see", organisation):
        people = {person for one in results for person, _said in one.found.people}
        names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return [_line(request, organisation, one, names) for one in results]


def _line(request: HttpRequest, organisation: Organisation, one: Result, names: dict[int, str]) -> Line:
    fill = {"code": one.code, "value": one.rule.value, "source": one.rule.source}
    decide: tuple[ActLink, ...] = ()
    if one.explanation is not None:
        offered = (act_link(request, verb, one.explanation) for verb in (approve_explanation, refuse_explanation))
        decide = tuple(link for link in offered if link is not None)
    return Line(
        one,
        [(names[person], said) for person, said in one.found.people if person in names],
        act_link(request, explain, organisation, code=one.code) if one.found.meets is not True else None,
        act_link(request, set_rule, organisation, **fill),
        decide,
    )


def body_panel(request: HttpRequest, subject: object) -> str:
    """On a body's page, before its posts are filled: what is asked of it and what its records say."""
    if not isinstance(subject, Body) or subject.organisation.kind not in GOVERNED:
        return ""
    if not sees_own_live(actor_of(request), subject.organisation_id):
        return ""
    codes = [check.code for check in for_body(subject.kind)]
    if not codes:
        return ""
    results = check_up(subject.organisation, only=codes)
    context = {
        "lines": _lines(request, subject.organisation, results),
        "url": checkup_url(subject.organisation.code),
    }
    return render_to_string("renewal/panel_checks.html", context, request) if results else ""


def hub_panel(request: HttpRequest, subject: object) -> str:
    """On an organisation's hub: what isn't met."""
    if not isinstance(subject, Organisation) or subject.kind not in GOVERNED:
        return ""
    results = check_up(subject)
    context = {
        "organisation": subject,
        "tally": _tally(results),
        "lacking": lacking(results),
        "url": checkup_url(subject.code),
    }
    return render_to_string("renewal/panel_hub_checks.html", context, request)


register_panel("body", "governance", gettext_lazy("治理要求"), body_panel, order=40)
register_panel("assemblies", "checkup", gettext_lazy("治理体检"), hub_panel, order=60)
