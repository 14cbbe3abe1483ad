"""What people ask about their data is answered once, in time, with reasons."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from cast import Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.privacy.models import DataRequest
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import VISITOR, Act, Refused, VerbError
from keqiao.registry.privacy.verbs.requests import (
    answer_request,
    ask,
    copy_out,
    correct_contact,
    record_request,
    withdraw_request,
)
from registry.privacy.given import self_act

WISH = {"kind": "correct", "about": "工作经历", "wish": "2024年起任总工程师"}


def test_a_request_goes_to_the_keeper_with_fifteen_working_days(cast: Cast) -> None:
    made = ask(self_act(cast, cast.engineer), cast.engineer, WISH)
    assert (made.keeper, made.due, made.outcome) == (cast.liuzhou, add_workdays(timezone.localdate(), 15), "")
    assert str(made) == "韦晓：更正或补充"


def test_nobody_asks_for_another(cast: Cast) -> None:
    for act in (acts(cast.clerk), self_act(cast, cast.official), Act(VISITOR)):
        with pytest.raises(Refused, match="只有本人"):
            ask(act, cast.engineer, WISH)


def test_the_desk_notes_what_was_asked_at_the_counter(cast: Cast) -> None:
    made = record_request(acts(cast.clerk), cast.engineer, WISH | {"channel": "onsite"})
    assert made.channel == "onsite"
    with pytest.raises(Refused):
        record_request(acts(cast.outsider), cast.engineer, WISH | {"channel": "onsite"})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"wish": ""}, "没有写具体要求"),
        ({"about": "长" * 201}, "涉及哪一项有201个字"),
        ({"wish": "长" * 2001}, "具体要求有2001个字"),
    ],
)
def test_a_request_says_what_is_wanted(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        ask(self_act(cast, cast.engineer), cast.engineer, WISH | wrong)


def test_a_deletion_needs_no_reason_and_is_asked_for_once(cast: Cast) -> None:
    act = self_act(cast, cast.engineer)
    ask(act, cast.engineer, {"kind": "delete"})
    with pytest.raises(VerbError, match="已有一项删除请求在办理"):
        ask(act, cast.engineer, {"kind": "delete"})


def test_nobody_floods_the_desk(cast: Cast) -> None:
    act = self_act(cast, cast.engineer)
    for _number in range(10):
        ask(act, cast.engineer, WISH)
    with pytest.raises(VerbError, match="已有10项请求在办理"):
        ask(act, cast.engineer, WISH)


def test_the_keeper_answers_once(cast: Cast) -> None:
    made = ask(self_act(cast, cast.engineer), cast.engineer, WISH)
    with pytest.raises(Refused):
        answer_request(acts(cast.outsider), made, {"outcome": "granted", "answer": "好"})
    with pytest.raises(VerbError, match="没有填写答复"):
        answer_request(acts(cast.clerk), made, {"outcome": "refused", "answer": ""})
    done = answer_request(acts(cast.clerk), made, {"outcome": "granted", "answer": "已更正。"})
    assert (done.outcome, done.answered_by) == ("granted", cast.clerk)
    for again in (
        lambda: answer_request(acts(cast.clerk), done, {"outcome": "refused", "answer": "不"}),
        lambda: withdraw_request(self_act(cast, cast.engineer), done),
    ):
        with pytest.raises(VerbError, match="已经办结（已照办）"):
            again()


def test_a_deletion_is_granted_by_deleting(cast: Cast) -> None:
    made = ask(self_act(cast, cast.engineer), cast.engineer, {"kind": "delete"})
    with pytest.raises(VerbError, match="请办理“删除个人信息”"):
        answer_request(acts(cast.clerk), made, {"outcome": "granted", "answer": "好"})
    assert answer_request(acts(cast.clerk), made, {"outcome": "refused", "answer": "任期未满。"}).outcome == "refused"


def test_a_request_is_taken_back_by_who_made_it(cast: Cast) -> None:
    made = ask(self_act(cast, cast.engineer), cast.engineer, WISH)
    with pytest.raises(Refused, match="只有本人"):
        withdraw_request(acts(cast.clerk), made)
    assert withdraw_request(self_act(cast, cast.engineer), DataRequest.objects.get()).outcome == "withdrawn"


def test_the_own_address_is_changed_without_asking(cast: Cast) -> None:
    act = self_act(cast, cast.engineer)
    correct_contact(act, cast.engineer, {"email": "wei@example.org"})
    cast.nobody.refresh_from_db()
    assert cast.nobody.email == "wei@example.org"
    with pytest.raises(VerbError, match="不是电子邮箱地址"):
        correct_contact(act, cast.engineer, {"email": "wei"})
    with pytest.raises(Refused, match="只有本人"):
        correct_contact(acts(cast.clerk), cast.engineer, {"email": "clerk@example.org"})


def test_a_copy_leaves_an_entry(cast: Cast) -> None:
    copy_out(self_act(cast, cast.engineer), cast.engineer, {"form": "json"})
    assert Entry.objects.latest("pk").verb == "requests.copy_out"
    with pytest.raises(Refused, match="只有本人"):
        copy_out(acts(cast.clerk), cast.engineer, {"form": "json"})
