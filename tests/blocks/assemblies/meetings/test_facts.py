"""What plans count of rules of procedure and of decisions."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.meetings.given import Hall
from blocks.counting import check_days_of_change, said
from keqiao.blocks.assemblies.meetings import decisions, rules
from keqiao.blocks.assemblies.meetings.models import Decision, Rules
from keqiao.blocks.assemblies.meetings.records import describe_decisions, describe_rules
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.registry.verbs.files import attach
from keqiao.registry.verbs.posts import form_body

DAY = dt.date(2024, 3, 12)


@pytest.fixture
def council(at: Hall) -> Body:
    """A body with two versions of its rules, the second with its text, and a decision between them."""
    with ledger.exempt("test"):
        Rules.objects.all().delete()  # the congress's own begin outside the stretch that is looked at
    body = form_body(at.clerk, at.cast.liuzhou, {"kind": "council"})
    for starts in (dt.date(2024, 3, 5), dt.date(2024, 3, 20)):
        made = rules.adopt_rules(at.clerk, body, {"title": f"{starts}规则", "starts": starts})
    kept = attach(at.clerk, at.cast.liuzhou, {"name": "规则.pdf", "content": b"%PDF-1.4"})
    rules.attach_rules(at.clerk, made, {"file": kept.pk})
    meeting = record_meeting(at.clerk, body, {"date": DAY, "title": "理事会一次会议"})
    decisions.decide(at.clerk, meeting, {"title": "成立分会", "text": "同意成立。"})
    return body


def test_the_version_in_force_counts(at: Hall, council: Body) -> None:
    def in_force(day: int) -> list[object]:
        rows = said("procedure_rules", day, "body", "date", "documented")
        return [row for row in rows if row[0] == "council"]

    assert in_force(20240304) == []
    assert in_force(20240305) == [("council", 20240305, 0)]
    assert in_force(20240320) == [("council", 20240320, 1)]


def test_decisions_count_from_their_day_and_say_whether_somebody_is_charged(at: Hall, council: Body) -> None:
    assert said("meeting_decisions", 20240311, "id") == []
    columns = ("organisation", "body", "date", "year", "charged")
    assert said("meeting_decisions", 20240312, *columns) == [(at.cast.liuzhou.pk, "council", 20240312, 2024, 0)]
    decisions.follow_up(at.clerk, Decision.objects.get(), {"lead": "学会部"})
    assert said("meeting_decisions", 20240312, "charged") == [1]


@pytest.mark.parametrize("fact", ["procedure_rules", "meeting_decisions"])
def test_days_of_change_are_foretold(fact: str, council: Body) -> None:
    assert check_days_of_change(fact)


def test_records_behind_a_figure_have_names(council: Body) -> None:
    one = Decision.objects.get()
    assert describe_decisions([one.pk])[one.pk].label == "成立分会"
    version = council.rules.latest("starts")
    assert describe_rules([version.pk])[version.pk].group == "理事会"
