"""The own calendar: its secret address, given once and revoked at will, and the feed behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.meetings.calendars import (
    MEDIA_TYPE,
    feed,
    make_calendar_link,
    person_of,
    revoke_calendar_link,
)
from keqiao.blocks.assemblies.meetings.models import CalendarLink
from keqiao.kernel.access.pages import ANYONE, LOGIN, actor_of, page
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.privacy.pages.places import home_trail, with_self

from .meeting import carry_out


@sensitive_variables("secret", "address")
@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
@with_self
def own_calendar(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Make the address, which is shown this once, or let it open nothing any more."""
    address = ""
    if request.method == "POST" and request.POST.get("act") == "revoke":
        carry_out(request, revoke_calendar_link, person, {}, _("订阅链接已停用，已订阅的日历不再更新。"))
        return redirect("my_meetings:own_calendar")
    if request.method == "POST":
        secret = make_calendar_link(Act(actor_of(request)), person, {})
        address = request.build_absolute_uri(reverse("my_meetings:feed", args=[secret]))
    context = {
        "address": address,
        "link": CalendarLink.objects.filter(person=person).first(),
        "trail": home_trail((_("我的会议"), reverse("my_meetings:mine")), (_("日历订阅"), "")),
    }
    answer = render(request, "meetings/own_calendar.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@sensitive_variables("secret")
@require_safe
@page(ANYONE)
def feed_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of whoever's secret it is, for a calendar program; an unknown secret opens nothing."""
    person = person_of(secret)
    if person is None:
        raise Http404(_("订阅链接不存在或已停用。请在“我的会议”中重新建立。"))
    answer = HttpResponse(feed(person), content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, max-age=900"
    return answer
