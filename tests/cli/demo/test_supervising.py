"""The demo's books: every kind of case, ledgers that are out and that came back, programmes switched on, goals."""

from __future__ import annotations

from keqiao.cli.demo.stage import Stage
from keqiao.cli.demo.supervising import PLANS
from keqiao.kernel.work.models import SUPERVISED, Case, CaseKind, CaseStatus, Step, StepStatus
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.supervision.ledger import ledger
from keqiao.plans.supervision.models import Goal, GoalTag, Sending, SendingStatus


def test_every_plan_is_installed_and_the_city_s_programmes_run(demo: Stage) -> None:
    for code, plan in PLANS:
        assert Programme.objects.filter(organisation__code=code, plan=plan).exists(), plan
    states = set(Programme.objects.filter(organisation=demo.city).values_list("status", flat=True))
    assert {ProgrammeState.RUNNING, ProgrammeState.DRAFT, ProgrammeState.PLANNED} <= states


def test_the_books_hold_something_of_each_kind(demo: Stage) -> None:
    kinds = set(Case.objects.filter(organisation=demo.city).values_list("kind", flat=True))
    assert set(SUPERVISED) <= kinds
    assert Case.objects.filter(kind=CaseKind.FINDING, status=CaseStatus.DONE).exists()
    assert set(Sending.objects.values_list("status", flat=True)) == {SendingStatus.OUT, SendingStatus.BACK}
    assert set(Step.objects.values_list("status", flat=True)) == {StepStatus.WAITING, StepStatus.APPROVED}
    assert Goal.objects.filter(parent=None).count() == 2
    assert GoalTag.objects.exists()


def test_tasks_stand_in_several_states_and_have_somebody_in_charge(demo: Stage) -> None:
    found = ledger(demo.city, plan="liuzhou-2017")
    assert {"soon", "open"} <= {line.state for line in found}
    assert all(line.lead for line in found)
    assert any(line.responsible for line in found)
    assert any(line.progress for line in found)
