"""What is offered on a programme's page: only what its state allows, to those who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from keqiao.kernel.access.models import User
from keqiao.look.acts import act_url, acts_of, address_of
from keqiao.plans.programmes.offered import address
from keqiao.plans.programmes.verbs import accept, adjust, end, pause, start
from plans.starting import Starting, entry

Labels = Callable[..., list[str]]


@pytest.fixture
def labels(starting: Starting, rf: RequestFactory) -> Labels:
    """What a reader, the clerk unless said otherwise, is offered on the programme."""

    def found(user: User | None = None) -> list[str]:
        request = rf.get("/")
        request.user = user or starting.cast.clerk
        return [one.label for one in acts_of(request, starting.one())]

    return found


def test_each_state_offers_what_makes_sense(starting: Starting, labels: Labels) -> None:
    starting.install(entry("one"))
    assert labels() == ["启用项目", "调整项目", "结束项目"]
    start(starting.clerk, starting.one(), {})
    assert labels() == ["调整项目", "暂停项目", "结束项目"]
    pause(starting.clerk, starting.one(), {})
    assert labels() == ["启用项目", "调整项目", "结束项目"]
    end(starting.clerk, starting.one(), {})
    assert labels() == []


def test_a_planned_one_cannot_be_switched_on(starting: Starting, labels: Labels) -> None:
    starting.install(entry("one", "liaison.channel"))
    assert labels() == ["调整项目", "结束项目"]


def test_the_package_s_words_are_offered_to_what_was_edited(starting: Starting, labels: Labels) -> None:
    starting.install(entry("one"))
    adjust(starting.clerk, starting.one(), {"title": "我们的培训", "at_least": 2})
    assert "采用方案包的写法" in labels()
    accept(starting.clerk, starting.one(), {})
    assert "采用方案包的写法" not in labels()
    adjust(starting.clerk, starting.one(), {"title": "我们的培训", "at_least": 2})
    end(starting.clerk, starting.one(), {})
    assert labels() == []


def test_nothing_is_offered_to_who_may_not(starting: Starting, labels: Labels) -> None:
    starting.install(entry("one"))
    for user in (starting.cast.reader, starting.cast.outsider, starting.cast.county_clerk):
        assert labels(user) == []


def test_the_form_knows_title_and_number_and_leads_back(starting: Starting) -> None:
    starting.install(entry("one", settings={"kind": "training", "at_least": 12}))
    one = starting.one()
    assert address_of(one) == address(one) == f"/plans/small/450200/programmes/{one.public_id}/"
    client = Client()
    client.force_login(starting.cast.clerk)
    page = client.get(act_url(adjust, one))
    form = page.context["form"]
    assert (form["title"].value(), form["at_least"].value()) == ("项目one", 12)
    assert "再次安装方案时不会被改回去" in page.content.decode()
    sent = {"title": "培训进村", "at_least": "6", "seen_version": str(one.version), "key": form["key"].value()}
    answer = client.post(act_url(adjust, one), sent)
    assert (answer.status_code, answer["Location"]) == (302, address(one))
    assert (starting.one().title, starting.one().settings) == ("培训进村", '{"at_least": 6, "kind": "training"}')
