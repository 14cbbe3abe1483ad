"""A ledger goes out with a one-time link, comes back signed, and is merged where somebody says so."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from cast import VISITS, Cast, acts
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Case, Step, StepStatus
from keqiao.plans.supervision import notes, sendings, tasks
from keqiao.plans.supervision.models import Sending, SendingStatus

SIGNED = {"name": "李明", "post": "副局长"}


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    return [tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": f"任务{number}"}) for number in "一二三"]


def sent(cast: Cast, cases: list[Case]) -> tuple[Sending, str]:
    data = {"to": "市教育局", "cases": [one.public_id for one in cases]}
    found: tuple[Sending, str] = sendings.send_ledger(acts(cast.clerk), cast.liuzhou, data)
    return found


def back(one: Sending, *lines: dict[str, Any]) -> Sending:
    handed: Sending = sendings.hand_in(VISITS, one, {"lines": list(lines), **SIGNED})
    return handed


def test_the_secret_opens_it_and_is_kept_nowhere(cast: Cast, cases: list[Case]) -> None:
    made, secret = sent(cast, cases)
    assert sendings.by_secret(secret) == made
    assert secret not in made.token
    assert sendings.by_secret(secret[:-1]) is None


def test_it_comes_back_once_signed_by_a_named_person(cast: Cast, cases: list[Case]) -> None:
    made, _secret = sent(cast, cases)
    back(made, {"case": cases[0].public_id, "progress": "办了两次培训"})
    assert (made.status, made.signed) == (SendingStatus.BACK, "李明（副局长）")
    with pytest.raises(VerbError, match="只能使用一次"):
        back(made, {"case": cases[0].public_id, "progress": "再来一次"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"lines": [], **SIGNED}, "还没有填写任何内容"),
        ({"lines": [{"case": uuid.uuid4(), "progress": "别的任务"}], **SIGNED}, "有1项任务不在这份台账上"),
        ({"lines": [], "name": "", "post": "副局长"}, ""),
        ({"lines": [], "name": "李明", "post": ""}, ""),
    ],
)
def test_what_cannot_be_handed_in_leaves_the_link_open(cast: Cast, cases: list[Case], data: Any, said: str) -> None:
    made, _secret = sent(cast, cases)
    with pytest.raises(VerbError, match=said):
        sendings.hand_in(VISITS, made, data)
    made.refresh_from_db()
    assert made.status == SendingStatus.OUT


def test_after_its_day_nothing_comes_in(cast: Cast, cases: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    made, _secret = sent(cast, cases)
    assert sendings.still_open(made, made.until)
    late = made.until + dt.timedelta(days=1)
    assert not sendings.still_open(made, late)
    monkeypatch.setattr(timezone, "localdate", lambda: late)
    with pytest.raises(VerbError, match="到期"):
        back(made, {"case": cases[0].public_id, "progress": "晚了"})


def test_chosen_differences_are_merged_signed_and_approved(cast: Cast, cases: list[Case]) -> None:
    clerk = acts(cast.clerk)
    before = notes.note(clerk, cases[0], {"text": "原来的进展"})
    notes.approve_note(acts(cast.leader), before, {})
    made, _secret = sent(cast, cases)
    meanwhile = notes.note(clerk, cases[1], {"text": "发出之后写的"})
    back(
        made,
        {"case": cases[0].public_id, "progress": "新的进展", "problem": "缺经费"},
        {"case": cases[1].public_id, "progress": "教育局的进展"},
        {"case": cases[2].public_id},
    )
    found = sendings.differences(made)
    assert [(one.now, one.back, one.moved) for one in found] == [
        ("原来的进展", "新的进展", False),
        ("", "缺经费", False),
        ("发出之后写的", "教育局的进展", True),
    ]
    steps = sendings.merge_ledger(clerk, made, {"take": [found[0].key, found[1].key]})
    assert made.status == SendingStatus.MERGED
    assert [(one.text, one.signed, one.status) for one in steps] == [
        ("新的进展", "市教育局 李明（副局长）", StepStatus.APPROVED),
        ("缺经费", "市教育局 李明（副局长）", StepStatus.APPROVED),
    ]
    assert steps[0].replaces == before
    assert notes.latest(cases[1], meanwhile.kind) == meanwhile
    with pytest.raises(VerbError, match="已经合并"):
        sendings.merge_ledger(clerk, made, {"take": []})


def test_what_stands_already_is_no_difference(cast: Cast, cases: list[Case]) -> None:
    notes.note(acts(cast.clerk), cases[0], {"text": "一样的"})
    made, _secret = sent(cast, cases)
    back(made, {"case": cases[0].public_id, "progress": "一样的"})
    assert sendings.differences(made) == []
    assert sendings.merge_ledger(acts(cast.clerk), made, {"take": []}) == []


def test_what_was_settled_meanwhile_is_not_written_on(cast: Cast, cases: list[Case]) -> None:
    made, _secret = sent(cast, cases)
    back(made, {"case": cases[0].public_id, "progress": "新的"})
    key = sendings.differences(made)[0].key
    tasks.drop(acts(cast.clerk), cases[0], {"reason": "取消"})
    with pytest.raises(VerbError, match="不能合并"):
        sendings.merge_ledger(acts(cast.clerk), made, {"take": [key]})
    with pytest.raises(VerbError, match="已经变化"):
        sendings.merge_ledger(acts(cast.clerk), made, {"take": ["unknown:progress"]})
    assert not Step.objects.exists()


def test_only_own_open_tasks_go_out_and_only_by_the_own_staff(cast: Cast, cases: list[Case]) -> None:
    tasks.drop(acts(cast.clerk), cases[2], {"reason": "取消"})
    with pytest.raises(VerbError, match="不能再发出"):
        sent(cast, cases)
    data = {"to": "市教育局", "cases": [cases[0].public_id]}
    with pytest.raises(VerbError, match="不在本单位台账上"):
        sendings.send_ledger(acts(cast.outsider), cast.guilin, data)
    with pytest.raises(Refused):
        sendings.send_ledger(acts(cast.reader), cast.liuzhou, data)
    assert not Sending.objects.exists()


def test_a_cancelled_one_opens_nothing(cast: Cast, cases: list[Case]) -> None:
    made, _secret = sent(cast, cases)
    sendings.cancel_sending(acts(cast.clerk), made, {})
    assert not sendings.still_open(made, timezone.localdate())
    with pytest.raises(VerbError, match="已经交回或作废"):
        back(made, {"case": cases[0].public_id, "progress": "晚了"})
    with pytest.raises(VerbError, match="不能再作废"):
        sendings.cancel_sending(acts(cast.clerk), made, {})
