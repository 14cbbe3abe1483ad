"""Where elections appear on other pages: the hub, a meeting, its large screen, the desk and the phone."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.elections.models import (
    Announcement,
    AnnouncementStatus,
    Election,
    ElectionStatus,
    Teller,
    Voter,
)
from keqiao.blocks.assemblies.elections.offered import election_url
from keqiao.blocks.assemblies.elections.verbs.preparing import APPROVE, MANAGE, prepare
from keqiao.blocks.assemblies.elections.wording import vacant_words
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.queries import Slate, electing, elects, slates_of
from keqiao.kernel.access.pages import actor_of, may
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Term
from keqiao.look.acts import act_url
from keqiao.look.panels import register_panel
from keqiao.plans.access import live_area
from keqiao.registry.wording import body_word

from .shown import shown_result

MOST = 6
GOING_ON = (
    ElectionStatus.PREPARED,
    ElectionStatus.APPROVED,
    ElectionStatus.OPEN,
    ElectionStatus.CLOSED,
    ElectionStatus.COUNTED,
)


def hub_panel(request: HttpRequest, subject: object) -> str:
    """What goes on in an organisation, and the way to all of it."""
    assert isinstance(subject, Organisation)
    found = Election.objects.filter(body__organisation=subject).select_related("body__organisation")
    near = list(found.filter(status__in=GOING_ON).order_by("date", "pk")[:MOST])
    if not near and not found.exists() and not may(request, MANAGE, subject):
        return ""
    context = {"lines": _lines(near), "all": reverse("assemblies:elections", args=[subject.code])}
    return render_to_string("elections/panel_hub.html", context, request)


def meeting_panel(request: HttpRequest, subject: object) -> str:
    """The elections of a meeting in their order, a new one, and the approved lists that wait for its body's vote."""
    assert isinstance(subject, Meeting)
    found = list(subject.elections.select_related("body__organisation", "after", "again_of").order_by("pk"))
    manages = may(request, MANAGE, subject.body.organisation_id)
    if not found and not manages:
        return ""
    known = {"date": subject.date.isoformat() if subject.date is not None else "", "meeting": str(subject.pk)}
    known["back"] = request.get_full_path()
    waiting = slates_of(subject.body.organisation_id) if manages else []
    context = {
        "lines": _lines(found),
        "new": act_url(prepare, subject.body, **known) if manages else "",
        "slates": [
            (one, [act_url(prepare, subject.body, **known, **form) for form in forms_of(one)])
            for one in waiting
            if elects(subject.body, one.body)
        ],
    }
    return render_to_string("elections/panel_meeting.html", context, request)


def making_panel(request: HttpRequest, subject: object) -> str:
    """On the page where a term is made: its elections, and those that are still to be organised."""
    assert isinstance(subject, Term)
    organisation = subject.body.organisation_id
    waiting = [one for one in slates_of(organisation) if one.term is not None and one.term.pk == subject.pk]
    held = Election.objects.filter(term=subject).select_related("body__organisation", "after", "again_of")
    lines = _lines(list(held.order_by("date", "pk")))
    bodies = electing(subject.body) if waiting and may(request, MANAGE, organisation) else []
    here = request.get_full_path()
    slates = [
        (
            one,
            [
                (body_word(body), [act_url(prepare, body, back=here, **form) for form in forms_of(one)])
                for body in bodies
            ],
        )
        for one in waiting
        if bodies
    ]
    if not lines and not slates:
        return ""
    return render_to_string("elections/panel_making.html", {"lines": lines, "slates": slates}, request)


def forms_of(one: Slate) -> list[dict[str, str]]:
    """The form as an approved list fills it in: with its nominees alone, and with its substitutes if it has any.

    None before the term is opened.
    """
    if one.term is None:
        return []
    return [filled_in(one, people) for people in (one.people, one.wider) if people]


def filled_in(one: Slate, people: Sequence[int]) -> dict[str, str]:
    """What an approved list fills in of the form: shown there, changed at will, and checked like anything typed."""
    assert one.term is not None
    known = {"kind": "persons", "title": one.title, "term": str(one.term.pk), "role": one.role, "seats": str(one.seats)}
    known["people"] = ",".join(map(str, people))
    known["part_time"] = ",".join(str(person) for person in one.part_time if person in people)
    return {name: text for name, text in known.items() if text}


def face_panel(request: HttpRequest, subject: object) -> str:
    """On an organisation's public face: the results that everybody may read."""
    assert isinstance(subject, Organisation)
    shown = Announcement.objects.filter(
        election__body__organisation=subject,
        status=AnnouncementStatus.PUBLISHED,
        election__status=ElectionStatus.CONFIRMED,
    )
    found = [one.election for one in shown.select_related("election").order_by("-election__date", "-pk")[:MOST]]
    return render_to_string("elections/panel_face.html", {"elections": found}, request) if found else ""


def screen_panel(request: HttpRequest, subject: object) -> str:
    """The large screen of a meeting: how many have voted, or the result. A few rows, so that it can be asked often."""
    assert isinstance(subject, Meeting)
    shows = (ElectionStatus.OPEN, ElectionStatus.CLOSED, ElectionStatus.COUNTED, ElectionStatus.CONFIRMED)
    latest = subject.elections.filter(status__in=shows).order_by("-pk")
    one = latest.filter(status=ElectionStatus.OPEN).first() or latest.first()
    if one is None:
        return ""
    voted = one.voters.filter(voted=True).count() if one.status == ElectionStatus.OPEN else 0
    context = {"election": one, "voted": voted, "shown": shown_result(one)}
    return render_to_string("elections/panel_screen.html", context, request)


def home_panel(request: HttpRequest, subject: object) -> str:
    """On the phone: ballots that wait, and sheets that a teller has to enter."""
    assert isinstance(subject, Person)
    own = Voter.objects.filter(person=subject, holder=None) | Voter.objects.filter(holder=subject)
    waiting = own.filter(voted=False, election__status=ElectionStatus.OPEN).select_related("election__body", "person")
    sheets = Teller.objects.filter(
        person=subject, duty="counter", sheets=None, election__manner="paper", election__status=ElectionStatus.CLOSED
    ).select_related("election")
    lines, tellers = list(waiting.order_by("election", "pk")), list(sheets)
    if not lines and not tellers and not own.exclude(election__result="").exists():
        return ""
    context = {"lines": lines, "tellers": tellers, "person": subject}
    return render_to_string("elections/panel_home.html", context, request)


def desk_panel(request: HttpRequest, subject: object) -> str:
    """What waits at the desk: rules to be approved and results to be confirmed; votes that go on."""
    actor = actor_of(request)
    if not actor.needs & {MANAGE, APPROVE}:
        return ""
    area = live_area(actor)
    wanted = [ElectionStatus.OPEN, ElectionStatus.CLOSED, ElectionStatus.COUNTED]
    found = Election.objects.filter(body__organisation__in=area, status__in=wanted)
    if APPROVE in actor.needs:
        mine = Election.objects.filter(body__organisation__in=reachable(actor, APPROVE))
        found = found | mine.filter(status=ElectionStatus.PREPARED, body__organisation__in=area)
    lines = list(found.select_related("body__organisation").order_by("date", "pk")[:MOST])
    return render_to_string("elections/panel_desk.html", {"lines": _lines(lines)}, request) if lines else ""


def _lines(elections: list[Election]) -> list[dict[str, object]]:
    return [
        {
            "one": one,
            "url": election_url(one),
            "status": _(one.get_status_display()),
            "manner": _(one.get_manner_display()),
            "vacant": vacant_words(one),
        }
        for one in elections
    ]


register_panel("assemblies", "elections", gettext_lazy("选举和表决"), hub_panel, order=30)
register_panel("meeting", "elections", gettext_lazy("选举和表决"), meeting_panel, order=40)
register_panel("making", "elections", gettext_lazy("选举"), making_panel, order=40)
register_panel("organisation_face", "elections", gettext_lazy("选举结果"), face_panel, order=20)
register_panel("screen", "elections", gettext_lazy("选举和表决"), screen_panel, order=40)
register_panel("home", "elections", gettext_lazy("投票"), home_panel, order=5)
register_panel("desk", "elections", gettext_lazy("选举和表决"), desk_panel, order=6)
