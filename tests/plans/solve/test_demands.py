"""A demand as lines: they hold exactly when the figure does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.engine.counts import Counts
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES
from keqiao.plans.engine.results import measure
from keqiao.plans.solve.demands import Demand
from plans.solve.bodies import AS_OF
from plans.written import compiled

TARGETS = [{"at_least": "70%"}, {"more_than": "50%"}, {"at_most": "1/3"}, {"about": "70%"}, {"less_than": "1/2"}]
NUMBERS = [{"at_least": 2}, {"at_most": 2}, {"exactly": 2}]


@given(
    st.sampled_from([("share", one) for one in TARGETS] + [("count", one) for one in NUMBERS]),
    st.lists(st.sampled_from([YES, NO, UNKNOWN, OUT]), max_size=9),
)
def test_it_holds_when_its_figure_holds(measured: tuple[str, dict[str, str]], said: list[int]) -> None:
    kind, target = measured
    made = compiled(
        kind, of="posts", where="term = 'current'", that="minority" if kind == "share" else None, target=target
    )
    counts = Counts(said.count(YES), said.count(NO), said.count(UNKNOWN))
    result = measure(made, {"main": {(1, 0): counts}}, [1], AS_OF, ())
    assert Demand.of(made, made.target.interval).holds(said) is (result.holds is True)


@pytest.mark.parametrize(("kind", "lines"), [("share", 2), ("count", 1)])
def test_of_a_share_somebody_has_to_be_counted(kind: str, lines: int) -> None:
    made = compiled(kind, of="posts", where="term = 'current'", target={"at_least": "50%" if kind == "share" else 1})
    assert len(Demand.of(made, made.target.interval).lines) == lines
