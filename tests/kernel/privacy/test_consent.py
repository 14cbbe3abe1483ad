"""Nothing is published or passed on without the person's own consent, under a notice that still holds."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import OPERATES, Cast, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.consent import (
    consented,
    consenting,
    latest_notice,
    purpose_of,
    purposes_for,
    refuse_without_consent,
    renewed,
)
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.privacy.verbs.consents import give_consent, withdraw_consent
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice, stop_purpose
from registry.privacy.given import LISTS, purpose, self_act


def agree(cast: Cast, person: Person, notice: int = 1) -> None:
    give_consent(self_act(cast, person), person, {"purpose": "publish-lists", "notice": notice})


def test_a_consent_holds_from_giving_to_withdrawing(cast: Cast) -> None:
    lists = purpose(cast)
    assert not consented(cast.engineer, lists)
    agree(cast, cast.engineer)
    assert consented(cast.engineer, lists)
    assert not consented(cast.official, lists)
    withdraw_consent(self_act(cast, cast.engineer), cast.engineer, {"purpose": "publish-lists"})
    assert not consented(cast.engineer, lists)


def test_publishing_and_passing_on_take_a_consent_of_their_own(cast: Cast) -> None:
    lists = purpose(cast)
    province = purpose(cast, code="to-province", kind="passing_on", recipient="广西壮族自治区科学技术协会")
    agree(cast, cast.engineer)
    assert consented(cast.engineer, lists)
    assert not consented(cast.engineer, province)


def test_a_changed_purpose_asks_again_and_a_mere_rewording_does_not(cast: Cast) -> None:
    lists = purpose(cast)
    agree(cast, cast.engineer)
    publish_notice(OPERATES, lists, {"text": "我们公开代表名单（改了错字）。"})
    assert consented(cast.engineer, lists)
    publish_notice(OPERATES, lists, {"text": "我们公开代表名单和照片。", "renews": True})
    assert not consented(cast.engineer, lists)
    assert renewed(lists) == 3
    agree(cast, cast.engineer, 3)
    assert consented(cast.engineer, lists)


def test_what_rests_on_something_else_needs_no_consent(cast: Cast) -> None:
    duty = purpose(cast, code="congress", kind="general", basis="duty")
    assert consented(cast.engineer, duty)
    refuse_without_consent([cast.engineer.pk], duty)


def test_a_list_goes_out_when_everybody_consented_and_not_before(cast: Cast) -> None:
    lists = purpose(cast)
    everybody = [cast.engineer.pk, cast.official.pk]
    agree(cast, cast.engineer)
    with pytest.raises(VerbError, match="有1人没有同意“公开代表名单”。请先征得"):
        refuse_without_consent(everybody, lists)
    assert consenting(everybody, lists) == {cast.engineer.pk}
    agree(cast, cast.official)
    refuse_without_consent(everybody, lists)


def test_however_many_people_it_is_the_same_few_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lists = purpose(cast)
    people = [PersonFactory(keeper=cast.liuzhou).pk for _number in range(3)]
    for some in (people[:1], people):
        with django_assert_num_queries(2):
            consenting(some, lists)


def test_the_nearest_purpose_of_a_code_holds_for_what_is_led(cast: Cast) -> None:
    lists = purpose(cast)
    assert purpose_of(cast.luzhai.pk, "publish-lists") == lists
    own = define_purpose(OPERATES, cast.luzhai, LISTS | {"name": "公开县代表名单"})
    assert purpose_of(cast.luzhai.pk, "publish-lists") == own
    assert purpose_of(cast.liuzhou.pk, "publish-lists") == lists
    assert purposes_for(cast.luzhai.pk) == [own]


def test_a_stopped_or_unknown_purpose_allows_nothing(cast: Cast) -> None:
    lists = purpose(cast)
    stop_purpose(OPERATES, lists)
    for code in ("publish-lists", "nothing"):
        with pytest.raises(VerbError, match="不能这样使用个人信息。请个人信息保护负责人先登记"):
            purpose_of(cast.liuzhou.pk, code)
    with pytest.raises(VerbError):
        purpose_of(cast.guilin.pk, "publish-lists")


def test_the_latest_notice_is_read(cast: Cast) -> None:
    lists = purpose(cast, notice=False)
    assert latest_notice(lists) is None
    with ledger.exempt("given"):
        publish_notice(OPERATES, lists, {"text": "一"})
    found = latest_notice(lists)
    assert found is not None
    assert found.number == 1
