"""What the desk and other pages show of personal information."""

from __future__ import annotations

from django.test import RequestFactory

from cast import Cast
from keqiao.look.acts import acts_of, address_of
from keqiao.registry.privacy.acts import home_panel, person_panel, request_url, to_result
from keqiao.registry.privacy.offices import doors, offices
from registry.privacy.given import asked_of, officer_of, purpose


def test_a_persons_page_tells_consents_and_requests(cast: Cast, rf: RequestFactory) -> None:
    purpose(cast)
    asked_of(cast)
    said = person_panel(rf.get("/"), cast.engineer)
    assert "公开代表名单" in said
    assert "未同意" in said
    assert "更正或补充" in said
    assert person_panel(rf.get("/"), cast.liuzhou) == ""
    assert home_panel(rf.get("/"), None) == ""


def test_the_desk_offers_what_may_be_noted_for_a_person(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = cast.clerk
    labels = [one.label for one in acts_of(request, cast.engineer)]
    assert {"登记同意", "登记撤回同意", "登记个人信息请求"} <= set(labels)


def test_records_have_their_pages(cast: Cast) -> None:
    one, made = asked_of(cast), purpose(cast)
    assert address_of(one) == request_url(one)
    assert to_result(cast.liuzhou, made) == address_of(made)


def test_an_officer_acts_where_the_grant_stands(cast: Cast) -> None:
    actor = officer_of(cast.liuzhou).actor
    assert offices(actor) == [cast.liuzhou]
    assert [one.label for one in doors(actor, "purposes.define")] == ["登记处理目的"]
