"""What of a plan wants to be a task."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast import OPERATES, Cast
from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans.library import library
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes.install import install_plan
from keqiao.plans.programmes.verbs import start
from keqiao.plans.supervision.sources import sources


def test_each_commitment_in_the_plan_s_order_with_its_day(cast: Cast, only_liuzhou: Path) -> None:
    package = library().plan("liuzhou-2017")
    found = sources(cast.liuzhou, "liuzhou-2017")
    order = [clause.number for clause in package.all_clauses()]
    places = [order.index(one.clause) for one in found]
    assert places == sorted(places)
    one = next(one for one in found if one.about == "commitment/congress-delegates-front-line")
    assert one.text == "要求：70%以上"


def test_a_draft_starts_nothing(cast: Cast) -> None:
    with pytest.raises(VerbError, match="还是草案"):
        sources(cast.liuzhou, "chuzhou-draft")


def test_a_programme_becomes_a_task_once_it_is_switched_on(cast: Cast, only_liuzhou: Path) -> None:
    install_plan(OPERATES, cast.liuzhou, {"plan": "liuzhou-2017"})
    assert not any(one.about.startswith("programme/") for one in sources(cast.liuzhou, "liuzhou-2017"))
    programme = Programme.objects.filter(status=ProgrammeState.DRAFT).first()
    assert programme is not None
    start(OPERATES, programme, {})
    found = [one for one in sources(cast.liuzhou, "liuzhou-2017") if one.about.startswith("programme/")]
    assert [(one.about, one.title, one.due) for one in found] == [
        (f"programme/{programme.code}", programme.title, None)
    ]
