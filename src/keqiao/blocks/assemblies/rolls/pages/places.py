"""Where public rolls appear beside their own page: a body's page at the desk, an organisation's public face."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.rolls.models import RollStatus
from keqiao.blocks.assemblies.rolls.verbs import open_roll, publish_roll, send_back_roll, withdraw_roll
from keqiao.kernel.access.pages import may
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.kernel.privacy.consent import consenting
from keqiao.look.acts import act_link
from keqiao.look.panels import register_panel
from keqiao.registry.wording import body_word, choice_word

from .roll import published


def of_body(request: HttpRequest, subject: object) -> str:
    """On a body's page, for its own staff: whether its roll is public, and what may be done about it."""
    assert isinstance(subject, Body)
    roll = open_roll(subject) if may(request, "people.see", subject.organisation_id) else None
    if roll is None:
        return ""
    people = set(roll.term.posts.filter(ends=None).values_list("person", flat=True))
    context = {
        "roll": roll,
        "status": choice_word(RollStatus(roll.status)),
        "public": roll.status == RollStatus.PUBLISHED,
        "size": len(people),
        "consented": len(consenting(people, roll.purpose)),
        "acts": [
            link for one in (publish_roll, send_back_roll, withdraw_roll) if (link := act_link(request, one, roll))
        ],
    }
    return render_to_string("rolls/panel_body.html", context, request)


def of_face(request: HttpRequest, subject: object) -> str:
    """On an organisation's public face: the bodies whose rolls everybody may read."""
    assert isinstance(subject, Organisation)
    rolls = [(body_word(one.term.body), one.term.body.public_id) for one in published(subject.pk)]
    return render_to_string("rolls/panel_face.html", {"rolls": rolls}, request) if rolls else ""


register_panel("body", "roll", _("公开名单"), of_body, order=80)
register_panel("organisation_face", "rolls", _("组织机构"), of_face, order=10)
