"""Accepted, refused, passed on as a letter, or merged: what those who keep the book decide, and who reads it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import Floor, fresh
from cast import acts
from keqiao.blocks.assemblies.motions import checking, filing, signing
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Refused, VerbError


def test_accepting_opens_a_case_that_is_answered_in_sixty_working_days(floor: Floor) -> None:
    made = floor.accepted()
    due = add_workdays(timezone.localdate(), 60)
    assert made.case is not None
    assert (made.status, made.decision, made.decided) == ("accepted", "accepted", timezone.localdate())
    assert (made.case.kind, made.case.deadlines.get().due) == ("motion", due)
    assert made.overdue_from is not None
    assert (made.overdue_from - due).days == 1
    with pytest.raises(VerbError, match="不能这样办理"):
        checking.accept(floor.clerk, made, {})


def test_a_delegate_does_not_accept_their_own(floor: Floor) -> None:
    for act in (floor.by(0), acts(floor.cast.reader), acts(floor.cast.outsider)):
        with pytest.raises(Refused):
            checking.accept(act, floor.filed(), {})


def test_what_is_not_accepted_says_why(floor: Floor) -> None:
    made = floor.filed()
    with pytest.raises(VerbError, match="理由"):
        checking.refuse(floor.clerk, made, {"reason": ""})
    checking.refuse(floor.clerk, made, {"reason": "不属于科协职责范围"})
    assert (made.status, made.reason, made.case) == ("refused", "不属于科协职责范围", None)
    assert floor.part(made, 0).duty is not None  # it was handed in all the same


def test_a_letter_says_to_whom_it_goes(floor: Floor) -> None:
    made = checking.transfer(floor.clerk, floor.filed(), {"reason": "反映个人诉求，转信访室办理"})
    assert (made.status, made.decision) == ("letter", "letter")


def test_duplicates_are_merged_and_everybody_who_signed_either_judges_the_answer(floor: Floor) -> None:
    main = floor.accepted()
    other = floor.accepted(floor.signed(1, 2, kind="motion", title="关于建设县级科普场所的提案"))
    assert checking.alike(main) == [other]
    with pytest.raises(VerbError, match="没有找到编号为“2020年第9号”"):
        checking.merge(floor.clerk, other, {"into": "2020年第9号"})
    for itself in (other.number_word, "第三号"):
        with pytest.raises(VerbError, match="没有找到"):
            checking.merge(floor.clerk, other, {"into": itself})
    checking.merge(floor.clerk, other, {"into": f"{main.year}-{main.number}"})
    other = fresh(other)
    assert other.case is not None
    assert (other.status, other.merged_into, other.case.status) == ("merged", main, "dropped")
    assert checking.alike(main) == []
    floor.answered(main)
    signing.judge(floor.by(2), floor.part(fresh(other), 2), {"mark": "satisfied"})
    assert floor.part(other, 2).mark == "satisfied"


def test_what_was_merged_into_a_merged_one_goes_along(floor: Floor) -> None:
    first, second, third = (floor.filed(title=f"关于科普的建议之{number}") for number in "一二三")
    checking.merge(floor.clerk, first, {"into": second.number_word})
    checking.merge(floor.clerk, fresh(second), {"into": third.number_word})
    assert fresh(first).merged_into == third
    assert signing.main_of(fresh(first)) == third


def test_what_is_about_something_else_is_not_alike(floor: Floor) -> None:
    made = floor.filed()
    floor.filed(title="关于完善青年科技人才安居服务的建议")
    assert checking.alike(made) == []


def test_what_was_withdrawn_is_not_merged(floor: Floor) -> None:
    main, other = floor.filed(), floor.filed()
    filing.withdraw(floor.by(0), other, {})
    with pytest.raises(VerbError, match="“已撤回”"):
        checking.merge(floor.clerk, main, {"into": other.number_word})
