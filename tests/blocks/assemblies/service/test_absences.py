"""Runs of unexcused absences open a case, once; people decide, and nothing happens by itself."""

from __future__ import annotations

from typing import Any

import pytest

from blocks.assemblies.service.given import TODAY, Sitting, days, met
from cast import OPERATES, acts
from keqiao.blocks.assemblies.models import Attendance, Meeting
from keqiao.blocks.assemblies.service.absences import (
    absent_from,
    decide,
    find_absences,
    find_all,
    look_again,
    runs,
    state_reasons,
)
from keqiao.blocks.assemblies.service.models import AbsenceRun
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Case
from keqiao.registry.verbs.posts import end_post
from registry.privacy.given import self_act


def stay_away(sitting: Sitting, *states: str, body: str = "full") -> None:
    """The official's attendance, meeting by meeting; the engineer always comes."""
    for day, state in zip(days(len(states)), states, strict=True):
        met(getattr(sitting, body), day, {sitting.official: state, sitting.engineer: "present"})


@pytest.fixture
def run(sitting: Sitting) -> AbsenceRun:
    """A case on the official's two absences."""
    stay_away(sitting, "absent", "absent")
    return find_absences(acts(sitting.cast.clerk), sitting.full, {})[0]


@pytest.mark.parametrize(
    ("states", "length"),
    [
        (["absent"], 0),
        (["absent", "absent"], 2),
        (["absent", "excused", "absent"], 2),
        (["absent", "present", "absent"], 0),
        (["absent", "absent", "present"], 0),
        (["absent", "absent", "excused"], 2),
        (["absent", "present", "absent", "absent", "absent"], 3),
        (["excused", "excused"], 0),
    ],
)
def test_leave_neither_counts_nor_breaks_a_run(sitting: Sitting, states: list[str], length: int) -> None:
    stay_away(sitting, *states)
    assert [(one.person, one.length) for one in runs(sitting.full)] == (
        [(sitting.official.pk, length)] if length else []
    )


def test_only_meetings_that_count_towards_the_rhythm_do(sitting: Sitting) -> None:
    stay_away(sitting, "absent", "absent")
    with ledger.exempt("test"):
        Meeting.objects.filter(body=sitting.full).update(kind="consultation")
    assert runs(sitting.full) == []


def test_the_standing_committee_counts_to_three(sitting: Sitting) -> None:
    stay_away(sitting, "absent", "absent", body="standing")
    assert runs(sitting.standing) == []
    met(sitting.standing, TODAY, {sitting.official: "absent"})
    assert [one.length for one in runs(sitting.standing)] == [3]


def test_a_body_without_such_a_rule_has_no_runs(sitting: Sitting) -> None:
    assert runs(sitting.cast.congress) == []


def test_a_case_is_opened_once_for_a_run(sitting: Sitting, run: AbsenceRun) -> None:
    assert (run.person, run.length, run.case.kind, run.case.title) == (
        sitting.official,
        2,
        "absence",
        "全委会连续2次无故缺席",
    )
    assert find_absences(acts(sitting.cast.clerk), sitting.full, {}) == []
    assert find_all() == 0
    assert Case.objects.count() == 1


def test_a_run_that_goes_on_makes_the_open_case_longer(sitting: Sitting, run: AbsenceRun) -> None:
    met(sitting.full, TODAY, {sitting.official: "absent"})
    look_again({"body": sitting.full.pk})
    assert AbsenceRun.objects.get().length == 3


def test_who_has_left_is_no_case(sitting: Sitting) -> None:
    stay_away(sitting, "absent", "absent")
    end_post(OPERATES, sitting.full.terms.get().posts.get(person=sitting.official), {})
    assert find_all() == 0


def test_the_person_says_how_it_came_about(sitting: Sitting, run: AbsenceRun) -> None:
    state_reasons(self_act(sitting.cast, sitting.official), run, {"text": "两次都在住院，没来得及请假。"})
    assert AbsenceRun.objects.get().statement == "两次都在住院，没来得及请假。"


def test_nobody_else_says_it_for_them(sitting: Sitting, run: AbsenceRun) -> None:
    for act in (sitting.herself(), acts(sitting.cast.clerk)):
        with pytest.raises(Refused):
            state_reasons(act, run, {"text": "听说是忘了。"})


def test_resigning_ends_the_post_and_only_there(sitting: Sitting, run: AbsenceRun) -> None:
    decide(acts(sitting.cast.leader), run, {"outcome": "resigned", "reason": "常委会研究同意"})
    ended = Post.objects.filter(person=sitting.official).exclude(ends=None)
    assert [post.term.body for post in ended] == [sitting.full]
    assert (run.case.status, run.case.outcome) == ("done", "辞去职务")


def test_kept_with_a_reason_nothing_else_changes(sitting: Sitting, run: AbsenceRun) -> None:
    decide(acts(sitting.cast.leader), run, {"outcome": "kept", "reason": "任务在外，常委会研究保留"})
    assert not Post.objects.filter(person=sitting.official).exclude(ends=None).exists()
    assert Attendance.objects.filter(person=sitting.official, status="absent").count() == 2
    assert find_all() == 0


def test_explained_afterwards_the_absences_become_leave(sitting: Sitting, run: AbsenceRun) -> None:
    assert len(absent_from(run)) == 2
    decide(acts(sitting.cast.leader), run, {"outcome": "excused", "reason": "住院证明"})
    assert set(Attendance.objects.filter(person=sitting.official).values_list("status", flat=True)) == {"excused"}
    assert absent_from(run) == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"outcome": "kept", "reason": "研究", "ends": "2026-01-01"}, "只有辞去职务时才填写离任日期"),
        ({"outcome": "removed", "reason": "研究"}, "处理结果"),
        ({"outcome": "kept", "reason": ""}, "理由和依据"),
    ],
)
def test_what_cannot_be_decided(sitting: Sitting, run: AbsenceRun, data: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        decide(acts(sitting.cast.leader), run, data)


def test_what_was_decided_is_over(sitting: Sitting, run: AbsenceRun) -> None:
    leader = acts(sitting.cast.leader)
    decide(leader, run, {"outcome": "kept", "reason": "常委会研究"})
    with pytest.raises(VerbError, match="不能再办理"):
        decide(leader, run, {"outcome": "resigned", "reason": "再议"})
    with pytest.raises(VerbError, match="不能再办理"):
        state_reasons(self_act(sitting.cast, sitting.official), run, {"text": "补充说明"})


def test_a_clerk_decides_nothing(sitting: Sitting, run: AbsenceRun) -> None:
    with pytest.raises(Refused):
        decide(acts(sitting.cast.clerk), run, {"outcome": "resigned", "reason": "研究"})
