"""What stands in the way of publishing is told in the desk's words, and where it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Placement
from keqiao.plans.drafting.checked import Trouble, compiled, look_over, told
from keqiao.plans.drafting.written import Whole
from keqiao.plans.models import DraftFinding, PlanDraft
from plans.drafting.sixth import PLAN, Sixth, drafted, finding, ready


def found(draft: PlanDraft) -> list[Trouble]:
    draft.refresh_from_db()
    return look_over(Whole.of(draft))[1]


def change(draft: PlanDraft, **more: object) -> PlanDraft:
    with ledger.exempt("given"):
        PlanDraft.objects.filter(pk=draft.pk).update(**more)
    return draft


def test_nothing_stands_in_the_way_of_one_that_is_ready(sixth: Sixth) -> None:
    package, troubles = look_over(Whole.of(ready(sixth)))
    assert troubles == []
    assert package is not None
    assert package.id == PLAN


def test_a_plan_without_a_day_is_looked_at_no_further(sixth: Sixth) -> None:
    package, troubles = look_over(Whole.of(change(drafted(sixth), adopted=0) and PlanDraft.objects.get()))
    assert package is None
    assert [one.field for one in troubles] == ["adopted", ""]


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"until": 20200101}, "until", "在印发日期之后"),
        ({"jurisdiction": "990100"}, "", "方案约束不到它"),
    ],
)
def test_heads_that_do_not_fit(sixth: Sixth, more: dict[str, object], field: str, said: str) -> None:
    [trouble] = found(change(ready(sixth), **more))
    assert trouble.field == field
    assert said in trouble.message


def test_an_id_of_the_folder_is_taken(sixth: Sixth, settings: Settings, tmp_path: Path) -> None:
    draft = ready(sixth)
    settings.PLANS = tmp_path
    (tmp_path / PLAN).mkdir()
    assert [one.field for one in found(draft)] == ["plan"]


def test_an_association_that_moved_is_told(sixth: Sixth) -> None:
    draft = ready(sixth)
    with ledger.exempt("given"):
        Placement.objects.filter(organisation=sixth.city).update(division=None)
    assert "没有登记在区划450800" in found(draft)[0].message


def test_what_follows_itself_round_is_told(sixth: Sixth) -> None:
    [trouble] = found(change(ready(sixth), follows=PLAN))
    assert "a plan can't follow itself" in trouble.detail


def test_a_fault_of_the_files_leads_to_its_figure(sixth: Sixth) -> None:
    draft = ready(sixth)
    with ledger.exempt("given"):
        DraftFinding.objects.filter(text="提高到70%以上").update(value="170")
    [trouble] = found(draft)
    assert trouble.finding is not None
    assert (trouble.finding.text, trouble.field, trouble.message) == ("提高到70%以上", "value", "比例不能超过100%。")


def test_a_demand_that_says_nothing_is_told_without_a_package(sixth: Sixth) -> None:
    draft = ready(sixth)
    with ledger.exempt("given"):
        DraftFinding.objects.filter(text="提高到70%以上").update(comparator="")
    package, troubles = look_over(Whole.of(draft))
    assert package is None
    assert "还没有选择要求" in troubles[0].message
    assert compiled(finding(draft, "提高到70%以上"), draft) is None


def test_the_engine_s_words_that_the_desk_does_not_know_stay_as_they_are() -> None:
    assert told("something else entirely") == ""
    assert "比例" in told("the measure share gives a share, the target is in yuan")
