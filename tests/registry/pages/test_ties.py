"""All ties with their dates, seen from one end."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.test import RequestFactory

from cast import Cast, OrganisationFactory
from keqiao.kernel.access.models import User
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation
from keqiao.registry.pages.ties import SHOWN_AT_ONCE, TiePart, ties_of
from registry.facts.given import given


def seen(user: User, one: Organisation, kinds: tuple[LinkKind, ...] = tuple(LinkKind)) -> list[TiePart]:
    request: HttpRequest = RequestFactory().get("/")
    request.user = user
    return ties_of(request, one, kinds)


def test_ties_stand_under_what_the_other_is_with_dates_and_agreement(cast: Cast) -> None:
    signed = dt.date(2024, 3, 1)
    given(Link, kind="partner", source=cast.liuzhou, target=cast.guilin, starts=signed, title="合作协议", signed=signed)
    given(Link, kind="group_member", source=cast.society, target=cast.liuzhou, ends=dt.date(2020, 1, 1))
    members, partners = seen(cast.clerk, cast.liuzhou)
    (member,), (partner,) = members.ties, partners.ties
    assert (members.title, members.holding, member.over, member.end_url) == ("团体会员", 0, True, "")
    assert (partners.title, partners.holding, partner.time) == ("合作共建单位", 1, "2024年3月1日起")
    assert partner.agreement == "合作协议 · 2024年3月1日"
    assert (partner.url, "links.unlink" in partner.end_url) == ("", True)


def test_only_who_may_is_offered_to_end_a_tie_at_its_own_end(cast: Cast) -> None:
    given(Link, kind="contact", source=cast.society, target=cast.liuzhou)
    assert [tie.end_url for part in seen(cast.clerk, cast.liuzhou) for tie in part.ties] == [""]
    assert [tie.end_url for part in seen(cast.reader, cast.society) for tie in part.ties] == [""]
    assert all(tie.end_url for part in seen(cast.clerk, cast.society) for tie in part.ties)


def test_kinds_narrow_and_many_unfold(cast: Cast) -> None:
    for one in OrganisationFactory.create_batch(SHOWN_AT_ONCE + 1):
        given(Link, kind="covers", source=cast.liuzhou, target=one)
    given(Link, kind="contact", source=cast.liuzhou, target=cast.society)
    (part,) = seen(cast.clerk, cast.liuzhou, (LinkKind.COVERS,))
    assert (len(part.first), len(part.rest), part.holding) == (SHOWN_AT_ONCE, 1, SHOWN_AT_ONCE + 1)
