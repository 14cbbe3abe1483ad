"""A draft as files: what a person never saw a line of passes the checks of packages."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from keqiao.kernel.facts import schema
from keqiao.plans.drafting.verbs.drafts import correct_clause
from keqiao.plans.drafting.written import Whole, files_of
from keqiao.plans.models import DraftClause, PlanDraft
from keqiao.plans.packages.files import WrittenFiles
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.read import read_files
from plans.drafting.sixth import PLAN, Sixth, confirmed, ready


@pytest.fixture
def draft(sixth: Sixth) -> PlanDraft:
    """Ready, with a clause in somebody's own words."""
    made = ready(sixth)
    clause = DraftClause.objects.get(draft=made, number="二.1")
    correct_clause(sixth.act, clause, {"title": "代表", "title_en": "Delegates", "summary": "yes"})
    return made


def package(draft: PlanDraft) -> Package:
    return read_files(WrittenFiles(PLAN, files_of(Whole.of(draft))), schema.all_facts())


def content(draft: PlanDraft, file: str) -> Any:
    return yaml.safe_load(files_of(Whole.of(draft))[file])


def test_the_head_of_a_package(draft: PlanDraft) -> None:
    made = package(draft)
    assert (made.id, made.jurisdiction, str(made.subject)) == (PLAN, "450800", "association@municipal")
    assert (made.adopted, made.state, made.source_digest) == (20250318, "in_force", draft.digest)
    assert made.title.en == made.title.zh, "without a translation the Chinese stands for it"


def test_clauses_hang_below_each_other_and_say_what_people_wrote(draft: PlanDraft) -> None:
    made = package(draft)
    assert [clause.number for clause in made.clauses][:4] == ["通知", "序言", "一", "二"]
    one = made.clause("二.1")
    assert (one.title.en, one.summary.zh) == ("Delegates", "yes")
    other = made.clause("二.2")
    assert other.summary.zh == other.title.zh == "委员会的构成"


def test_commitments_and_notes(draft: PlanDraft) -> None:
    one, other = content(draft, "commitments/all.yaml")
    assert one["due"] == "next congress"
    assert one["baseline"] == {"value": "52%"}
    assert one["target"] == {"at_least": "70%"}
    assert other["indicator"] == other["id"].replace("-", "_")
    assert other["due"] == "2027-12-31"
    notes = content(draft, "notes.yaml")
    assert {note["reason"] for note in notes} == {"测试中不统计"}
    assert notes[0]["zh"] == "“45周岁以下”不作为任务指标：测试中不统计"


def test_a_name_that_two_plans_define_otherwise_stands_twice(sixth: Sixth, draft: PlanDraft) -> None:
    confirmed(sixth, draft, "不低于65%", "luzhai-fictional/full-committee-front-line")
    made = package(draft)
    assert sorted(made.definitions) == ["front_line", "front_line_2"]
    assert len(made.commitments) == 3


def test_without_commitments_there_is_no_file_of_them(sixth: Sixth, draft: PlanDraft) -> None:
    whole = Whole.of(draft)
    bare = Whole(whole.draft, whole.clauses, [])
    assert "commitments/all.yaml" not in files_of(bare)
