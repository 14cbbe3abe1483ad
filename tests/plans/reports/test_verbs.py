"""A unit's figures are confirmed by a leader who holds a post, frozen, sent, and shown to whom two people agreed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import OPERATES, Cast, PersonFactory, acts
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.plans.engine.tree import Node
from keqiao.plans.library import library
from keqiao.plans.models import Report, Visibility
from keqiao.plans.reports.frozen import shown_frozen
from keqiao.plans.reports.verbs import (
    approve_visibility,
    confirm_report,
    frozen_figures,
    propose_visibility,
    reported,
    send_report,
)
from keqiao.registry.verbs import posts

PLAN = {"plan": "liuzhou-2017"}
FRONT_LINE = "congress-delegates-front-line"


@pytest.fixture
def chair(cast: Cast) -> Act:
    """The leader's account, linked to the chair; the congress has one delegate, an engineer."""
    posts.elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate"})
    with ledger.exempt("fixture"):
        body = Body.objects.create(organisation=cast.liuzhou, kind="chair_meeting", name="主席会议")
    term = posts.open_term(OPERATES, body, {"number": 1, "starts": dt.date(2021, 11, 22)})
    person = PersonFactory(name="李主席", keeper=cast.liuzhou)
    posts.elect(OPERATES, term, {"person": person.pk, "role": "chair"})
    with ledger.exempt("fixture"):
        cast.leader.person = person
        cast.leader.save()
    return acts(cast.leader)


def confirmed(cast: Cast, chair: Act) -> Report:
    made: Report = confirm_report(chair, cast.liuzhou, PLAN)
    return made


def test_figures_are_frozen_as_the_leader_saw_them(cast: Cast, chair: Act) -> None:
    report = confirmed(cast, chair)
    assert (report.status, report.confirmed_by.name, report.confirmed_as) == ("confirmed", "李主席", "主席会议主席")
    rows = {row.commitment: row for row in frozen_figures(report)}
    assert len(rows) == 31
    assert (rows[FRONT_LINE].yes, rows[FRONT_LINE].denominator, rows[FRONT_LINE].status) == (1, "1", "met")
    posts.elect(OPERATES, cast.term, {"person": cast.official.pk, "role": "delegate"})
    assert frozen_figures(report)[0].denominator == "1"


def test_a_frozen_figure_reads_like_a_live_one_and_leads_nowhere(cast: Cast, chair: Act) -> None:
    report = confirmed(cast, chair)
    node = Node(cast.liuzhou.pk, "450200", "柳州市科学技术协会", "association", "municipal")
    line = shown_frozen(frozen_figures(report)[0], library().plan("liuzhou-2017"), node)
    assert line is not None
    assert (line.value_text, line.count_text, line.url, line.more_url) == ("100.0%", "1/1", "", "")
    frozen_figures(report)[0].commitment = "gone"


def test_whoever_holds_no_leading_post_confirms_nothing(cast: Cast, chair: Act) -> None:
    with ledger.exempt("fixture"):
        cast.leader.person = cast.engineer  # a delegate, no leader
        cast.leader.save()
    with pytest.raises(Refused, match="应由“柳州市科协”的负责人（主席、副主席、书记、秘书长）本人确认"):
        confirm_report(acts(cast.leader), cast.liuzhou, PLAN)
    for user in (cast.clerk, cast.reader, cast.outsider, cast.nobody):
        with pytest.raises(Refused, match="权限"):
            confirm_report(acts(user), cast.liuzhou, PLAN)
    with pytest.raises(Refused, match="没有关联到这样的任职"):
        confirm_report(OPERATES, cast.liuzhou, PLAN)
    assert not Report.objects.exists()


def test_a_post_that_ended_is_no_post(cast: Cast, chair: Act) -> None:
    posts.end_post(OPERATES, cast.leader.person.posts.get(), {"ends": dt.date(2024, 1, 1)})  # type: ignore[union-attr]  # linked above
    with pytest.raises(Refused, match="负责人"):
        confirm_report(chair, cast.liuzhou, PLAN)


def test_it_is_sent_once_to_whoever_leads_the_unit(cast: Cast, chair: Act) -> None:
    report = confirmed(cast, chair)
    assert reported(cast.liuzhou, "liuzhou-2017") is None
    sent = send_report(acts(cast.clerk), report, {})
    assert (sent.status, sent.sent_to, sent.visibility) == ("sent", cast.region, Visibility.SYSTEM)
    assert reported(cast.liuzhou.pk, "liuzhou-2017") == report
    with pytest.raises(VerbError, match="已经报送"):
        send_report(acts(cast.clerk), report, {})


def test_figures_that_moved_since_are_confirmed_again(cast: Cast, chair: Act) -> None:
    report = confirmed(cast, chair)
    posts.elect(OPERATES, cast.term, {"person": cast.official.pk, "role": "delegate"})
    with pytest.raises(VerbError, match="确认之后指标有变化，没有报送"):
        send_report(acts(cast.clerk), report, {})
    report.refresh_from_db()
    assert report.status == "confirmed"
    again = send_report(acts(cast.clerk), confirmed(cast, chair), {})
    assert frozen_figures(again)[0].denominator == "2"


def test_strangers_send_nothing(cast: Cast, chair: Act) -> None:
    report = confirmed(cast, chair)
    for user in (cast.reader, cast.outsider, cast.nobody):
        with pytest.raises(Refused):
            send_report(acts(user), report, {})


@pytest.mark.parametrize(
    ("plan", "says"),
    [("nope", "没有编号为“nope”的方案"), ("chuzhou-draft", "还是草案"), ("cast-2016", "没有承担任务指标")],
)
def test_what_cannot_be_reported_is_said(cast: Cast, chair: Act, plan: str, says: str) -> None:
    with pytest.raises(VerbError, match=says):
        confirm_report(chair, cast.liuzhou, {"plan": plan})


def test_more_people_see_it_only_once_a_second_person_agreed(cast: Cast, chair: Act) -> None:
    report = send_report(acts(cast.clerk), confirmed(cast, chair), {})
    propose_visibility(acts(cast.leader), report, {"visibility": "public"})
    assert (report.visibility, report.proposed) == ("system", "public")
    with pytest.raises(Refused, match="应由另一人批准"):
        approve_visibility(acts(cast.leader), report, {})
    propose_visibility(acts(cast.clerk), report, {"visibility": "public"})
    with pytest.raises(Refused):
        approve_visibility(acts(cast.reader), report, {})
    assert approve_visibility(acts(cast.leader), report, {}).visibility == "public"
    with pytest.raises(VerbError, match="没有等待批准"):
        approve_visibility(acts(cast.leader), report, {})


def test_fewer_people_hold_at_once_and_nothing_before_it_is_sent(cast: Cast, chair: Act) -> None:
    report = confirmed(cast, chair)
    with pytest.raises(VerbError, match="还没有报送"):
        propose_visibility(acts(cast.clerk), report, {"visibility": "unit"})
    send_report(acts(cast.clerk), report, {})
    assert propose_visibility(acts(cast.clerk), report, {"visibility": "unit"}).visibility == "unit"


def test_a_confirmation_twice_with_one_key_is_one_report(cast: Cast, chair: Act) -> None:
    data: dict[str, Any] = {**PLAN, "key": "twice"}
    assert confirm_report(chair, cast.liuzhou, data) == confirm_report(chair, cast.liuzhou, data)
    assert Report.objects.count() == 1
