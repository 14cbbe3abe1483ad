"""What is due: on the page and in the list of those who may see it."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse_lazy
from django.utils import timezone

from cast import Cast, TermFactory
from keqiao.kernel.offices.models import KeyDate
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.registry.pages.keydates import due_at
from registry.facts.given import given

ADDRESS = reverse_lazy("registry:key_dates")


def ahead(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days)


def listed(client: Client, query: str = "") -> list[tuple[str, str, str]]:
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    return [(due.unit.code, due.kind, due.state) for due in answer.context["rows"]]


def test_the_nearest_stand_first_and_what_is_overdue_on_top(client: Client, cast: Cast) -> None:
    given(KeyDate, organisation=cast.society, kind="annual_check", day=ahead(20))
    given(KeyDate, organisation=cast.luzhai, kind="certificate", day=ahead(-3))
    given(KeyDate, organisation=cast.liuzhou, kind="other", day=ahead(0))
    given(KeyDate, organisation=cast.liuzhou, kind="other", day=ahead(1), done=ahead(0))
    given(KeyDate, organisation=cast.liuzhou, kind="agreement", day=ahead(60))
    given(KeyDate, organisation=cast.guilin, kind="other", day=ahead(1))
    client.force_login(cast.clerk)
    assert listed(client, "?days=30") == [
        ("450223", "证书到期", "已过期3天"),
        ("450200", "其他", "今天到期"),
        ("lz-jixie", "年检", "还有20天"),
    ]
    assert ("450200", "协议到期", "还有60天") in listed(client)
    assert listed(client, "?days=30&kind=annual_check") == [("lz-jixie", "年检", "还有20天")]


def test_terms_that_end_are_due_by_themselves(cast: Cast) -> None:
    body = given(Body, organisation=cast.society, kind="council", name="理事会")
    TermFactory(body=body, number=3, starts=ahead(-4000), ends=ahead(-2000))
    TermFactory(body=body, number=4, starts=ahead(-2000), ends=ahead(15))
    units = Organisation.objects.filter(pk=cast.society.pk)
    (due,) = due_at(units, ahead(30))
    assert (due.kind, due.title, due.day) == ("换届", "理事会届满", ahead(15))
    assert due_at(units, ahead(10)) == due_at(units, ahead(30), "annual_check") == []


def test_whoever_sees_no_records_has_no_list(client: Client, cast: Cast) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(cast.nobody)
    assert client.get(ADDRESS).status_code == 403
    client.force_login(cast.reader)
    assert listed(client) == []


def test_three_rows_cost_as_many_queries_as_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    spent = []
    for more in (1, 2):
        for day in range(more):
            given(KeyDate, organisation=cast.society, kind="other", day=ahead(day), title=str(more))
        listed(client)
        with CaptureQueriesContext(connection) as queries:
            listed(client)
        spent.append(len(queries))
    assert spent[0] == spent[1]
