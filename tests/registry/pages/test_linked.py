"""Ties of an organisation, named from its end."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.test import RequestFactory

from cast import Cast
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation
from keqiao.registry.pages.linked import HEADINGS, SHOWN_AT_ONCE, LinkPart, links_of
from registry.facts.given import given


def seen(cast: Cast, one: Organisation) -> dict[str, list[tuple[str, str]]]:
    """Headings with names and pages, as the clerk sees them."""
    request: HttpRequest = RequestFactory().get("/")
    request.user = cast.clerk
    return {part.title: [(other.name, url) for other, url in part.entries] for part in links_of(request, one)}


def test_a_tie_reads_differently_from_either_end(cast: Cast) -> None:
    given(Link, kind="group_member", source=cast.society, target=cast.liuzhou)
    assert seen(cast, cast.liuzhou) == {"团体会员": [("柳州市机械工程学会", "/organisations/lz-jixie/")]}
    assert seen(cast, cast.society) == {"作为团体会员加入": [("柳州市科学技术协会", "/organisations/450200/")]}


def test_contacts_are_mutual_and_named_once(cast: Cast) -> None:
    given(Link, kind="contact", source=cast.society, target=cast.liuzhou)
    given(Link, kind="contact", source=cast.liuzhou, target=cast.society)
    assert seen(cast, cast.liuzhou) == {"联系单位": [("柳州市机械工程学会", "/organisations/lz-jixie/")]}


def test_a_tie_that_is_over_is_gone_and_what_may_not_be_opened_has_no_page(cast: Cast) -> None:
    given(Link, kind="uplink", source=cast.society, target=cast.luzhai, ends=dt.date(2020, 1, 1))
    given(Link, kind="contact", source=cast.society, target=cast.guilin)
    assert seen(cast, cast.society) == {"联系单位": [("桂林市科学技术协会", "")]}


def test_every_kind_has_its_headings() -> None:
    assert set(HEADINGS) == set(LinkKind)


def test_many_entries_unfold() -> None:
    part = LinkPart("团体会员", [(Organisation(), "")] * (SHOWN_AT_ONCE + 1))
    assert (len(part.first), len(part.rest)) == (SHOWN_AT_ONCE, 1)
