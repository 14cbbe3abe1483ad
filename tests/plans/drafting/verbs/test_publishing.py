"""Publishing and withdrawing: what stands in the way is told, and a former version gives way."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, acts
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.drafting.verbs.drafts import correct_draft, draft
from keqiao.plans.drafting.verbs.publishing import publish_draft, withdraw_draft
from keqiao.plans.library import library
from keqiao.plans.models import DraftedPackage
from plans.drafting.sixth import PLAN, Sixth, confirmed, drafted, ready
from plans.reported import lead, report_of


def test_a_leader_publishes_and_a_clerk_does_not(sixth: Sixth) -> None:
    made = ready(sixth)
    with pytest.raises(Refused):
        publish_draft(acts(sixth.clerk), made, {})
    with pytest.raises(Refused):
        withdraw_draft(acts(sixth.clerk), made, {})
    package = publish_draft(sixth.act, made, {})
    assert library().plan(PLAN).digest == package.digest
    assert made.status == "published"


def test_a_draft_without_commitments_is_not_published(sixth: Sixth) -> None:
    with pytest.raises(VerbError, match="还没有一项任务指标"):
        publish_draft(sixth.act, drafted(sixth), {})
    assert not DraftedPackage.objects.exists()


def test_a_plan_in_force_leaves_nothing_open_but_a_draft_may(sixth: Sixth) -> None:
    made = drafted(sixth)
    confirmed(sixth, made, "超过15%", "returned")
    given = {"title": made.title, "issuer": made.issuer, "plan": made.plan, "adopted": dt.date(2025, 3, 18)}
    correct_draft(sixth.act, made, given | {"binding": True})
    with pytest.raises(VerbError, match="还有18处要求没有处理"):
        publish_draft(sixth.act, made, {})
    correct_draft(sixth.act, made, given)
    publish_draft(sixth.act, made, {})
    assert library().plan(PLAN).state == "draft"


def test_the_key_of_a_form_counts_once(sixth: Sixth) -> None:
    made = ready(sixth)
    first = publish_draft(sixth.act, made, {"key": "k"})
    assert publish_draft(sixth.act, made, {"key": "k"}) == first
    assert DraftedPackage.objects.count() == 1


def test_of_two_drafts_with_one_id_the_second_is_refused(sixth: Sixth) -> None:
    first = ready(sixth)
    publish_draft(sixth.act, first, {})
    second = drafted(sixth, first.text + "（四）补充。没有。\n")
    confirmed(sixth, second, "超过15%", "returned")
    with ledger.exempt("given"):
        type(second).objects.filter(pk=second.pk).update(plan=PLAN)
    second.refresh_from_db()
    with pytest.raises(VerbError, match="已被另一个方案使用"):
        publish_draft(sixth.act, second, {})


def test_a_plan_that_was_reported_on_is_not_withdrawn(sixth: Sixth) -> None:
    made = ready(sixth)
    publish_draft(sixth.act, made, {})
    chair = lead(sixth.leader, sixth.city)
    report_of(chair, sixth.city, PLAN, send=False)
    with pytest.raises(VerbError, match="不能撤下"):
        withdraw_draft(sixth.act, made, {})


def test_what_is_withdrawn_is_not_withdrawn_twice_and_can_be_published_again(sixth: Sixth) -> None:
    made = ready(sixth)
    withdraw_draft(sixth.act, made, {})
    with pytest.raises(VerbError, match="已经撤下"):
        withdraw_draft(sixth.act, made, {})
    publish_draft(sixth.act, made, {})
    assert made.status == "published"


def test_a_plan_in_force_takes_the_place_of_its_association_s_former_one(cast: Cast, sixth: Sixth) -> None:
    leader = acts(cast.leader)
    made = draft(leader, cast.liuzhou, {"name": "方案.txt", "text": sixth_text()})
    here = Sixth(cast.liuzhou, cast.clerk, cast.leader)
    confirmed(here, made, "不少于70%", "hunan/congress-delegates-front-line")
    given = {"title": made.title, "issuer": "某委", "plan": made.plan, "adopted": dt.date(2025, 3, 18)}
    correct_draft(leader, made, given | {"binding": True})
    with pytest.raises(VerbError, match="“柳州市科协系统深化改革实施方案”也在同一地方施行"):
        publish_draft(leader, made, {})
    correct_draft(leader, made, given | {"binding": True, "replaces": "liuzhou-2017"})
    publish_draft(leader, made, {})
    [superseded] = library().plan(made.plan).supersedes
    assert (superseded.plan, superseded.since) == ("liuzhou-2017", 20250318)
    assert "二.1" in superseded.clauses


def sixth_text() -> str:
    """A plan of one demand."""
    return "柳州新方案\n一、代表\n代表大会代表中基层一线科技工作者比例不少于70%。\n"
