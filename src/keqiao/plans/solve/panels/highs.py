"""HiGHS over the committees of a pool: one model that is asked again and again with other prices and other ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from keqiao.plans.solve.program import UndecidedError

from .kinds import Kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

INF = highspy.kHighsInf
# At most for one program; nodes and not seconds, so that a slow machine answers the same.
NODES = 50_000
NEARLY = 200  # for a committee that need only be near
ROUGH = 0.03  # of all prices together, by which such a committee may be worth less
FREE = (60, 120, 240)  # so many kinds, besides those of which the linear program takes parts, are free at first

SETTINGS = {
    "output_flag": False,
    "threads": 1,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}

Terms = tuple[Sequence[int], Sequence[float]]  # variables and their weights


def new_solver(**options: Any) -> highspy.Highs:
    """A silent solver on one thread; its own start prints a banner, which would stand before a command's JSON."""
    solver = highspy.Highs.__new__(highspy.Highs)
    super(highspy.Highs, solver).__init__()
    for name, value in {**SETTINGS, **options}.items():
        solver.setOptionValue(name, value)
    return solver


def load(
    solver: highspy.Highs,
    columns: tuple[Sequence[float], Sequence[float], Sequence[float]],
    rows: Sequence[tuple[Terms, float, float]],
    whole: bool = False,
) -> None:
    """Give a solver its model: costs and ends of the columns, and rows with theirs."""
    costs, low, high = columns
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), len(rows)
    model.col_cost_ = np.array(costs, dtype=np.double)
    model.col_lower_, model.col_upper_ = np.array(low, dtype=np.double), np.array(high, dtype=np.double)
    model.row_lower_ = np.array([row[1] for row in rows], dtype=np.double)
    model.row_upper_ = np.array([row[2] for row in rows], dtype=np.double)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(terms[0]) for terms, _low, _high in rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.array([one for terms, _l, _h in rows for one in terms[0]], dtype=np.int32)
    model.a_matrix_.value_ = np.array([one for terms, _l, _h in rows for one in terms[1]], dtype=np.double)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    solver.passModel(model)


def run(solver: highspy.Highs) -> bool:
    """Solve. Returns whether there is a solution; raises UndecidedError when that can't be told."""
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return True
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return False
    if solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        return True
    raise UndecidedError(f"HiGHS stopped with {solver.modelStatusToString(status)}")


class Committees:
    """All committees of a pool, as one integer program. ``effort``: steps of the simplex method it has taken so far."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.size = len(kinds.rows)
        self.effort = 0
        self._numbers = np.arange(self.size, dtype=np.int32)
        self._solver = new_solver(mip_rel_gap=0.0)
        rows = [((rule.kinds, [1.0] * len(rule.kinds)), rule.low, rule.high) for rule in kinds.every]
        load(self._solver, ([0.0] * self.size, kinds.low, kinds.sizes), rows, whole=True)

    def any(self) -> list[int] | None:
        """Some committee, or None when there is none."""
        return self.dearest(np.zeros(self.size))[0]

    def dearest(
        self, prices: NDArray[np.double], gap: float = 1e-6, nodes: int = NODES
    ) -> tuple[list[int] | None, float]:
        """The committee worth most at these prices, and what no committee is worth more than."""
        self._set_ends(self.kinds.low, self.kinds.sizes, [(rule.low, rule.high) for rule in self.kinds.every])
        return self._solve(prices, gap=gap, nodes=nodes)

    def rounded(
        self, low: Sequence[int], high: Sequence[int], ends: Sequence[tuple[int, int]], prices: NDArray[np.double]
    ) -> list[int] | None:
        """A committee within closer ends, worth nearly as much as possible; None when there is none."""
        self._set_ends(low, high, ends)
        parts = self._with_parts(prices)
        if parts is None:
            return None
        values, costs = parts
        down, up = np.floor(values + 1e-7), np.ceil(values - 1e-7)
        order = np.argsort(np.where(up > down, -1.0, costs))
        fixed = int((up > down).sum())
        try:
            for more in (*FREE, self.size):
                free = order[: fixed + more]
                down[free], up[free] = np.array(low)[free], np.array(high)[free]
                self._solver.changeColsBounds(self.size, self._numbers, down, up)
                found, _most = self._solve(prices, gap=ROUGH * float(np.abs(prices).sum()), nodes=NEARLY)
                if found is not None or fixed + more >= self.size:
                    return found
        except UndecidedError:
            pass
        return None

    def _with_parts(self, prices: NDArray[np.double]) -> tuple[NDArray[np.double], NDArray[np.double]] | None:
        """What the linear program takes of each kind, and what it would cost to take another number."""
        self._solver.clearSolver()
        self._solver.changeColsCost(self.size, self._numbers, -prices)
        self._solver.setOptionValue("solve_relaxation", True)
        fits = run(self._solver)
        self._solver.setOptionValue("solve_relaxation", False)
        answer = self._solver.getSolution()
        return (np.array(answer.col_value), np.abs(np.array(answer.col_dual))) if fits else None

    def _set_ends(self, low: Sequence[int], high: Sequence[int], ends: Sequence[tuple[int, int]]) -> None:
        bounds = np.array(low, dtype=np.double), np.array(high, dtype=np.double)
        self._solver.changeColsBounds(self.size, self._numbers, *bounds)
        for number, (least, most) in enumerate(ends):
            self._solver.changeRowBounds(number, least, most)

    def _solve(self, prices: NDArray[np.double], gap: float, nodes: int) -> tuple[list[int] | None, float]:
        self._solver.clearSolver()
        self._solver.setOptionValue("mip_max_nodes", nodes)
        self._solver.changeColsCost(self.size, self._numbers, -prices)
        self._solver.setOptionValue("mip_abs_gap", gap)
        try:
            fits = run(self._solver)
        finally:
            self.effort += max(self._solver.getInfo().simplex_iteration_count, 0)
        if not fits:
            return None, -INF
        counts = [round(value) for value in self._solver.getSolution().col_value]
        if not self.kinds.holds(counts):
            raise UndecidedError("HiGHS gave a committee that breaks a rule in whole numbers")
        return counts, -self._solver.getInfo().mip_dual_bound
