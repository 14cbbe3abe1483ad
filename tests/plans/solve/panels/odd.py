"""A pool in which no real committees reach what the linear program promises: at most one of any two of three."""

from __future__ import annotations

from keqiao.plans.solve.panels.kinds import Kinds, kinds_of
from keqiao.plans.solve.panels.pool import Demand, Pool

PEOPLE = [{"甲": "是", "丙": "是"}, {"甲": "是", "乙": "是"}, {"乙": "是", "丙": "是"}, {"丁": "是"}]
ODD = Pool(PEOPLE, [Demand(((name, "是"),), 0, 1) for name in "甲乙丙"], 2)


def odd() -> Kinds:
    """Its kinds: each person is one, in the order of the rows."""
    return kinds_of(ODD)
