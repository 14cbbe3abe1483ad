"""On the phone: whoever was drawn reads for what, when, and how it was decided."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.draws.models import Nominee, NomineeStatus
from keqiao.kernel.people.models import Person
from keqiao.look.panels import register_panel

SHOWN_FOR = dt.timedelta(days=180)
SHOWN = 5


def panel(request: HttpRequest, person: object) -> str:
    """The draws of the last half year in which the lot fell on this person."""
    assert isinstance(person, Person)
    since = timezone.now() - SHOWN_FOR
    drawn = Nominee.objects.filter(person=person, status=NomineeStatus.DRAWN, draw__drawn__gte=since)
    found = drawn.select_related("draw__organisation").order_by("-draw__drawn")[:SHOWN]
    return render_to_string("draws/home.html", {"found": found}, request) if found else ""


register_panel("home", "draws", gettext_lazy("抽中的工作"), panel, order=60)
