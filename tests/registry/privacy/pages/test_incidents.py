"""Incidents at the desk: steps with their deadlines, what is late, and the drafts."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from cast import Cast, user_with
from keqiao.kernel.nouns import ledger
from keqiao.kernel.privacy.models import IncidentStep
from keqiao.look.acts import act_url
from keqiao.registry.privacy.verbs.incidents import finish_step, report_incident
from registry.privacy.given import happened

PAGE = "/desk/privacy/incidents/"


def officer(cast: Cast, client: Client) -> Client:
    client.force_login(user_with("officer", "privacy_officer", cast.liuzhou, subtree=True))
    return client


def test_before_anything_happened_the_page_says_what_belongs_there(cast: Cast, client: Client) -> None:
    said = officer(cast, client).get(PAGE).content.decode()
    assert "没有登记过安全事件" in said
    assert act_url(report_incident, cast.liuzhou) in said


def test_a_step_that_is_late_is_marked_and_finished_from_the_page(cast: Cast, client: Client) -> None:
    made = happened(cast)
    with ledger.exempt("given"):
        due = timezone.now() - dt.timedelta(hours=1)
        IncidentStep(incident=made, kind="stop", due=due).save()
        IncidentStep(incident=made, kind="assess", due=due + dt.timedelta(days=1)).save()
    officer(cast, client)
    assert "有步骤逾期" in client.get(PAGE).content.decode()
    address = f"{PAGE}{made.public_id}/"
    page = client.get(address)
    assert [one.state for one in page.context["steps"]] == ["late", "coming"]
    assert "个人信息安全事件的通知" in page.content.decode()
    form = client.get(act_url(finish_step, made)).context["form"]
    assert form["kind"].value() == "stop"
    sent = {"kind": "stop", "note": "已撤回", "seen_version": made.version}
    assert client.post(act_url(finish_step, made), sent)["Location"] == address
    assert [one.state for one in client.get(address).context["steps"]] == ["done", "current"]


def test_only_officers_of_the_place_see_it(cast: Cast, client: Client) -> None:
    made = happened(cast)
    for user in (cast.clerk, user_with("next-door", "privacy_officer", cast.guilin, subtree=True)):
        client.force_login(user)
        assert client.get(f"{PAGE}{made.public_id}/").status_code == 403
