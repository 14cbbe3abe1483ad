"""On the phone: whoever is on an approved list or is a delegate reads their delegation, group, seat and arrival."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.composing.checks import CONGRESSES
from keqiao.blocks.assemblies.composing.congress import HEADS, HELD
from keqiao.blocks.assemblies.composing.models import (
    Arrival,
    Attendee,
    AttendeeKind,
    Delegation,
    Making,
    MakingStatus,
    Nominee,
    NomineeStatus,
    Placing,
)
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Role
from keqiao.kernel.privacy.models import PurposeKind
from keqiao.look.formats import in_chinese, spelled
from keqiao.look.panels import register_panel
from keqiao.registry.privacy.about import uses_of
from keqiao.registry.wording import body_word

BEFORE = (MakingStatus.NOMINATING, MakingStatus.REVIEWING, MakingStatus.SUBMITTED)
AFTER = dt.timedelta(days=7)  # so long after the first day one still looks for hotel and seat


@dataclass(frozen=True)
class Card:
    """One congress as the person reads it; what isn't known or kept is empty."""

    title: str
    organisation: str
    delegation: str
    parts: Sequence[str] = ()
    team: int = 0
    heads: Sequence[tuple[str, str]] = ()  # as what, and who
    seat: tuple[int, int] | None = None
    making: Making | None = None  # while hotel, seat and arrival matter
    apart: bool = False  # sits with the presidium
    arrived: dt.date | None = None
    note: Delegation | None = None


@dataclass
class Mine:
    """What is recorded of one person at congresses, by making."""

    makings: Sequence[Making]
    delegates: Mapping[int, str]
    parts: Mapping[int, Sequence[Attendee]]
    placings: Mapping[int, Placing]
    arrivals: Mapping[int, dt.date]
    notes: Mapping[tuple[int, str], Delegation] = field(default_factory=dict)
    heads: Mapping[tuple[int, str], Sequence[Attendee]] = field(default_factory=dict)

    def delegation(self, making: int) -> str:
        """Where the person belongs: as moved, as on the list, as invited."""
        placing = self.placings.get(making)
        invited = next((one.delegation for one in self.parts.get(making, ()) if one.delegation), "")
        return (placing.delegation if placing is not None else "") or self.delegates.get(making, "") or invited


def panel(request: HttpRequest, subject: object) -> str:
    """One card for each congress, the next one first; the number of queries is the same for any number of posts."""
    assert isinstance(subject, Person)
    posts = _posts(subject)
    mine = _mine(subject, [one.term_id for one in posts])
    told = {(one.body_id, one.number) for one in mine.makings}
    cards = [_card(mine, one) for one in mine.makings]
    for post in posts:
        body = post.term.body
        if (body.pk, post.term.number) not in told and post.delegation:
            title = _title(body, post.term.number)
            cards.append(Card(title, body.organisation.name, post.delegation, parts=[_("代表")]))
    return render_to_string("composing/panel_home.html", {"cards": cards}, request) if cards else ""


def _posts(person: Person) -> list[Post]:
    """The seats in congresses that the person holds, of each body that of the latest term."""
    held = Post.objects.filter(
        holds_on(today()), person=person, role=Role.DELEGATE, term__body__kind__in=CONGRESSES, term__starts__lte=today()
    )
    latest: dict[int, Post] = {}
    for post in held.select_related("term__body__organisation").order_by("-term__starts", "pk"):
        latest.setdefault(post.term.body_id, post)
    return list(latest.values())


def _mine(person: Person, terms: Iterable[int]) -> Mine:
    """Everything about the congresses whose list is approved, until some days after they began, and of own terms."""
    near = Q(day__gte=timezone.localdate() - AFTER)
    held = Making.objects.filter(near | Q(term__in=list(terms)), status__in=HELD, body__kind__in=CONGRESSES)
    reported = Q(since__gte=1, since__lte=F("slate__round")) & (Q(until=None) | Q(until__gte=F("slate__round")))
    stands = Nominee.objects.filter(
        reported,
        person=person,
        substitute=False,
        status=NomineeStatus.NOMINATED,
        slate__allotment__making__in=held,
    )
    delegates = dict(stands.order_by("pk").values_list("slate__allotment__making", "delegation"))
    parts: dict[int, list[Attendee]] = defaultdict(list)
    for part in Attendee.objects.filter(making__in=held, person=person).order_by("pk"):
        parts[part.making_id].append(part)
    makings = held.filter(pk__in={*delegates, *parts}).select_related("body__organisation").order_by("day", "pk")
    mine = Mine(
        list(makings),
        delegates,
        parts,
        {one.making_id: one for one in Placing.objects.filter(making__in=held, person=person)},
        dict(Arrival.objects.filter(making__in=held, person=person).values_list("making", "day")),
    )
    _add_delegations(mine)
    return mine


def _add_delegations(mine: Mine) -> None:
    """Where the person's delegations stay, and who heads them."""
    keys = {(one.pk, mine.delegation(one.pk)) for one in mine.makings}
    makings, names = {making for making, _name in keys}, {name for _making, name in keys if name}
    found = Delegation.objects.filter(making__in=makings, name__in=names)
    mine.notes = {(one.making_id, one.name): one for one in found}
    heads: dict[tuple[int, str], list[Attendee]] = defaultdict(list)
    led = Attendee.objects.filter(making__in=makings, kind__in=HEADS, delegation__in=names).select_related("person")
    for one in led.order_by("-kind", "pk"):
        heads[one.making_id, one.delegation].append(one)
    mine.heads = heads


def _card(mine: Mine, making: Making) -> Card:
    parts, placing = mine.parts.get(making.pk, ()), mine.placings.get(making.pk)
    delegation = mine.delegation(making.pk)
    seat = None
    if making.seats_told is not None and placing is not None and placing.seat_row and placing.seat_number:
        seat = (placing.seat_row, placing.seat_number)
    near = making.day >= timezone.localdate() - AFTER
    return Card(
        _title(making.body, making.number),
        making.body.organisation.name,
        delegation,
        [*([_("代表")] if making.pk in mine.delegates else []), *(_(one.get_kind_display()) for one in parts)],
        placing.team if placing is not None else 0,
        [(_(one.get_kind_display()), one.person.name) for one in mine.heads.get((making.pk, delegation), ())],
        seat,
        making if near else None,
        any(one.kind == AttendeeKind.PRESIDIUM for one in parts),
        mine.arrivals.get(making.pk),
        mine.notes.get((making.pk, delegation)),
    )


def _title(body: Body, number: int) -> str:
    return _("第%(number)s次%(body)s") % {
        "number": spelled(number) if in_chinese() else number,
        "body": body_word(body),
    }


def asked_panel(request: HttpRequest, subject: object) -> str:
    """Whoever stands on a reported list is asked, before it is public, whether they consent to being named."""
    assert isinstance(subject, Person)
    stands = Nominee.objects.filter(
        person=subject, status=NomineeStatus.NOMINATED, since__gte=1, slate__allotment__making__status__in=BEFORE
    )
    found = stands.select_related("slate__allotment__making__body__organisation").order_by("pk")
    makings = list(dict.fromkeys(one.slate.allotment.making for one in found))
    if not makings:
        return ""
    asked = [use for use in uses_of(subject) if use.purpose.kind == PurposeKind.PUBLICATION and use.undecided]
    links = [(use.purpose, f"{reverse('about_me')}#uses") for use in asked]
    context = {"makings": makings, "links": links}
    return render_to_string("composing/panel_asked.html", context, request) if links else ""


register_panel("home", "congress", gettext_lazy("我的大会"), panel, order=8)
register_panel("home", "publicity", gettext_lazy("公示前征求您的同意"), asked_panel, order=9)
