"""Signing and judging: each from their own account, and a judgement that nobody else reads."""

from __future__ import annotations

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import Floor, fresh
from keqiao.blocks.assemblies.motions import filing, signing
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Step


def test_nobody_signs_for_another(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉")
    asked = floor.part(made, 1)
    for act in (floor.by(0), floor.clerk):
        with pytest.raises(Refused):
            signing.sign(act, asked, {})
    signing.sign(floor.by(1), asked, {})
    assert (asked.status, asked.signed) == ("signed", timezone.localdate())
    with pytest.raises(VerbError, match="已经附议过"):
        signing.sign(floor.by(1), asked, {})


def test_who_left_the_body_no_longer_signs(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉")
    with ledger.exempt("given"):
        floor.posts[1].ends = timezone.localdate()
        floor.posts[1].save()
    with pytest.raises(VerbError, match="现在没有在这一机构任职"):
        signing.sign(floor.by(1), floor.part(made, 1), {})


def test_one_declines_or_takes_a_signature_back_until_it_is_handed_in(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉、甘泉")
    signing.sign(floor.by(1), floor.part(made, 1), {})
    declined = signing.decline(floor.by(1), floor.part(made, 1), {})
    assert (declined.status, declined.signed) == ("declined", None)
    with pytest.raises(VerbError, match="您是领衔人"):
        signing.decline(floor.by(0), floor.part(made, 0), {})
    done = floor.filed()
    with pytest.raises(VerbError, match="不能这样办理"):
        signing.decline(floor.by(0), floor.part(done, 0), {})


def test_each_who_signed_judges_and_the_audit_does_not_say_who_thinks_what(floor: Floor) -> None:
    made = floor.signed(1, 2, kind="motion")
    with pytest.raises(VerbError, match="不能这样办理"):
        signing.judge(floor.by(1), floor.part(made, 1), {"mark": "satisfied"})
    made = floor.answered(made)
    with pytest.raises(Refused):
        signing.judge(floor.by(2), floor.part(made, 1), {"mark": "satisfied"})
    signing.judge(floor.by(1), floor.part(made, 1), {"mark": "basically"})
    assert floor.part(made, 1).mark == "basically"
    entry = Entry.objects.get(verb="motions.judge", outcome="done")
    assert (entry.actor, entry.message) == ("secret", "")


def test_who_did_not_sign_does_not_judge(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉、甘泉、蓝天")
    for number in (1, 2):
        signing.sign(floor.by(number), floor.part(made, number), {})
    filing.submit(floor.by(0), made, {})
    made = floor.answered(fresh(made))
    with pytest.raises(VerbError, match="没有在这件提案建议上签名"):
        signing.judge(floor.by(3), floor.part(made, 3), {"mark": "not"})


def test_who_is_not_satisfied_has_it_worked_on_once_more_without_a_name(floor: Floor) -> None:
    made = floor.answered(floor.signed(1, 2, kind="motion"))
    part = floor.part(made, 1)
    with pytest.raises(VerbError, match="只有不满意时可以要求再办"):
        signing.judge(floor.by(1), part, {"mark": "satisfied", "again": True, "reason": "没有说明经费"})
    with pytest.raises(VerbError, match="reason"):
        signing.judge(floor.by(1), part, {"mark": "not", "again": True})
    with pytest.raises(Refused):
        signing.reopen(floor.by(2), made, {"reason": "没有说明经费"})
    signing.judge(floor.by(1), floor.part(made, 1), {"mark": "not", "again": True, "reason": "没有说明经费"})
    made = fresh(made)
    assert made.case is not None
    assert (made.status, made.reopened) == ("accepted", timezone.localdate())
    assert made.case.deadlines.get(final=True).met is None
    reason = Step.objects.get(text="没有说明经费")
    assert (reason.signed, reason.written_by) == ("签名人", None)
    made = floor.answered(made)
    assert [one.mark for one in made.signatures.all()] == ["", "", ""]  # they spoke of the former answer
    with pytest.raises(VerbError, match="已经再办过一次"):
        signing.judge(floor.by(2), floor.part(made, 2), {"mark": "not", "again": True, "reason": "还是没有说明"})
    assert floor.part(made, 2).mark == ""
