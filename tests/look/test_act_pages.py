"""Verbs at the desk: who is offered what, and what their pages do with what is filled in."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from cast import Cast, OrganisationFactory
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit.models import Entry, Outcome
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.look.acts import act_link, act_url, acts_of, address_of, offers, page_of
from keqiao.look.asking import verb_form
from keqiao.registry.verbs.organisations import close, rename


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def labels(request: Any, record: Any) -> list[str]:
    return [act.label for act in acts_of(request, record)]


def posted(page: Any, **fields: str) -> dict[str, str]:
    """What a browser sends: the hidden fields as the page has them, and what somebody typed."""
    form = page.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields} | fields


def test_acts_are_offered_where_the_reader_has_the_right(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = cast.clerk
    assert {"更名", "撤销单位"} <= set(labels(request, cast.liuzhou))
    assert labels(request, cast.guilin) == []


def test_a_closed_organisation_is_not_renamed(cast: Cast, rf: RequestFactory) -> None:
    gone = OrganisationFactory(leading=cast.liuzhou, closed=dt.date(2026, 1, 1))
    request = rf.get("/")
    request.user = cast.clerk
    assert "更名" not in labels(request, gone)


def test_however_many_acts_there_are_the_rights_are_looked_up_once(
    cast: Cast, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = rf.get("/")
    request.user = cast.clerk
    with django_assert_num_queries(1):
        assert len(acts_of(request, cast.liuzhou)) > 3


def test_a_form_is_filled_with_what_is_known_and_does_its_verb(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    address = act_url(rename, cast.liuzhou)
    page = client.get(address)
    assert page.context["form"]["name"].value() == cast.liuzhou.name
    answer = client.post(address, posted(page, name="柳州市科学技术联合会", short_name="柳州科联"))
    assert answer.status_code == 302
    assert answer["Location"] == address_of(cast.liuzhou)
    cast.liuzhou.refresh_from_db()
    assert (cast.liuzhou.name, cast.liuzhou.short_name) == ("柳州市科学技术联合会", "柳州科联")


def test_emptied_text_is_emptied(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    address = act_url(rename, cast.liuzhou)
    page = client.get(address)
    client.post(address, posted(page, short_name=""))
    cast.liuzhou.refresh_from_db()
    assert cast.liuzhou.short_name == ""


def test_what_is_missing_is_said_beside_the_field(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    address = act_url(rename, cast.liuzhou)
    answer = client.post(address, posted(client.get(address), name=""))
    assert answer.status_code == 400
    assert answer.context["form"].errors["name"] == ["没有填写名称。"]


def test_what_the_verb_refuses_is_said_on_top(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    address = act_url(close, cast.liuzhou)
    answer = client.post(address, posted(client.get(address), closed="2026-09-01"))
    assert "还领导着" in answer.context["form"].non_field_errors()[0]


def test_what_no_longer_makes_sense_leads_back_and_says_so(cast: Cast) -> None:
    gone = OrganisationFactory(leading=cast.liuzhou, closed=dt.date(2026, 1, 1))
    answer = logged_in(cast.clerk).get(act_url(rename, gone), follow=True)
    assert answer.redirect_chain == [(address_of(gone), 302)]
    assert "现在不能办理“更名”" in answer.content.decode()


def test_the_acts_are_called_what_they_are_in_english(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    client.cookies["django_language"] = "en"
    said = client.get(address_of(cast.liuzhou)).content.decode()
    assert "Rename" in said
    assert "Close the organisation" in said


def test_nobody_acts_next_door(cast: Cast) -> None:
    answer = logged_in(cast.clerk).get(act_url(rename, cast.guilin))
    assert answer.status_code == 403
    assert "更名" in strip_tags(answer.content.decode())


def test_a_right_lost_while_typing_is_refused_and_kept_in_the_audit(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    address = act_url(rename, cast.liuzhou)
    sent = posted(client.get(address), name="别的名称")
    with ledger.exempt("taken back"):
        cast.clerk.grants.all().delete()
    assert client.post(address, sent).status_code == 403
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name != "别的名称"


def test_two_at_once_lose_nothing(cast: Cast) -> None:
    """The slower of two sees what the faster one wrote, and decides."""
    address = act_url(rename, cast.liuzhou)
    faster, slower = logged_in(cast.clerk), logged_in(cast.clerk)
    first, second = posted(faster.get(address)), posted(slower.get(address))
    faster.post(address, first | {"name": "甲"})
    answer = slower.post(address, second | {"name": "乙"})
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "甲"
    errors = answer.context["form"].errors
    assert "已被他人修改" in errors["__all__"][0]
    assert errors["name"] == ["现在登记的是“甲”。"]
    again = posted(answer, name="乙")
    assert slower.post(address, again).status_code == 302
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name == "乙"


def test_a_form_sent_twice_is_carried_out_once(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    address = act_url(rename, cast.liuzhou)
    sent = posted(client.get(address), name="甲")
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert Entry.objects.filter(verb="organisations.rename", outcome=Outcome.DONE).count() == 1


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk)
    assert client.post(act_url(rename, cast.liuzhou), {"name": "甲"}).status_code == 403
    assert Organisation.objects.get(pk=cast.liuzhou.pk).name != "甲"


@pytest.mark.parametrize("name", ["organisations.nothing", "access.grant_everything"])
def test_an_act_that_nobody_offers_is_no_page(cast: Cast, name: str) -> None:
    address = f"/desk/acts/{name}/{cast.liuzhou.public_id}/"
    assert logged_in(cast.clerk).get(address).status_code == 404


def test_the_page_of_a_record_without_one_is_the_desk(cast: Cast) -> None:
    assert address_of(cast.term) == "/desk/"


def test_a_kind_of_record_gets_its_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keqiao.look.acts._pages", {})
    page_of(Organisation, lambda one: f"/o/{one.code}/")
    assert address_of(cast.liuzhou) == f"/o/{cast.liuzhou.code}/"


# Links that fill a form in and say where to go after it


def test_a_link_fills_in_what_is_asked_for_and_nothing_else(cast: Cast) -> None:
    link = act_url(rename, cast.liuzhou, name="柳州科联", seen_version="99", nope="x")
    form = logged_in(cast.clerk).get(link).context["form"]
    assert form["name"].value() == "柳州科联"
    assert str(form["seen_version"].value()) == str(cast.liuzhou.version)
    assert form["short_name"].value() == cast.liuzhou.short_name


def test_what_a_link_filled_in_is_checked_like_anything_typed(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    link = act_url(close, cast.liuzhou, closed="nonsense")
    answer = client.post(link, posted(client.get(link)))
    assert answer.status_code == 400
    assert "closed" in answer.context["form"].errors


def test_after_the_act_one_is_back_where_the_link_stood(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    link = act_url(rename, cast.liuzhou, back="/plans/?state=draft")
    page = client.get(link)
    assert page.context["back"] == "/plans/?state=draft"
    answer = client.post(link, posted(page, name="柳州科联"))
    assert (answer.status_code, answer["Location"]) == (302, "/plans/?state=draft")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "http:///example.org",
        "\\\\example.org",
        "/\\example.org",
        "javascript:alert(1)",
        " //example.org",
        "",
    ],
)
def test_nobody_is_led_to_another_site(cast: Cast, elsewhere: str) -> None:
    client = logged_in(cast.clerk)
    link = act_url(rename, cast.liuzhou, back=elsewhere)
    page = client.get(link)
    assert page.context["back"] == address_of(cast.liuzhou)
    answer = client.post(link, posted(page, name="柳州科联"))
    assert answer["Location"] == address_of(cast.liuzhou)


def test_an_offer_that_is_not_listed_is_only_linked_to(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = cast.clerk
    record_activity = next(one.verb for name, one in offers().items() if name == "activities.record")
    assert "登记一项活动" not in labels(request, cast.liuzhou)
    link = act_link(request, record_activity, cast.liuzhou, kind="training", back="/plans/")
    assert link is not None
    assert link.label == "登记一项活动"
    assert link.url == act_url(record_activity, cast.liuzhou) + "?kind=training&back=%2Fplans%2F"
    assert act_link(request, record_activity, cast.guilin) is None


def test_there_is_no_link_to_what_cannot_be_done(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert act_link(request, rename, cast.liuzhou) is None
    request.user = cast.clerk
    gone = OrganisationFactory(leading=cast.liuzhou, closed=dt.date(2026, 1, 1))
    assert act_link(request, rename, gone) is None
    nowhere = next(verb for name, verb in all_verbs().items() if name not in offers())
    assert act_link(request, nowhere, cast.liuzhou) is None


def test_an_act_that_leads_on_to_another_takes_along_where_to_go_back(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    verb = offers()["resources.register_title"].verb
    link = act_url(verb, cast.liuzhou, kind="popular_work", back="/plans/")
    answer = client.post(link, posted(client.get(link), name="某书"))
    assert answer["Location"].endswith("?back=%2Fplans%2F")
    assert client.get(answer["Location"]).context["back"] == "/plans/"
    plain = act_url(verb, cast.liuzhou, kind="popular_work")
    assert "?" not in client.post(plain, posted(client.get(plain), name="另一书"))["Location"]


def test_the_form_of_every_act_can_be_drawn(cast: Cast, rf: RequestFactory) -> None:
    # A field called like something that the page asks the form for would stand in its way.
    request = rf.get("/")
    request.user = cast.clerk
    for one in offers().values():
        form = verb_form(one.verb.schema, Actor(cast.clerk))
        html = render_to_string("look/act.html", {"offer": one, "form": form, "back": "/"}, request)
        assert all(f'name="{field.html_name}' in html for field in form.asked()), one.verb.name


def test_the_page_of_an_act_says_whose_record_it_is(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    page = client.get(act_url(offers()["assemblies.plan_meeting"].verb, cast.congress))
    html = page.content.decode()
    assert page.context["place"] == cast.liuzhou
    assert '<p class="heading-kicker">柳州市科学技术协会 · 代表大会</p>' in html
    named = client.get(act_url(rename, cast.liuzhou)).content.decode()
    assert '<p class="heading-kicker">柳州市科学技术协会</p>' in named
