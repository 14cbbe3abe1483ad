"""A confirmed result, and whether people were asked if they may be named."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from blocks.assemblies.elections.stand import Stand, closed, opened, prepared, vote, with_rules
from cast import OPERATES, Cast
from keqiao.blocks.assemblies.elections.models import Announcement, Election
from keqiao.blocks.assemblies.elections.verbs import announcing, settling
from keqiao.kernel.people.models import Person
from keqiao.registry.privacy.verbs.consents import record_consent
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice

PURPOSE = {
    "code": "publish-lists",
    "name": "公开选举结果",
    "kind": "publication",
    "basis": "consent",
    "data": ["name", "duties"],
    "why": "接受监督",
    "who": "办公室",
    "keeps": "至届满",
}


def confirmed(stand: Stand, **rules: str) -> tuple[Election, str]:
    """Three elected, and one who is written in twice; the receipt of the last ballot."""
    election = opened(stand, with_rules(stand, prepared(stand), **rules))
    code = ""
    for place, person in enumerate(stand.members):
        code = vote(stand, election, person, 1, 2, **({"written": {"5": "罗另选"}} if place < 2 else {}))
    closed(stand, election)
    settling.confirm_result(stand.leader, election, {})
    return Election.objects.get(pk=election.pk), code


def public(stand: Stand, election: Election, purpose: str = "") -> Announcement:
    made = announcing.announce(stand.clerk, election, {"purpose": purpose})
    return announcing.publish(stand.leader, made)


def asks(cast: Cast, person: Person | None = None) -> None:
    """The city asks whether names may be public; one person says yes."""
    publish_notice(OPERATES, define_purpose(OPERATES, cast.liuzhou, PURPOSE), {"text": "结果将向社会公开。"})
    if person is not None:
        sheet = {"purpose": "publish-lists", "channel": "paper", "evidence": "登记表第1号"}
        record_consent(OPERATES, person, {**sheet, "day": timezone.localdate()})


def read(election: Election, more: str = "") -> str:
    answer = Client().get(f"/votes/{election.public_id}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()
