"""Public rolls: proposed by one, published by another, and nobody named who doesn't consent."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from cast import OPERATES, Cast, PersonFactory, PostFactory, acts
from keqiao.blocks.assemblies.rolls.models import Roll, RollStatus
from keqiao.blocks.assemblies.rolls.pages.places import of_face
from keqiao.blocks.assemblies.rolls.pages.roll import named
from keqiao.blocks.assemblies.rolls.verbs import propose_roll, publish_roll, send_back_roll, withdraw_roll
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.holders import holders
from keqiao.registry.privacy.verbs.consents import record_consent, record_withdrawal
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice
from keqiao.registry.verbs.posts import elect

PURPOSE = {
    "code": "publish-lists",
    "name": "公开代表名单",
    "kind": "publication",
    "basis": "consent",
    "data": ["name", "duties"],
    "why": "接受监督",
    "who": "办公室",
    "keeps": "至届满",
}
SHEET = {"purpose": "publish-lists", "channel": "paper", "evidence": "登记表第1号"}


@pytest.fixture
def asked(cast: Cast) -> Cast:
    """A city that asks its delegates whether their names may be public; nobody has answered yet."""
    purpose = define_purpose(OPERATES, cast.liuzhou, PURPOSE)
    publish_notice(OPERATES, purpose, {"text": "名单将向社会公开。"})
    return cast


def _public(asked: Cast) -> Roll:
    roll = propose_roll(acts(asked.clerk), asked.congress, {"purpose": "publish-lists"})
    return publish_roll(OPERATES, roll)


def _consents(person: Person) -> None:
    record_consent(OPERATES, person, {**SHEET, "day": timezone.localdate()})


def _read(cast: Cast) -> str:
    answer = Client().get(f"/bodies/{cast.congress.public_id}/public/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_those_who_consent_are_named(asked: Cast) -> None:
    _public(asked)
    post = PostFactory(term=asked.term, person=PersonFactory(keeper=asked.liuzhou))
    assert post.person.name not in _read(asked)
    _consents(post.person)
    assert post.person.name in _read(asked).replace("\u3000", "")


def test_who_takes_consent_back_is_gone_at_once(asked: Cast) -> None:
    _public(asked)
    post = PostFactory(term=asked.term, person=PersonFactory(keeper=asked.liuzhou))
    _consents(post.person)
    record_withdrawal(OPERATES, post.person, {"purpose": "publish-lists", "channel": "phone"})
    assert post.person.name not in _read(asked).replace("\u3000", "")


def test_nothing_shows_before_a_second_person_approves(asked: Cast) -> None:
    roll = propose_roll(acts(asked.clerk), asked.congress, {"purpose": "publish-lists"})
    assert Client().get(f"/bodies/{asked.congress.public_id}/public/").status_code == 404
    with pytest.raises(Refused):
        publish_roll(acts(asked.clerk), roll)


def test_who_proposed_cant_approve(asked: Cast) -> None:
    roll = propose_roll(OPERATES, asked.congress, {"purpose": "publish-lists"})
    with pytest.raises(Refused, match="自己提交"):
        publish_roll(OPERATES, roll)


def test_a_purpose_of_another_kind_doesnt_do(asked: Cast) -> None:
    define_purpose(OPERATES, asked.liuzhou, {**PURPOSE, "code": "count", "kind": "general", "basis": "duty"})
    with pytest.raises(VerbError, match="不是向社会公开"):
        propose_roll(acts(asked.clerk), asked.congress, {"purpose": "count"})
    with pytest.raises(VerbError, match="没有登记代码"):
        propose_roll(acts(asked.clerk), asked.congress, {"purpose": "nothing"})


def test_one_roll_at_a_time_and_it_comes_down_with_a_reason(asked: Cast) -> None:
    roll = _public(asked)
    with pytest.raises(VerbError, match="无需再次提交"):
        propose_roll(acts(asked.clerk), asked.congress, {"purpose": "publish-lists"})
    withdraw_roll(acts(asked.clerk), roll, {"reason": "名单有误"})
    assert Client().get(f"/bodies/{asked.congress.public_id}/public/").status_code == 404
    with pytest.raises(VerbError, match="不能这样办理"):
        withdraw_roll(acts(asked.clerk), roll, {"reason": "再撤一次"})


def test_it_can_be_sent_back(asked: Cast) -> None:
    roll = propose_roll(acts(asked.clerk), asked.congress, {"purpose": "publish-lists"})
    assert send_back_roll(OPERATES, roll, {"reason": "先征求同意"}).status == RollStatus.RETURNED


def test_officers_stand_first(asked: Cast) -> None:
    person = PostFactory(term=asked.term).person
    elect(OPERATES, asked.term, {"person": person.pk, "role": "chair"})
    offices = [group.office for group in named(holders(asked.term.posts.all()))]
    assert offices == ["主席", "代表"]


def test_a_face_without_rolls_has_no_such_part(asked: Cast, rf: RequestFactory) -> None:
    assert of_face(rf.get("/"), asked.liuzhou) == ""


def test_the_face_of_the_organisation_leads_to_it(asked: Cast, client: Client) -> None:
    _public(asked)
    assert (
        f"/bodies/{asked.congress.public_id}/public/"
        in client.get(f"/organisations/{asked.liuzhou.code}/public/").content.decode()
    )


def test_the_bodys_page_says_how_many_consent_and_what_to_do(asked: Cast, client: Client) -> None:
    propose_roll(OPERATES, asked.congress, {"purpose": "publish-lists"})
    client.force_login(asked.clerk)
    told = client.get(f"/bodies/{asked.congress.public_id}/").content.decode()
    assert "待批准公开" in told
    assert "撤下公开名单" in told
    assert "批准公开名单" not in told
