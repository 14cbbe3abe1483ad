"""Lists that leave: as filtered, by need, logged, and no more rows than a role may take."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from cast import OPERATES, Cast, EmploymentFactory, PersonFactory, acts
from keqiao.kernel.access import roles
from keqiao.kernel.access.rules import Actor, most_exported
from keqiao.kernel.audit.models import Entry, Look, Seen
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry import exported
from keqiao.registry.exports import all_lists, columns_for, list_of
from keqiao.registry.pages import exports as pages
from keqiao.registry.verbs.exports import TakeList, take


def sheet(answer: Any) -> list[tuple[Any, ...]]:
    """The rows of a file."""
    assert answer.status_code == 200, answer.content.decode()
    read = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert read is not None
    return list(read.iter_rows(values_only=True))


def taken(client: Client, code: str, query: str = "", **more: Any) -> Any:
    """Post the form of an export with every column."""
    one = list_of(code)
    assert one is not None
    columns = [column.name for column in one.columns]
    return client.post(reverse("registry:export", args=[code]) + query, {"column": columns, "purpose": "换届"} | more)


@pytest.fixture
def clerk(cast: Cast, client: Client) -> Client:
    """Liuzhou's clerk, logged in."""
    client.force_login(cast.clerk)
    return client


def test_every_list_of_the_register_can_be_taken_out_by_a_clerk(cast: Cast, clerk: Client) -> None:
    assert {one.code for one in all_lists()} >= {"organisations", "people", "memberships", "posts", "units", "imports"}
    for one in all_lists():
        assert sheet(taken(clerk, one.code))[0] == tuple(str(column.label) for column in one.columns)
        assert clerk.get(reverse("registry:export", args=[one.code])).status_code == 200
    assert "导出名单" in clerk.get(reverse("registry:exports")).content.decode()
    assert pages.NEED == "exports.take"
    assert exported.ORGANISATIONS_SEEN == "records.see"


def test_rows_are_those_of_the_filtered_list_within_reach(cast: Cast, clerk: Client) -> None:
    names = {row[0] for row in sheet(taken(clerk, "organisations"))[1:]}
    assert {cast.liuzhou.name, cast.luzhai.name, cast.society.name} == names
    assert [row[0] for row in sheet(taken(clerk, "organisations", "?kind=society"))[1:]] == [cast.society.name]
    assert (
        reverse("registry:export", args=["organisations"]) in clerk.get("/organisations/?kind=society").content.decode()
    )


def test_the_audit_keeps_what_left_and_names_nobody(cast: Cast, clerk: Client) -> None:
    taken(clerk, "people", "?q=韦晓", column=["name"])
    entry = Entry.objects.get(verb="exports.take")
    assert entry.actor == f"user:{cast.clerk.pk}"
    assert entry.message == "people: 1 rows, columns name; filters q=*; purpose: 换届"


def test_whose_data_left_can_read_who_took_them_and_what_for(cast: Cast, clerk: Client) -> None:
    taken(clerk, "people", "?q=韦晓", column=["name"])
    [look] = Look.objects.filter(person=cast.engineer.pk)
    assert (look.what, look.why, look.actor) == (Seen.EXPORT, "换届", f"user:{cast.clerk.pk}")
    taken(clerk, "organisations")
    assert Look.objects.count() == 1


def test_more_rows_than_the_role_may_take_are_refused_with_an_entry(
    cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = dataclasses.replace(roles.ROLES["clerk"], export_rows=1)
    monkeypatch.setitem(roles.ROLES, "clerk", few)
    answer = taken(clerk, "organisations")
    assert answer.status_code == 400
    assert "这份名单有3行，您的角色一次最多导出1行" in answer.content.decode()
    assert Entry.objects.get(verb="exports.take").outcome == "refused"


def test_a_million_rows_are_refused_to_somebody_allowed_fewer(cast: Cast) -> None:
    data = TakeList(what="people", columns=["name"], rows=1_000_000, purpose="备份")
    for user, most in ((cast.clerk, 5000), (cast.leader, 1000)):
        assert most_exported(Actor(user), cast.liuzhou.pk) == most
        with pytest.raises(Refused, match=f"有1000000行，您的角色一次最多导出{most}行"):
            take(acts(user), cast.liuzhou, data)
    assert Entry.objects.filter(verb="exports.take", outcome="refused").count() == 2
    assert most_exported(OPERATES.actor, cast.liuzhou.pk) is None
    assert most_exported(Actor(cast.county_clerk), cast.liuzhou.pk) == 0


def test_a_purpose_and_a_column_are_needed(cast: Cast, clerk: Client) -> None:
    assert "没有填写用途" in taken(clerk, "people", purpose=" ").content.decode()
    assert "没有选择任何一列" in taken(clerk, "people", column=[]).content.decode()
    with pytest.raises(VerbError, match="没有填写用途"):
        take(acts(cast.clerk), cast.liuzhou, {"what": "people", "rows": 1})


def test_what_somebody_may_not_see_is_left_out(cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    blind = roles.ROLES["clerk"]
    monkeypatch.setitem(roles.ROLES, "clerk", dataclasses.replace(blind, needs=blind.needs - {"people.private"}))
    one = list_of("people")
    assert one is not None
    offered = {column.name for column in columns_for(one, Actor(cast.clerk))}
    assert offered == {"name", "unit", "position", "source", "keeper"}
    assert "出生年月" not in sheet(taken(clerk, "people"))[0]


def test_readers_and_neighbours_take_nothing_of_ours(cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    assert taken(client, "organisations").status_code == 403
    client.force_login(cast.outsider)
    assert sheet(taken(client, "people"))[1:] == []


def test_a_cell_that_looks_like_a_formula_is_text(cast: Cast, clerk: Client) -> None:
    EmploymentFactory(person=PersonFactory(name="莫一", keeper=cast.liuzhou), unit_name="=cmd|' /C calc'!A1")
    answer = taken(clerk, "people", "?q=莫一", column=["name", "unit"])
    read = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert read is not None
    assert (read["B2"].data_type, read["B2"].quotePrefix) == ("s", True)
