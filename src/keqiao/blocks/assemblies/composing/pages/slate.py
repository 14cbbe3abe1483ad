"""A unit's own list: who is on it, what it lacks, and how to report it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.composing import lists
from keqiao.blocks.assemblies.composing.counting import Reader, gaps, on_draft, rows, seated
from keqiao.blocks.assemblies.composing.models import ListStatus, Nominee, NomineeList, NomineeStatus
from keqiao.blocks.assemblies.composing.offered import list_url
from keqiao.blocks.assemblies.composing.publishing import publication_purposes
from keqiao.blocks.assemblies.composing.vacancies import Vacancy, vacancy
from keqiao.blocks.assemblies.pages.frame import NEED, place, trail
from keqiao.kernel.access.pages import may, page
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment
from keqiao.kernel.privacy.consent import consenting
from keqiao.kernel.privacy.models import Purpose
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.acts import ActLink, act_link, acts_of
from keqiao.registry.privacy.verbs.consents import record_consent
from keqiao.registry.wording import source_class_word

from .frame import slate_of


@dataclass(frozen=True)
class ShownNominee:
    """Somebody on the list as its unit sees them."""

    one: Nominee
    name: str
    work: str
    source: str
    acts: Sequence[ActLink]
    consents: bool = True  # to being named while the list is public; True as well while nobody was to be asked


@require_safe
@page(NEED, on=place)
def slate(request: HttpRequest, code: str, slate: uuid.UUID) -> HttpResponse:
    """The list, the seats that are still open, and what was demanded of it."""
    unit, found = slate_of(request, code, slate)
    allotment, making = found.allotment, found.allotment.making
    people = on_draft(found)
    known = rows(making, people)
    names = may(request, "people.see", unit)
    on = len(seated(people))
    context = {
        "slate": found,
        "allotment": allotment,
        "making": making,
        "organiser": making.body.organisation,
        "state": _(found.get_status_display()),
        "unit": unit,
        "trail": trail(unit, (str(found), "")),
        "acts": [link for link in acts_of(request, found) if "composing.report" not in link.url],
        "report": act_link(request, lists.report, found),
        "nominate": act_link(request, lists.nominate, found),
        "on": on,
        "rest": max(allotment.seats - on, 0),
        "gaps": gaps(allotment, people, known, Reader(making.organisation_id)),
        "people": _shown(request, found, people, {pk: str(row["source_class"] or "") for pk, row in known.items()})
        if names
        else [],
        "asked": len(publication_purposes(making.organisation_id)) == 1,
        "names": names,
        "former": _former(found) if names else [],
        "vacancies": _vacancies(request, found, max(allotment.seats - on, 0)) if names else [],
        "reportings": list(found.reportings.all()),
        "returned": found.status == ListStatus.RETURNED,
    }
    return render(request, "composing/slate.html", context)


def _shown(
    request: HttpRequest, found: NomineeList, people: Sequence[Nominee], sources: dict[int, str]
) -> list[ShownNominee]:
    purposes = publication_purposes(found.allotment.making.organisation_id)
    asked = purposes[0] if len(purposes) == 1 else None
    agree = consenting([one.person_id for one in people], asked) if asked is not None else None
    held = Employment.objects.filter(holds_on(today()), person__in=[one.person_id for one in people]).order_by("pk")
    works = {work.person_id: str(work) for work in held}
    ordered = in_stroke_order(people, str)
    return [
        ShownNominee(
            one,
            pad_name(one.person.name),
            works.get(one.person_id, ""),
            source_class_word(sources.get(one.pk, "")),
            _acts(request, one) + _ask(request, one, asked, agree),
            agree is None or one.person_id in agree,
        )
        for one in sorted(ordered, key=lambda one: one.substitute)
    ]


def _acts(request: HttpRequest, one: Nominee) -> list[ActLink]:
    found = [act_link(request, verb, one) for verb in (lists.replace, lists.withdraw)]
    return [link for link in found if link is not None]


def _ask(request: HttpRequest, one: Nominee, asked: Purpose | None, agree: set[int] | None) -> list[ActLink]:
    """The way to note the consent of somebody who hasn't given it."""
    if asked is None or agree is None or one.person_id in agree:
        return []
    link = act_link(request, record_consent, one.person, purpose=asked.code, back=list_url(one.slate))
    return [ActLink(_("登记同意公示"), link.url)] if link is not None else []


def _vacancies(request: HttpRequest, found: NomineeList, rest: int) -> list[tuple[Vacancy, ActLink | None]]:
    """The seats of those who withdrew, as far as nobody is in them yet, with what they counted towards."""
    free = found.nominees.filter(status=NomineeStatus.WITHDRAWN, substitute=False, replaced_by=None)
    latest = list(free.select_related("person", "slate__allotment__making__body").order_by("-pk")[:rest])
    if not latest:
        return []
    allotment, people = found.allotment, on_draft(found)
    known = rows(allotment.making, [*people, *latest])
    reader = Reader(allotment.making.organisation_id)
    short = gaps(allotment, people, known, reader)
    return [(vacancy(one, known, reader, allotment, short), act_link(request, lists.replace, one)) for one in latest]


def _former(found: NomineeList) -> list[tuple[Nominee, str]]:
    """Those who were on the list once."""
    gone = found.nominees.filter(until__isnull=False).select_related("person")
    return [(one, _(one.get_status_display())) for one in gone]
