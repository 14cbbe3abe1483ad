"""Uploading a plan, and putting right what it says of itself: everything refused is told, with what to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import Cast, acts
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.drafting.demands import Unfit
from keqiao.plans.drafting.verbs.drafts import correct_clause, correct_draft, draft
from keqiao.plans.drafting.verbs.publishing import publish_draft, withdraw_draft
from keqiao.plans.models import DraftClause, DraftFinding, PlanDraft
from plans.drafting.sixth import PLAN, TEXT, Sixth, drafted, ready


def head(made: PlanDraft, **more: Any) -> dict[str, Any]:
    """What a form would give when nothing is corrected."""
    asked = {"title": made.title, "issuer": made.issuer, "plan": made.plan, "adopted": dt.date(2025, 3, 18)}
    return asked | more


def test_a_clerk_s_upload_is_read_into_clauses_and_figures(sixth: Sixth) -> None:
    made = draft(acts(sixth.clerk), sixth.city, {"name": "方案.txt", "text": TEXT})
    assert (made.plan, made.jurisdiction, made.status, made.binding) == (PLAN, "450800", "open", False)
    assert DraftClause.objects.filter(draft=made).count() == 34
    assert DraftFinding.objects.filter(clause__draft=made, decision="open").count() == 19
    assert Entry.objects.filter(verb="plans.draft").count() == 1


def test_the_plan_above_is_the_nearest_association_s(cast: Cast) -> None:
    made = draft(acts(cast.county_clerk), cast.luzhai, {"name": "方案.txt", "text": TEXT})
    assert made.follows == "liuzhou-2017"


def test_an_id_that_is_taken_gets_a_number(sixth: Sixth) -> None:
    drafted(sixth)
    assert drafted(sixth, TEXT + "（四）补充。没有。\n").plan == f"{PLAN}-2"


def test_the_same_file_is_not_drafted_twice_unless_it_was_given_up(sixth: Sixth) -> None:
    made = drafted(sixth)
    with pytest.raises(VerbError, match="已经上传过"):
        drafted(sixth)
    withdraw_draft(sixth.act, made, {})
    assert drafted(sixth).pk != made.pk


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("机密★3年\n" + TEXT, "标有密级"),
        ("今天天气很好，没有什么要写的。", "没有读到“一、”"),
        ("长" * 2_000_001, "太长"),
    ],
)
def test_what_is_no_plan_is_refused(sixth: Sixth, text: str, said: str) -> None:
    with pytest.raises(VerbError, match=said):
        drafted(sixth, text)
    assert not PlanDraft.objects.exists()


def test_only_associations_of_a_place_have_plans(cast: Cast) -> None:
    with pytest.raises(VerbError, match="不是登记了所在区划的科协"):
        draft(acts(cast.clerk), cast.society, {"name": "方案.txt", "text": TEXT})


def test_nobody_drafts_for_others(cast: Cast, sixth: Sixth) -> None:
    for user in (cast.clerk, cast.reader, cast.nobody):
        with pytest.raises(Refused):
            draft(acts(user), sixth.city, {"name": "方案.txt", "text": TEXT})
    made = drafted(sixth)
    with pytest.raises(Refused):
        correct_draft(acts(cast.clerk), made, head(made))


def test_the_head_is_put_right(sixth: Sixth) -> None:
    made = drafted(sixth)
    given = head(made, title="临江方案", binding=True, follows="liuzhou-2017", until=dt.date(2030, 1, 1), about=5)
    correct_draft(sixth.act, made, given | {"plan": "linjiang-2025"})
    made.refresh_from_db()
    assert (made.title, made.plan, made.binding, made.until, made.about) == (
        "临江方案",
        "linjiang-2025",
        True,
        20300101,
        5,
    )
    correct_draft(sixth.act, made, head(made, adopted=None))
    assert made.adopted == 0


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"plan": "临江"}, "plan", "只能用小写字母"),
        ({"plan": "compare"}, "plan", "只能用小写字母"),
        ({"plan": "liuzhou-2017"}, "plan", "已被另一个方案使用"),
        ({"follows": "nope"}, "follows", "没有编号为“nope”"),
        ({"replaces": "nope"}, "replaces", "没有编号为“nope”"),
        ({"replaces": "liuzhou-2017"}, "replaces", "不能代替别处的方案"),
    ],
)
def test_a_head_that_does_not_fit_is_refused_beside_its_field(
    sixth: Sixth, more: dict[str, str], field: str, said: str
) -> None:
    made = drafted(sixth)
    with pytest.raises(Unfit, match=said) as refused:
        correct_draft(sixth.act, made, head(made, **more))
    assert refused.value.field == field


def test_the_id_of_a_published_plan_stays(sixth: Sixth) -> None:
    made = ready(sixth)
    publish_draft(sixth.act, made, {})
    made.refresh_from_db()
    with pytest.raises(Unfit, match="编号不能再改"):
        correct_draft(sixth.act, made, head(made, plan="other"))


def test_a_clause_is_put_right_and_the_slower_of_two_is_told(sixth: Sixth) -> None:
    made = drafted(sixth)
    clause = DraftClause.objects.get(draft=made, number="二.1")
    correct_clause(sixth.act, clause, {"title": "代表构成", "summary": "一线和青年更多", "seen_version": 1})
    assert DraftClause.objects.get(pk=clause.pk).summary == "一线和青年更多"
    with pytest.raises(Stale):
        correct_clause(acts(sixth.clerk), clause, {"title": "别的", "seen_version": 1})
    with pytest.raises(VerbError):
        correct_clause(sixth.act, clause, {"title": ""})
