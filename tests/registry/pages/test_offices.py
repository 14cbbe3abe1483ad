"""Departments, posts, affiliated institutions and Party organisations on the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from cast import Cast, OrganisationFactory
from keqiao.kernel.offices.models import Department, Staffing
from keqiao.kernel.organisations.models import Attribute, Link
from keqiao.registry.pages.offices import offices, party
from registry.facts.given import given


@pytest.fixture
def request_(cast: Cast) -> HttpRequest:
    """The clerk's."""
    made: HttpRequest = RequestFactory().get("/")
    made.user = cast.clerk
    return made


def test_departments_say_their_counterparts_and_what_became_of_them(cast: Cast, request_: HttpRequest) -> None:
    above = given(Department, organisation=cast.region, name="学会学术部")
    now = given(Department, organisation=cast.liuzhou, name="学会部", duties="联系学会", counterpart=above)
    given(Department, organisation=cast.liuzhou, name="学术部", ends="2021-01-01", became=now)
    given(Department, organisation=cast.liuzhou, name="办公室")
    shown = offices(request_, cast.liuzhou)
    first, second = shown["departments"]
    assert (first.name, first.counterpart, len(first.acts)) == ("学会部", "学会学术部", 2)
    assert (second.counterpart, shown["without_counterpart"]) == ("", 1)
    (former,) = shown["former_departments"]
    assert (former.name, former.became, former.acts) == ("学术部", "学会部", ())


def test_posts_and_helpers_stand_apart_and_reserved_posts_have_a_share(cast: Cast, request_: HttpRequest) -> None:
    for kind, number in (("senior_posts", 20), ("reserved", 3), ("volunteers", 60)):
        given(Staffing, organisation=cast.liuzhou, kind=kind, number=number, document="第1号")
    shown = offices(request_, cast.liuzhou)
    assert [line.kind for line in shown["approved"]] == ["局处级岗位", "预留挂职岗位"]
    assert [line.number for line in shown["at_work"]] == ["60"]
    assert shown["reserved"] == "预留挂职岗位占局处级岗位的15.0%（3/20）。"


def test_affiliated_institutions_are_set_against_what_is_approved(cast: Cast, request_: HttpRequest) -> None:
    for number, reform in ((30, "kept"), (12, "converted")):
        one = OrganisationFactory(kind="affiliated_institution", leading=cast.liuzhou)
        given(Staffing, organisation=one, kind="institution", number=number)
        given(Attribute, organisation=one, kind="reform", value=reform)
    given(Staffing, organisation=cast.liuzhou, kind="affiliated", number=2)
    given(Staffing, organisation=cast.liuzhou, kind="affiliated_posts", number=45)
    shown = offices(request_, cast.liuzhou)
    assert [(line.posts, line.reform) for line in shown["institutions"]] == [("30", "保留"), ("12", "转企改制")]
    assert shown["institutions_told"] == "现有直属单位2个，核定编制42名 · 批准个数2个 · 批准编制总额45名"


def test_party_organisations_say_their_form_and_with_whom(cast: Cast, request_: HttpRequest) -> None:
    branch = OrganisationFactory(kind="party_branch", name="联合党支部", leading=cast.society)
    other = OrganisationFactory(leading=cast.liuzhou, name="柳州市铸造学会")
    given(Attribute, organisation=branch, kind="party_form", value="joint")
    for one in (cast.society, other):
        given(Link, kind="party_organisation_of", source=branch, target=one)
    without = OrganisationFactory(leading=cast.liuzhou, name="柳州市蚕学会")
    (line,) = party(request_, cast.society)["party"]
    assert (line.name, line.kind, line.form, line.together) == ("联合党支部", "党支部", "联合设立", "柳州市铸造学会")
    shown: dict[str, Any] = party(request_, cast.liuzhou)
    assert (shown["societies"], shown["covered"]) == (3, 2)
    assert [name for name, _url in shown["uncovered"]] == [without.name]
