"""Measuring a piece of work: wall and CPU seconds and the peak of memory that Python asked for."""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """Medians over several runs, in seconds; ``peak`` in MiB, from one run of its own since tracing slows the rest."""

    wall: float
    cpu: float
    peak: float
    result: Any


def measured(work: Callable[[], Any], runs: int = 5) -> Measured:
    """Run once to warm up, then so often for the times and once more for memory."""
    result = work()
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return Measured(statistics.median(walls), statistics.median(cpus), peak, result)


def once(work: Callable[[], Any]) -> Measured:
    """Run once, for work that can't be repeated; memory isn't traced."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Measured(time.perf_counter() - wall, time.process_time() - cpu, 0.0, result)
