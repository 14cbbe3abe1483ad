"""One clause of a draft: marked text, and what is posted of each figure; two people at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast
from keqiao.kernel.access.models import User
from keqiao.plans.drafting.verbs.findings import add_finding
from keqiao.plans.models import DraftClause, DraftFinding, PlanDraft
from keqiao.plans.pages.draft_choices import subject_words
from keqiao.plans.pages.draft_clause import paragraphs
from keqiao.plans.pages.draft_forms import ConfirmForm
from plans.drafting.sixth import Sixth, confirmed, drafted, finding, founded

FRONT_LINE = "liuzhou-2017/congress-delegates-front-line"
TARGET = "提高到70%以上"


@pytest.fixture
def sixth(cast: Cast) -> Sixth:
    return founded(cast)


@pytest.fixture
def draft(sixth: Sixth) -> PlanDraft:
    return drafted(sixth)


def by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(draft: PlanDraft, number: str = "二.1") -> str:
    return reverse("plan_draft_clause", args=[DraftClause.objects.get(draft=draft, number=number).public_id])


def seen(client: Client, place: str, status: int = 200) -> str:
    answer = client.get(place)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, place: str, status: int = 200, **data: Any) -> str:
    answer = client.post(place, data, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def filled(one: DraftFinding, **more: Any) -> dict[str, Any]:
    """The form of a figure as the page fills it, and what a person chooses."""
    asked: dict[str, Any] = {"action": "confirm", "finding": one.pk, "title": one.about or one.text, "force": one.force}
    asked |= {"owed_by": "association@municipal", "comparator": one.comparator, "value": one.value, "unit": one.unit}
    return asked | {"baseline": one.baseline, "seen_version": one.version} | more


def test_figures_are_marked_in_the_text_with_their_kind_in_words(sixth: Sixth, draft: PlanDraft) -> None:
    page = seen(by(sixth.clerk), address(draft))
    assert re.search(r'<mark class="found found-open"><a href="#f\d+">提高到70%以上</a><small[^>]*>要求</small>', page)
    assert re.search(r'<mark class="found found-aside">52%<small[^>]*>原有</small>', page)
    assert "不需处理的数字：1处" in page
    assert 'aria-current="true"' in page


def test_pieces_put_together_are_the_clause(draft: PlanDraft) -> None:
    clause = DraftClause.objects.get(draft=draft, number="二.1")
    [pieces] = paragraphs(clause, list(clause.findings.all()))
    assert "".join(piece.text for piece in pieces).startswith("（一）代表的构成。下次换届时")
    assert [piece.word for piece in pieces if piece.finding] == ["原有", "要求", "要求", "要求"]


def test_figures_that_overlap_are_marked_once(sixth: Sixth, draft: PlanDraft) -> None:
    clause = DraftClause.objects.get(draft=draft, number="二.1")
    add_finding(sixth.act, clause, {"text": "由52%提高"})
    [pieces] = paragraphs(clause, list(clause.findings.all()))
    assert "".join(piece.text for piece in pieces).count("52%") == 1


def test_a_figure_is_confirmed_and_the_next_one_stands_open(sixth: Sixth, draft: PlanDraft) -> None:
    one = finding(draft, TARGET)
    page = sent(by(sixth.clerk), address(draft), **filled(one, measured=FRONT_LINE, next_congress="on"))
    assert "已确定为任务指标：市科协代表大会代表中基层一线科技工作者的比例。" in page
    assert "70%以上" in page
    assert "机构为代表大会" in page, "the rule stands there as a sentence"
    assert finding(draft, TARGET).next_congress


def test_a_fault_stands_beside_its_field_and_what_was_written_stays(sixth: Sixth, draft: PlanDraft) -> None:
    one = finding(draft, TARGET)
    page = sent(by(sixth.clerk), address(draft), 400, **filled(one, measured=FRONT_LINE, value="很多"))
    assert "“很多”不是数" in page
    assert 'value="很多"' in page
    assert "没有选择怎样统计" in sent(by(sixth.clerk), address(draft), 400, **filled(one))


def test_of_two_people_the_slower_reads_what_happened_and_can_go_on(sixth: Sixth, draft: PlanDraft) -> None:
    one = finding(draft, TARGET)
    sent(by(sixth.leader), address(draft), **filled(one, measured=FRONT_LINE))
    page = sent(by(sixth.clerk), address(draft), 400, action="dismiss", finding=one.pk, reason="不算", seen_version=1)
    assert "已被他人修改" in page
    assert finding(draft, TARGET).decision == "commitment"
    sent(by(sixth.clerk), address(draft), action="dismiss", finding=one.pk, reason="不算", seen_version=2)
    assert finding(draft, TARGET).decision == "dismissed"


def test_a_figure_is_dismissed_reopened_added_and_a_clause_put_right(sixth: Sixth, draft: PlanDraft) -> None:
    client, place = by(sixth.clerk), address(draft)
    one = finding(draft, "45周岁以下")
    assert "没有填写理由" in sent(client, place, 400, action="dismiss", finding=one.pk)
    assert "已定为不作为任务指标" in sent(client, place, action="dismiss", finding=one.pk, reason="年龄界限")
    sent(client, place, action="reopen", finding=one.pk)
    assert finding(draft, "45周岁以下").decision == "open"
    assert "没有填写要求" in sent(client, place, 400, action="add", text="")
    sent(client, place, action="add", text="下次换届时")
    assert finding(draft, "下次换届时").end
    assert "条目已保存" in sent(client, place, action="correct", title="代表构成", summary="更多一线")
    assert "有1处需要修改" in sent(client, place, 400, action="correct", title="")
    assert "页面已过期" in sent(client, place, action="confirm", finding=0)


def test_a_day_can_turn_out_to_be_a_demand(sixth: Sixth, draft: PlanDraft) -> None:
    one = finding(draft, "于2025年年底前")
    page = seen(by(sixth.clerk), f"{address(draft, '二.4')}?take={one.pk}")
    assert f'id="f{one.pk}"' in page
    given = filled(one, measured="attested", title="代表履职台账办法", deadline="2025-12-31")
    sent(by(sixth.clerk), address(draft, "二.4"), **given)
    assert finding(draft, "于2025年年底前").deadline == 20251231


def test_all_ways_of_counting_are_listed_where_they_are_asked_for(sixth: Sixth, draft: PlanDraft) -> None:
    some, every = (seen(by(sixth.clerk), address(draft) + query) for query in ("", "?all=1"))
    assert "可能合适，从记录自动统计" in some
    assert every.count("<option") > 2 * some.count("<option")


def test_a_topic_that_is_taken_is_not_suggested_again(sixth: Sixth, draft: PlanDraft) -> None:
    place, other = address(draft), finding(draft, "不少于三分之一")
    young = '<option value="liuzhou-2017/congress-delegates-young">'
    assert seen(by(sixth.clerk), place).count(young) >= 2
    confirmed(sixth, draft, other.text, "liuzhou-2017/congress-delegates-young")
    assert young not in seen(by(sixth.clerk), place)


def test_a_reported_number_says_its_code_and_one_that_no_longer_fits_says_so(sixth: Sixth, draft: PlanDraft) -> None:
    one = confirmed(sixth, draft, "超过15%", "returned")
    assert one.commitment.replace("-", "_") in seen(by(sixth.clerk), address(draft, "四.4"))


def test_what_stands_in_the_form_of_a_commitment_is_what_was_chosen(sixth: Sixth, draft: PlanDraft) -> None:
    one = confirmed(sixth, draft, TARGET, FRONT_LINE)
    place = address(draft)
    page = seen(by(sixth.clerk), place)
    assert f'<option value="{FRONT_LINE}" selected>' in page
    assert set(ConfirmForm.base_fields) >= {"measured", "topic", "owed_by"}
    assert one.topic == "congress.delegates.front-line"


def test_subjects_in_words() -> None:
    assert (subject_words("association", "county"), subject_words("society")) == ("县级科协", "学会")


def test_others_see_no_clause(cast: Cast, draft: PlanDraft) -> None:
    seen(by(cast.clerk), address(draft), 403)
    assert by(cast.clerk).post(address(draft), {"action": "add", "text": "字"}).status_code == 403
