"""Who may read what over the interface: live inside an association, reported outside it, refusals by name."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from ninja.errors import HttpError

from cast import Cast, acts, user_with
from keqiao.api.reading import check_body, live_or_reported, refused, sees_names
from keqiao.kernel.access.models import User
from plans.reported import LIUZHOU, lead, report_of


def asks(user: User | None) -> Any:
    request = RequestFactory().get("/api/")
    request.user = user or AnonymousUser()
    return request


def test_inside_nothing_but_the_live_figures_is_meant(cast: Cast) -> None:
    assert live_or_reported(asks(cast.clerk), cast.liuzhou, LIUZHOU) is None


def test_outside_it_is_the_latest_report(cast: Cast) -> None:
    above = asks(user_with("above", "reader", cast.region, subtree=True))
    with pytest.raises(PermissionDenied, match="实时指标由本单位掌握"):
        live_or_reported(above, cast.liuzhou, LIUZHOU)
    report = report_of(lead(cast.leader, cast.liuzhou), cast.liuzhou)
    assert live_or_reported(above, cast.liuzhou, LIUZHOU) == report


def test_a_draft_of_a_report_is_nobody_elses(cast: Cast) -> None:
    report_of(lead(cast.leader, cast.liuzhou), cast.liuzhou, send=False)
    with pytest.raises(PermissionDenied):
        live_or_reported(asks(user_with("above", "reader", cast.region, subtree=True)), cast.liuzhou, LIUZHOU)


def test_a_body_is_read_inside_its_association_only(cast: Cast) -> None:
    check_body(asks(cast.clerk), cast.liuzhou)
    with pytest.raises(PermissionDenied):
        check_body(asks(user_with("above", "clerk", cast.region, subtree=True)), cast.liuzhou)
    with pytest.raises(HttpError, match="请先在网站上登录"):
        check_body(asks(None), cast.liuzhou)


def test_who_may_see_people_is_told_which_seats(cast: Cast) -> None:
    assert sees_names(asks(cast.clerk), cast.liuzhou)
    assert not sees_names(asks(user_with("reads", "reader", cast.liuzhou)), cast.liuzhou)
    assert not sees_names(asks(None), cast.liuzhou)


def test_a_visitor_is_asked_to_log_in_and_others_told_why(cast: Cast) -> None:
    assert isinstance(refused(asks(None), "why"), HttpError)
    assert str(refused(asks(acts(cast.clerk).actor.user), "why")) == "why"
