"""The demo's changes of term: one overdue with its papers begun, one in time, counties followed."""

from __future__ import annotations

import pytest

from keqiao.blocks.assemblies.renewal.models import CheckResult, Decision, Explanation, Renewal, RuleDocument
from keqiao.blocks.assemblies.renewal.progress import progresses, with_stages
from keqiao.cli.demo.stage import Stage

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_changes_of_term_stand_in_several_states(demo: Stage) -> None:
    found = progresses(with_stages(Renewal.objects.all()))
    assert {one.state for one in found} >= {"missed", "on_track"}
    assert sum(one.renewal.outside for one in found) == 2
    late = next(one for one in found if one.overdue and not one.renewal.outside)
    assert late.renewal.officers.count() == 3
    assert late.renewal.charter_changes.count() == 2


def test_one_society_is_governed_and_has_its_documents(demo: Stage) -> None:
    assert Explanation.objects.get().status == Decision.APPROVED
    assert CheckResult.objects.filter(code="director_supervisor").get().meets is False
    assert RuleDocument.objects.filter(kind="charter").count() == 2
