"""Assessments at the desk: what waits stands first, officers and leaders read them, clerks and neighbours don't."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import Cast
from keqiao.kernel.nouns import ledger
from keqiao.kernel.privacy.models import Assessment
from keqiao.look.acts import act_url
from keqiao.registry.privacy.verbs.assessments import approve_assessment
from registry.privacy.given import assessed, purpose

PAGE = "/desk/privacy/assessments/"


def test_a_leader_finds_what_waits_and_approves_it(cast: Cast, client: Client) -> None:
    made = assessed(cast)
    client.force_login(cast.leader)
    assert list(client.get(PAGE).context["waiting"]) == [made]
    assert act_url(approve_assessment, made) in client.get(f"{PAGE}{made.public_id}/").content.decode()
    until = timezone.localdate() + dt.timedelta(days=365)
    client.post(act_url(approve_assessment, made), {"valid_until": until.isoformat(), "seen_version": made.version})
    listed = client.get(PAGE)
    assert (list(listed.context["waiting"]), list(listed.context["page"])) == ([], [made])


def test_one_that_ran_out_is_marked(cast: Cast, client: Client) -> None:
    made = assessed(cast)
    with ledger.exempt("given"):
        past = timezone.localdate() - dt.timedelta(days=1)
        Assessment.objects.filter(pk=made.pk).update(approved=timezone.now(), valid_until=past)
    client.force_login(cast.leader)
    assert "已过期" in client.get(PAGE).content.decode()
    assert "已过期" in client.get(f"{PAGE}{made.public_id}/").content.decode()


def test_clerks_and_neighbours_read_none(cast: Cast, client: Client) -> None:
    made = assessed(cast)
    for user in (cast.clerk, cast.outsider):
        client.force_login(user)
        assert client.get(f"{PAGE}{made.public_id}/").status_code == 403


def test_the_list_takes_the_same_queries_for_one_and_three(cast: Cast, client: Client) -> None:
    client.force_login(cast.leader)
    one, counts = purpose(cast), []
    for wanted in (1, 2):
        for _number in range(wanted):
            with ledger.exempt("given"):
                Assessment(organisation=cast.liuzhou, purpose=one, level="low", made=timezone.now()).save()
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
