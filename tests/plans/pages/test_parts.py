"""The links by which staff add what a figure counts: a verb's own form, or a page; nothing for whoever may not."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.plans.packages.package import Package
from keqiao.plans.pages.parts import add_link, doors, trail
from plans.folder import Folder


def asked_by(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


@pytest.fixture
def small(tmp_path: object) -> Package:
    return Folder(tmp_path).read()


def test_a_verb_s_form_is_filled_with_what_is_known(cast: Cast) -> None:
    link = add_link(asked_by(cast.clerk), "activities", cast.liuzhou, {"kind": "lecture"}, "/plans/")
    assert link is not None
    assert urlsplit(link.url).path == f"/desk/acts/activities.record/{cast.liuzhou.public_id}/"
    assert parse_qs(urlsplit(link.url).query) == {"kind": ["lecture"], "back": ["/plans/"]}


def test_a_page_is_opened_at_the_topic(cast: Cast) -> None:
    link = add_link(asked_by(cast.clerk), "attestations", cast.liuzhou, {"topic": "contact-rules"}, "/plans/")
    assert link is not None
    assert (link.label, urlsplit(link.url).path) == ("提交材料", "/desk/forms/450200/evidence/")
    assert parse_qs(urlsplit(link.url).query)["topic"] == ["contact-rules"]


@pytest.mark.parametrize("fact", ["activities", "attestations", "posts"])
def test_nobody_without_the_right_and_no_fact_without_a_way(cast: Cast, fact: str) -> None:
    user = cast.clerk if fact == "posts" else cast.reader
    assert add_link(asked_by(user), fact, cast.liuzhou, {}, "/") is None


def test_the_way_to_a_page_and_the_doors_between_them(cast: Cast, small: Package) -> None:
    assert [step["label"] for step in trail(small, cast.liuzhou, "报送")] == ["改革方案", cast.liuzhou.name, "报送"]
    assert trail(small, cast.liuzhou)[-1]["url"] == ""
    assert [door.label for door in doors(small, cast.liuzhou)] == ["方案项目", "报送", "各单位进展", "方案比较"]
