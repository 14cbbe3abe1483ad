"""A card says the next step: what is late first, what is done last."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.service.given import TODAY, Sitting
from keqiao.blocks.assemblies.service.models import DutyReport, DutyRule
from keqiao.blocks.assemblies.service.owed import Owed
from keqiao.blocks.assemblies.service.pages.cards import DutyCard, duty_cards

LAST = TODAY.year - 1


def card(sitting: Sitting, kind: str = "duty_report", done: int = 0, report: DutyReport | None = None) -> DutyCard:
    """The card of a duty of last year, which is over."""
    rule = DutyRule(kind=kind, number=1, month=12)
    return duty_cards([Owed(sitting.full, sitting.engineer, rule, LAST, done, report)])[0]


def test_a_report_is_written_gone_on_with_added_to_and_read(sitting: Sitting) -> None:
    def titled(status: str) -> tuple[str, str]:
        found = card(sitting, report=DutyReport(status=status))
        return found.title, found.word

    assert (card(sitting).title, card(sitting).late) == (f"写{LAST}年度述职报告", True)
    assert titled("draft") == (f"继续写{LAST}年度述职报告", "已过期限")
    assert titled("returned") == (f"补充{LAST}年度述职报告", "已退回，请补充")
    assert titled("handed_in") == (f"{LAST}年度述职报告", "已提交，等待回执")
    received = card(sitting, done=1, report=DutyReport(status="received", received=dt.date(2026, 1, 5)))
    assert (received.word, received.said, received.done) == ("已完成", "2026年1月5日收到回执", True)


def test_one_on_paper_has_nothing_to_read(sitting: Sitting) -> None:
    assert card(sitting, done=1).url == ""


def test_a_study_report_says_how_many_are_missing(sitting: Sitting) -> None:
    found = card(sitting, kind="output")
    assert (found.title, found.url) == (f"{LAST}年调研报告或意见建议", "")
    assert "已完成0件" in found.said


def test_what_is_late_comes_first_and_what_is_done_last(sitting: Sitting) -> None:
    rule = DutyRule(kind="output", number=1, month=12)
    years = ((LAST, 1), (TODAY.year, 0), (LAST, 0))
    found = [Owed(sitting.full, sitting.engineer, rule, year, done) for year, done in years]
    assert [one.word for one in duty_cards(found)] == ["已过期限", "尚未完成", "已完成"]
