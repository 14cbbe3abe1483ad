"""Plans in depth on the demo: coverage of provisions, comparison of two plans, the board of a city's programmes.

Each is held to the plain way of doing the same: reading the lists anew, compiling each programme's board by itself.
"""

from __future__ import annotations

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.plans.compared import compared
from keqiao.plans.coverage import provisions, register
from keqiao.plans.coverage.coverage import Coverage, coverage
from keqiao.plans.library import library
from keqiao.plans.models import Programme
from keqiao.plans.packages.package import Package
from keqiao.plans.programmes.install import install_plan
from keqiao.plans.programmes.running import programme_board
from keqiao.plans.world import Installation

from .measuring import measured
from .table import Row, seconds

NATION, BESIDE, CITY = "cast-2016", "hunan", "liuzhou-2017"
BOUND = 1.0  # CPU seconds
ACT = Act(OPERATOR, "bench")


def rows() -> list[Row]:
    """The claims."""
    return [*_coverage(), _comparison(), *_board()]


def _coverage() -> list[Row]:
    took, anew = measured(lambda: coverage([NATION])), measured(_read_anew)
    every = measured(coverage)
    listed = sum(len(one.provisions) for one in every.result.plans)
    number = len(took.result.plans[0].provisions)
    return [
        Row(
            f"{number} provisions of {NATION} and {len(took.result.systems)} systems are looked up",
            seconds(took),
            f"bound {BOUND:.0f} s CPU",
            took.cpu < BOUND,
        ),
        Row("the same, beside reading the lists anew each time", seconds(took), seconds(anew), took.cpu < anew.cpu),
        Row(f"all {listed} provisions of all plans", seconds(every), f"bound {BOUND:.0f} s CPU", every.cpu < BOUND),
    ]


def _read_anew() -> Coverage:
    for one in (provisions._read, register._read, register._pages):
        one.cache_clear()
    return coverage([NATION])


def _comparison() -> Row:
    plans = library().plan(NATION), library().plan(BESIDE)
    took = measured(lambda: compared(*plans))
    return Row(
        f"{NATION} is compared with {BESIDE} topic by topic ({len(took.result)} topics)",
        seconds(took),
        f"bound {BOUND:.0f} s CPU",
        took.cpu < BOUND,
    )


def _board() -> list[Row]:
    package, city, listed = _installed()
    together = measured(lambda: programme_board(package, city, listed))
    apart = measured(lambda: [programme_board(package, city, [one]) for one in listed], runs=3)
    figures = together.result.figures
    alike = [one.result for one in figures] == [board.figures[0].result for board in apart.result if board.figures]
    return [
        Row(
            f"the board of the {len(listed)} programmes of {CITY} ({len(figures)} can be counted)",
            seconds(together),
            f"bound {BOUND:.0f} s CPU",
            together.cpu < BOUND,
        ),
        Row("the same, beside a board for each programme", seconds(together), seconds(apart), together.cpu < apart.cpu),
        Row("figures of both boards", "the same" if alike else "different", f"{len(figures)} figures", alike),
    ]


def _installed() -> tuple[Package, Organisation, list[Programme]]:
    """The city with every programme of its plan."""
    package = library().plan(CITY)
    city = Organisation.objects.get(pk=next(iter(package.scope.roots(Installation().tree(today())))).id)
    install_plan(ACT, city, {"plan": CITY})
    return package, city, list(Programme.objects.filter(organisation=city, plan=CITY))
