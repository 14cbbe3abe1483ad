"""Figures become commitments, notes, or wait again; what doesn't go together is refused beside its field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cast import Cast, acts
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.drafting.demands import Unfit
from keqiao.plans.drafting.verbs.findings import add_finding, confirm_finding, dismiss_finding, reopen_finding
from keqiao.plans.models import DraftClause
from plans.drafting.sixth import PLAN, Sixth, as_read, confirmed, drafted, finding

FRONT_LINE = "liuzhou-2017/congress-delegates-front-line"
TARGET = "提高到70%以上"


def test_a_figure_becomes_a_commitment_counted_as_elsewhere(sixth: Sixth) -> None:
    made = confirmed(sixth, drafted(sixth), TARGET, FRONT_LINE)
    assert (made.decision, made.topic, made.commitment) == (
        "commitment",
        "congress.delegates.front-line",
        "congress-delegates-front-line",
    )
    assert json.loads(made.measurement)["keys"]["of"] == "posts"


def test_attested_and_returned_have_topics_of_their_own(sixth: Sixth) -> None:
    draft = drafted(sixth)
    made = confirmed(sixth, draft, "超过15%", "returned")
    assert made.topic == f"{PLAN}.item-{made.pk}"
    chosen = confirmed(sixth, draft, "15个工作日", "attested", topic="officials.contact-rules")
    assert chosen.commitment == "officials-contact-rules"


def test_a_commitment_is_corrected_and_keeps_its_name(sixth: Sixth) -> None:
    draft = drafted(sixth)
    confirmed(sixth, draft, TARGET, FRONT_LINE)
    again = confirmed(sixth, draft, TARGET, FRONT_LINE, value="三分之二", force="strive")
    assert (again.value, again.force, again.commitment) == ("2/3", "strive", "congress-delegates-front-line")


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"owed_by": "nobody"}, "owed_by", "没有“nobody”这样的责任单位"),
        ({"owed_by": "association@moon"}, "owed_by", "这样的责任单位"),
        ({"measured": ""}, "measured", "没有这个统计办法"),
        ({"measured": "liuzhou-2017/nope"}, "measured", "没有这个统计办法"),
        ({"comparator": "?"}, "comparator", "没有这样的要求"),
        ({"comparator": ""}, "comparator", "还没有选择要求"),
        ({"unit": "parsec"}, "unit", "没有这样的单位"),
        ({"value": "很多"}, "value", "不是数"),
        ({"baseline": "很少"}, "baseline", "不是数"),
        ({"value": ""}, "value", "只写一个数"),
        ({"value": "140"}, "value", "不能超过100%"),
        ({"unit": "yuan"}, "value", "所选办法算的是比例"),
        ({"comparator": "range", "value": "80—70"}, "value", "从小到大"),
        ({"topic": "议题"}, "topic", "没有这样的议题"),
        ({"measured": "luzhai-fictional/enterprise-associations"}, "value", "不带单位的数"),
        ({"measured": "luzhai-fictional/enterprise-associations", "unit": ""}, "baseline", ""),
    ],
)
def test_what_does_not_go_together_is_refused_beside_its_field(
    sixth: Sixth, more: dict[str, Any], field: str, said: str
) -> None:
    one = finding(drafted(sixth), TARGET)
    given = as_read(one, measured=FRONT_LINE) | more
    if not said:
        assert confirm_finding(sixth.act, one, given).decision == "commitment"
        return
    with pytest.raises(Unfit, match=said) as refused:
        confirm_finding(sixth.act, one, given)
    assert refused.value.field == field
    assert finding(one.clause.draft, TARGET).decision == "open"


def test_one_plan_measures_a_topic_once(sixth: Sixth) -> None:
    draft = drafted(sixth)
    confirmed(sixth, draft, TARGET, FRONT_LINE)
    with pytest.raises(Unfit, match=r"议题已由二、（一）的“市科协代表大会代表中") as refused:
        confirmed(sixth, draft, "不低于65%", FRONT_LINE)
    assert refused.value.field == "topic"
    one = finding(draft, "不低于65%")
    made = confirmed(sixth, draft, "不低于65%", FRONT_LINE, topic=f"{PLAN}.item-{one.pk}")
    assert made.commitment == f"{PLAN}-item-{one.pk}"


def test_a_figure_is_dismissed_with_a_reason_and_looked_at_again(sixth: Sixth) -> None:
    one = finding(drafted(sixth), "45周岁以下")
    with pytest.raises(VerbError, match=r"reason|理由"):
        dismiss_finding(sixth.act, one, {"reason": " "})
    dismiss_finding(sixth.act, one, {"reason": "这是年龄界限"})
    assert (one.decision, one.reason) == ("dismissed", "这是年龄界限")
    reopen_finding(sixth.act, one, {})
    assert (one.decision, one.reason) == ("open", "")
    with pytest.raises(VerbError, match="本来就待处理"):
        reopen_finding(sixth.act, one, {})


def test_what_the_reader_missed_is_added_and_found_in_the_text(sixth: Sixth) -> None:
    draft = drafted(sixth)
    clause = DraftClause.objects.get(draft=draft, number="二.4")
    written = add_finding(sixth.act, clause, {"text": "建立代表履职台账"})
    assert draft.text[written.start : written.end] == "建立代表履职台账"
    own = add_finding(sixth.act, clause, {"text": "有一本台账"})
    assert (own.start, own.end, own.decision) == (0, 0, "open")
    with pytest.raises(VerbError):
        add_finding(sixth.act, clause, {"text": ""})


def test_of_two_who_decide_at_once_the_slower_is_told(sixth: Sixth) -> None:
    one = finding(drafted(sixth), TARGET)
    confirm_finding(acts(sixth.clerk), one, as_read(one, measured=FRONT_LINE, seen_version=1))
    other = finding(one.clause.draft, TARGET)
    with pytest.raises(Stale, match="已被他人修改"):
        dismiss_finding(sixth.act, other, {"reason": "不算", "seen_version": 1})
    assert finding(one.clause.draft, TARGET).decision == "commitment"


def test_nobody_decides_for_others(cast: Cast, sixth: Sixth) -> None:
    draft = drafted(sixth)
    one, clause = finding(draft, TARGET), DraftClause.objects.get(draft=draft, number="二.1")
    neighbour = acts(cast.clerk)
    for call in (
        lambda: confirm_finding(neighbour, one, as_read(one, measured=FRONT_LINE)),
        lambda: dismiss_finding(neighbour, one, {"reason": "不算"}),
        lambda: reopen_finding(neighbour, one, {}),
        lambda: add_finding(neighbour, clause, {"text": "要求"}),
    ):
        with pytest.raises(Refused):
            call()
