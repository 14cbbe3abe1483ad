"""What of a plan wants to be a task."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast import Cast
from keqiao.kernel.verbs.contract import VerbError
from keqiao.plans.library import library
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
