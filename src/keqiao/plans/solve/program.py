"""Integer programs, solved by HiGHS and checked in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from highspy import HighsLp

SECONDS = 5.0  # at most for one program


class UndecidedError(RuntimeError):
    """A program took too long."""


@dataclass(frozen=True)
class Limit:
    """A sum of whole multiples of variables (by number) that lies between two ends; None: no end."""

    weights: Mapping[int, int]
    low: int | None = None
    high: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Whether it holds for these values."""
        total = sum(weight * values[number] for number, weight in self.weights.items())
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


def cheapest(costs: Sequence[int], most: Sequence[int], limits: Sequence[Limit]) -> list[int] | None:
    """Whole numbers from nought to ``most`` within all limits at the least cost; None when there are none.

    Raises UndecidedError when that can't be told in time.
    """
    if not costs:
        return [] if all(limit.holds([]) for limit in limits) else None
    import highspy  # noqa: PLC0415 - it brings NumPy, which few pages need
    import numpy as np  # noqa: PLC0415 - the same

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(costs), len(limits)
    program.col_cost_ = np.array(costs, dtype=np.double)
    program.col_lower_, program.col_upper_ = np.zeros(len(costs)), np.array(most, dtype=np.double)
    ends = [(limit.low, limit.high) for limit in limits]
    program.row_lower_ = np.array([-highspy.kHighsInf if low is None else low for low, _high in ends], dtype=np.double)
    program.row_upper_ = np.array([highspy.kHighsInf if high is None else high for _low, high in ends], dtype=np.double)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    rows = [[(number, weight) for number, weight in limit.weights.items() if weight] for limit in limits]
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    program.a_matrix_.index_ = np.array([number for row in rows for number, _weight in row], dtype=np.int32)
    program.a_matrix_.value_ = np.array([weight for row in rows for _number, weight in row], dtype=np.double)
    return _solved(program, limits)


def _solved(program: HighsLp, limits: Sequence[Limit]) -> list[int] | None:
    import highspy  # noqa: PLC0415 - it brings NumPy, which few pages need

    solver = highspy.Highs.__new__(highspy.Highs)
    super(highspy.Highs, solver).__init__()  # its own prints a banner, which would stand before what a command says
    # Costs are whole: what is less than one above the bound is the cheapest.
    options = {"output_flag": False, "threads": 1, "time_limit": SECONDS, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(program)
    solver.run()
    status = solver.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise UndecidedError(f"HiGHS stopped with {solver.modelStatusToString(status)}")
    values = [round(value) for value in solver.getSolution().col_value]
    if not all(limit.holds(values) for limit in limits):
        raise UndecidedError("HiGHS gave a solution that breaks a limit in whole numbers")
    return values
