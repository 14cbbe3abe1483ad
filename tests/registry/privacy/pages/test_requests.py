"""The desk's list of requests: soonest due first, overdue marked, answered and deleted from the request's page."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import Cast, PostFactory
from keqiao.kernel.people.models import Person
from keqiao.look.acts import act_url
from keqiao.registry.privacy.verbs.erasure import delete_person
from keqiao.registry.privacy.verbs.requests import answer_request
from registry.privacy.given import asked_of

PAGE = "/desk/privacy/requests/"
DAY = dt.timedelta(days=1)


def clerk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.clerk)
    return client


def test_what_is_due_first_stands_first_and_what_is_late_is_marked(cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    later = asked_of(cast, person=cast.official, due=today + DAY)
    late = asked_of(cast, due=today - DAY)
    answer = clerk(cast, client).get(PAGE)
    assert list(answer.context["page"]) == [late, later]
    assert answer.content.decode().count("已逾期") == 1


def test_only_the_keepers_see_them(cast: Cast, client: Client) -> None:
    one = asked_of(cast)
    for user, status in ((cast.outsider, 200), (cast.reader, 403)):
        client.force_login(user)
        answer = client.get(PAGE)
        assert answer.status_code == status
        assert "韦晓" not in answer.content.decode()
        assert client.get(f"{PAGE}{one.public_id}/").status_code == 403


def test_the_list_takes_the_same_queries_for_one_and_three(cast: Cast, client: Client) -> None:
    clerk(cast, client)
    counts = []
    for wanted in (1, 2):
        for _number in range(wanted):
            asked_of(cast)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_request_is_answered_and_found_among_the_closed(cast: Cast, client: Client) -> None:
    one = asked_of(cast)
    page = clerk(cast, client).get(f"{PAGE}{one.public_id}/").content.decode()
    assert act_url(answer_request, one) in page
    assert act_url(delete_person, one) not in page
    sent = {"outcome": "granted", "answer": "已更正。", "seen_version": one.version}
    assert client.post(act_url(answer_request, one), sent)["Location"] == f"{PAGE}{one.public_id}/"
    assert "已更正。" in client.get(f"{PAGE}{one.public_id}/").content.decode()
    assert "已照办" in client.get(f"{PAGE}?done=1").content.decode()
    assert "没有等待答复的请求" in client.get(PAGE).content.decode()


def test_what_stands_in_the_way_of_a_deletion_is_said_before_it_is_tried(cast: Cast, client: Client) -> None:
    post = PostFactory(person=cast.engineer, term=cast.term)
    one = asked_of(cast, kind="delete")
    page = clerk(cast, client).get(f"{PAGE}{one.public_id}/").content.decode()
    assert "现在还不能删除" in page
    assert "代表大会第9届 代表" in page
    assert act_url(delete_person, one) not in page
    assert post.person_id == cast.engineer.pk


def test_a_deletion_is_carried_out_from_the_desk(cast: Cast, client: Client) -> None:
    one = asked_of(cast, kind="delete")
    assert "可以删除" in clerk(cast, client).get(f"{PAGE}{one.public_id}/").content.decode()
    sent = {"stays": "席位", "sure": "on", "seen_version": one.version}
    assert client.post(act_url(delete_person, one), sent).status_code == 302
    assert Person.objects.get(pk=cast.engineer.pk).name == "已删除人员"
    assert "韦晓" not in client.get(f"{PAGE}?done=1").content.decode()
