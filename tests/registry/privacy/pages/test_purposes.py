"""The record of processing: the officer sees what is handled for what, and what is missing."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import OPERATES, Cast, user_with
from keqiao.kernel.privacy.models import Purpose
from keqiao.look.acts import act_url
from keqiao.registry.privacy.verbs.consents import give_consent
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice, stop_purpose
from registry.privacy.given import LISTS, purpose, self_act

PAGE = "/desk/privacy/purposes/"


def officer(cast: Cast, client: Client) -> Client:
    client.force_login(user_with("officer", "privacy_officer", cast.liuzhou, subtree=True))
    return client


def test_purposes_are_listed_with_notice_and_consents(cast: Cast, client: Client) -> None:
    purpose(cast)
    purpose(cast, notice=False, code="bare", name="推荐专家")
    give_consent(self_act(cast, cast.engineer), cast.engineer, {"purpose": "publish-lists", "notice": 1})
    answer = officer(cast, client).get(PAGE)
    told = {line.purpose.code: (line.version, line.consents, line.lacks) for line in answer.context["lines"]}
    assert told == {
        "publish-lists": (1, 1, ["没有影响评估"]),
        "bare": (0, 0, ["没有告知书", "没有影响评估"]),
    }
    assert "没有告知书" in answer.content.decode()


def test_only_the_officers_own_area_is_listed(cast: Cast, client: Client) -> None:
    purpose(cast)
    define_purpose(OPERATES, cast.guilin, LISTS | {"name": "桂林的目的"})
    assert "桂林的目的" not in officer(cast, client).get(PAGE).content.decode()
    client.force_login(cast.clerk)
    assert client.get(PAGE).status_code == 403


def test_the_list_takes_the_same_queries_for_one_and_three(cast: Cast, client: Client) -> None:
    officer(cast, client)
    purpose(cast)
    client.get(PAGE)
    one = counted(client)
    for number in range(2):
        purpose(cast, code=f"another-{number}")
    assert counted(client) == one


def counted(client: Client) -> int:
    """How many queries the page takes now."""
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    return len(queries)


def test_a_purpose_is_registered_from_the_list_and_its_notice_published(cast: Cast, client: Client) -> None:
    officer(cast, client)
    address = act_url(define_purpose, cast.liuzhou)
    assert address in client.get(PAGE).content.decode()
    answer = client.post(address, LISTS | {"key": "one"})
    made = Purpose.objects.get()
    assert answer["Location"] == f"{PAGE}{made.public_id}/"
    page = client.get(answer["Location"]).content.decode()
    assert "还没有发布告知书" in page
    form = client.get(act_url(publish_notice, made))
    assert "柳州市科学技术协会为“公开代表名单”处理您的个人信息" in form.context["form"]["text"].value()
    client.post(act_url(publish_notice, made), {"text": "告知。", "seen_version": made.version})
    assert made.notices.get().number == 1


def test_a_stopped_purpose_offers_nothing_more(cast: Cast, client: Client) -> None:
    made = purpose(cast)
    stop_purpose(OPERATES, made)
    page = officer(cast, client).get(f"{PAGE}{made.public_id}/").content.decode()
    assert "停止" in page
    assert act_url(publish_notice, made) not in page
    assert client.get(act_url(stop_purpose, made)).status_code == 302
