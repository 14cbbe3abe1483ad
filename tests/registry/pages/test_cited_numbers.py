"""Cited numbers at the desk: who may look them up finds them waiting."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, acts
from keqiao.registry.verbs.cited_numbers import cite

NUMBERS = "/desk/cited-numbers/"


def test_who_sees_no_records_is_refused_and_a_visitor_logs_in(cast: Cast, client: Client) -> None:
    assert client.get(NUMBERS).status_code == 302
    client.force_login(cast.nobody)
    assert client.get(NUMBERS).status_code == 403


def number(cast: Cast, kind: str) -> None:
    data = {"kind": kind, "number": 9, "source": "公报", "page": "3", "date": dt.date(2020, 12, 31)}
    cite(acts(cast.clerk), cast.liuzhou, data)


def test_numbers_wait_for_somebody_who_may_look_them_up(cast: Cast, client: Client, city_clerk: Client) -> None:
    number(cast, "park")
    (mine,) = city_clerk.get(NUMBERS).context["lines"]
    assert (mine.stage, mine.acts) == ("待核对", [])
    client.force_login(cast.leader)
    (line,) = client.get(f"{NUMBERS}?stage=submitted").context["lines"]
    assert [act.label for act in line.acts] == ["核对无误", "退回"]
    assert client.get(f"{NUMBERS}?stage=approved").context["lines"] == []
    assert client.post(line.acts[0].url, {}).status_code == 302
    assert [one.stage for one in client.get(NUMBERS).context["lines"]] == ["已核对"]


def test_the_page_costs_the_same_at_one_row_and_at_three(cast: Cast, client: Client) -> None:
    client.force_login(cast.leader)
    number(cast, "park")
    client.get(NUMBERS)
    with CaptureQueriesContext(connection) as one:
        client.get(NUMBERS)
    number(cast, "university")
    number(cast, "institute")
    with CaptureQueriesContext(connection) as three:
        client.get(NUMBERS)
    assert len(three) == len(one)
