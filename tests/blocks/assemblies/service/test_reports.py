"""A duty report is its writer's until it is handed in; staff give a receipt or send it back."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.service.given import EARLY, TODAY, YEAR, Sitting
from cast import OPERATES, acts
from keqiao.blocks.assemblies.models import DutyAct
from keqiao.blocks.assemblies.service.models import DutyReport
from keqiao.blocks.assemblies.service.owed import counts, owed_in
from keqiao.blocks.assemblies.service.reports import acknowledge, draft_report, hand_in, send_back
from keqiao.blocks.assemblies.service.rules import set_rule
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from registry.privacy.given import self_act

TEXT = "一年来参加了两次全委会，提出一件建议，走访了六家企业。"


@pytest.fixture
def report(sitting: Sitting) -> DutyReport:
    """The engineer's draft of this year."""
    set_rule(OPERATES, sitting.full, {"kind": "duty_report", "starts": EARLY - dt.timedelta(days=800)})
    return draft_report(
        sitting.herself(), sitting.engineer, {"body": sitting.full.pk, "year": YEAR, "text": "参加了两次"}
    )


def test_a_draft_is_kept_and_written_on(sitting: Sitting, report: DutyReport) -> None:
    again = draft_report(sitting.herself(), sitting.engineer, {"body": sitting.full.pk, "year": YEAR, "text": TEXT})
    assert (again.pk, again.text, again.status) == (report.pk, TEXT, "draft")
    assert counts(owed_in(sitting.full, YEAR))["waits"] == 0


def test_it_is_handed_in_and_a_receipt_makes_it_a_duty_act(sitting: Sitting, report: DutyReport) -> None:
    hand_in(sitting.herself(), report, {"text": TEXT})
    assert counts(owed_in(sitting.full, YEAR)) == {"waits": 1, "open": 2}
    assert not DutyAct.objects.exists()
    acknowledge(acts(sitting.cast.clerk), report, {"answer": "收到，谢谢。"})
    assert counts(owed_in(sitting.full, YEAR)) == {"done": 1, "open": 2}
    made = DutyAct.objects.get()
    assert (made.person, made.kind, made.date, made.title) == (
        sitting.engineer,
        "duty_report",
        TODAY,
        f"{YEAR}年度述职报告",
    )


def test_a_belated_one_counts_for_its_year_and_is_marked(sitting: Sitting, report: DutyReport) -> None:
    late = draft_report(sitting.herself(), sitting.engineer, {"body": sitting.full.pk, "year": YEAR - 1, "text": TEXT})
    hand_in(sitting.herself(), late, {"text": TEXT})
    acknowledge(acts(sitting.cast.clerk), late, {})
    made = DutyAct.objects.get()
    assert (made.date, made.year, made.came) == (dt.date(YEAR - 1, 12, 31), YEAR - 1, TODAY)
    found = next(one for one in owed_in(sitting.full, YEAR - 1) if one.person == sitting.engineer)
    assert (found.word, found.came_late) == ("done", True)
    assert next(one for one in owed_in(sitting.full, YEAR) if one.person == sitting.engineer).word == "open"


def test_sent_back_it_is_written_anew(sitting: Sitting, report: DutyReport) -> None:
    hand_in(sitting.herself(), report, {"text": TEXT})
    send_back(acts(sitting.cast.clerk), report, {"answer": "请补充走访情况。"})
    assert (report.status, report.answer) == ("returned", "请补充走访情况。")
    hand_in(sitting.herself(), report, {"text": TEXT * 2})
    assert (report.status, report.answer) == ("handed_in", "")


def test_what_was_not_handed_in_gets_no_answer(sitting: Sitting, report: DutyReport) -> None:
    for verb in (acknowledge, send_back):
        with pytest.raises(VerbError, match="现在的状态是“草稿”"):
            verb(acts(sitting.cast.clerk), report, {"answer": "请补充。"})


def test_what_was_handed_in_is_not_changed(sitting: Sitting, report: DutyReport) -> None:
    hand_in(sitting.herself(), report, {"text": TEXT})
    with pytest.raises(VerbError, match="已经提交，不能再修改"):
        draft_report(sitting.herself(), sitting.engineer, {"body": sitting.full.pk, "year": YEAR, "text": "别的"})
    with pytest.raises(VerbError, match="已经提交，不能再修改"):
        hand_in(sitting.herself(), report, {"text": TEXT})


def test_a_few_words_are_no_report(sitting: Sitting, report: DutyReport) -> None:
    with pytest.raises(VerbError, match="至少写20个字"):
        hand_in(sitting.herself(), report, {"text": "履职"})


@pytest.mark.parametrize("year", [YEAR - 2, YEAR + 1])
def test_only_this_year_and_the_last_are_written(sitting: Sitting, year: int) -> None:
    with pytest.raises(VerbError, match="只能写"):
        draft_report(sitting.herself(), sitting.engineer, {"body": sitting.full.pk, "year": year, "text": TEXT})


def test_who_didnt_sit_there_that_year_writes_none(sitting: Sitting) -> None:
    post = sitting.full.terms.get().posts.get(person=sitting.engineer)
    post.starts = EARLY
    with ledger.exempt("given"):
        post.save()
    with pytest.raises(VerbError, match="没有担任“全委会”的职务"):
        draft_report(sitting.herself(), sitting.engineer, {"body": sitting.full.pk, "year": YEAR - 1, "text": TEXT})


def test_only_the_writer_hands_it_in(sitting: Sitting, report: DutyReport) -> None:
    for act in (acts(sitting.cast.clerk), self_act(sitting.cast, sitting.official)):
        with pytest.raises(Refused):
            hand_in(act, report, {"text": TEXT})


def test_who_sits_nowhere_drafts_nothing_and_nobody_drafts_for_another(sitting: Sitting) -> None:
    data = {"body": sitting.standing.pk, "year": YEAR, "text": TEXT}
    with pytest.raises(VerbError, match="没有担任“常委会”的职务"):
        draft_report(self_act(sitting.cast, sitting.third), sitting.third, data)
    with pytest.raises(Refused):
        draft_report(acts(sitting.cast.clerk), sitting.engineer, data)


def test_who_may_only_read_gives_no_receipt(sitting: Sitting, report: DutyReport) -> None:
    hand_in(sitting.herself(), report, {"text": TEXT})
    with pytest.raises(Refused):
        acknowledge(acts(sitting.cast.reader), report, {})
