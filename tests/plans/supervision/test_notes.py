"""Steps: one writes, another approves; what is sent back or revised stays beside."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from cast import Cast, acts, user_with
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Case, Step, StepKind, StepStatus
from keqiao.plans.supervision import notes, tasks


@pytest.fixture
def task(cast: Cast) -> Case:
    return tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站", "lead_unit": cast.luzhai.code})


def test_a_second_person_approves(cast: Cast, task: Case) -> None:
    step = notes.note(acts(cast.leader), task, {"text": "已建三个。"})
    assert step.status == StepStatus.WAITING
    with pytest.raises(Refused, match="另一人审核"):
        notes.approve_note(acts(cast.leader), step, {})
    with pytest.raises(Refused):
        notes.approve_note(acts(cast.clerk), step, {})  # a clerk has no right to approve
    other = user_with("deputy", "leader", cast.liuzhou)
    notes.approve_note(acts(other), step, {})
    assert (step.status, step.decided_by) == (StepStatus.APPROVED, other)
    with pytest.raises(VerbError, match="已经处理过"):
        notes.return_note(acts(other), step, {"reason": "晚了"})


def test_what_was_sent_back_does_not_stand(cast: Cast, task: Case) -> None:
    step = notes.note(acts(cast.clerk), task, {"text": "已建三个。"})
    notes.return_note(acts(cast.leader), step, {"reason": "请写明地点"})
    assert notes.latest(task, StepKind.PROGRESS) is None
    again = notes.revise(acts(cast.clerk), step, {"text": "已在三个镇各建一个。"})
    assert again.replaces == step
    assert notes.latest(task, StepKind.PROGRESS) == again
    with pytest.raises(VerbError, match="最新的一条"):
        notes.revise(acts(cast.clerk), step, {"text": "又改。"})


def test_the_unit_that_leads_writes_by_its_own_right(cast: Cast, task: Case) -> None:
    party = task.parties.get()
    with pytest.raises(Refused):
        notes.note(acts(cast.county_clerk), task, {"text": "不在本单位台账上"})
    step = notes.note_as_lead(acts(cast.county_clerk), party, {"text": "鹿寨已建两个。"})
    assert (step.signed, step.status) == (cast.luzhai.name, StepStatus.WAITING)
    with pytest.raises(Refused):
        notes.note_as_lead(acts(cast.outsider), party, {"text": "外单位"})


def test_evidence_is_a_file_of_the_same_unit(cast: Cast, task: Case) -> None:
    with ledger.exempt("factory"):
        files = []
        for unit in (cast.liuzhou, cast.guilin):
            made = Attachment(organisation=unit, name="图.pdf", media_type="application/pdf", size=1, digest="0")
            made.content.save("x.pdf", ContentFile(b"%PDF-"), save=False)
            made.save()
            files.append(made)
    own, other = files
    assert notes.note(acts(cast.clerk), task, {"text": "见附件", "attachment": own.pk}).attachment == own
    with pytest.raises(VerbError, match="没有找到所附的文件"):
        notes.note(acts(cast.clerk), task, {"text": "见附件", "attachment": other.pk})


def test_a_result_belongs_to_a_finding_and_nothing_is_written_on_what_ended(cast: Cast, task: Case) -> None:
    with pytest.raises(VerbError, match="整改结果只用于"):
        notes.note(acts(cast.clerk), task, {"kind": "result", "text": "改好了"})
    tasks.drop(acts(cast.clerk), task, {"reason": "上级取消"})
    with pytest.raises(VerbError, match="不能再办理"):
        notes.note(acts(cast.clerk), task, {"text": "还在写"})
    assert not Step.objects.exists()
