"""Fair draws beside the reference library of citizens' assemblies: each in a process of its own, its CPU whole.

The library's leximin runs on Gurobi alone, which isn't free; what is measured is its maximin on HiGHS, which asks
for less: only the highest lowest chance. Ours is the exact leximin, with the draw and its list of tickets.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from keqiao.plans.solve.panels.conflict import conflict, least_relaxation, possible
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.leximin import leximin
from keqiao.plans.solve.panels.pool import Demand, Pool

from .measuring import measured
from .pools import Case, made, published
from .table import Row, seconds

TIMES = 20  # less CPU than the peer
PATIENCE = 400  # CPU seconds for the peer
LOST = 1e-9  # of the lowest chance: less than the peer's own tolerance
BOUND = 2.0  # seconds for saying whether anything can be chosen, and if not, why
LARGE = (1200, 150)


@dataclass(frozen=True)
class Ran:
    """What a process said, and its CPU seconds with those of its children; None: it was stopped.

    Its peak isn't told: after a fork the system reports that of the process that forked, where it is higher.
    """

    said: dict[str, Any] | None
    cpu: float

    def words(self) -> str:
        """CPU."""
        return f"{self.cpu:.2f} s CPU"


def rows() -> list[Row]:
    """The claims."""
    cases = [published(20), published(200), made(300, 30), made(825, 75), made(*LARGE)]
    return [*(_beside(case) for case in cases), *_large()]


def _beside(case: Case) -> Row:
    with tempfile.TemporaryDirectory(prefix="keqiao-bench-") as folder:
        nominees, quotas = case.write(Path(folder))
        files = ["--nominees", str(nominees), "--quotas", str(quotas), "--seats", str(case.seats)]
        ours = _run(["-m", "keqiao", "slate", *files, "--seed", "bench", "--format", "json"])
        peer = _run(["-m", "bench.peer_slate", folder, str(case.seats), "maximin"], PATIENCE)
    assert ours.said is not None  # ours has no bound, so it wasn't stopped
    told = f"{ours.words()}; lowest chance {ours.said['minimum']:.6f}, {len(ours.said['committees'])} committees"
    if peer.said is None:
        beside = f"sortition-algorithms' maximin: stopped after {peer.words()}, without a result"
        return Row(f"leximin on {case.name}", told, beside, TIMES * ours.cpu <= peer.cpu)
    lowest = f"lowest chance {peer.said['minimum']:.6f}, {peer.said['committees']} committees"
    beside = f"sortition-algorithms' maximin: {peer.words()} ({peer.cpu / ours.cpu:.0f} times ours); {lowest}"
    fair = ours.said["minimum"] >= peer.said["minimum"] - LOST
    return Row(f"leximin on {case.name}", told, beside, fair and TIMES * ours.cpu <= peer.cpu)


def _run(arguments: Sequence[str], patience: int | None = None) -> Ran:
    """Run Python in a process and wait for it; one that uses up its CPU seconds is stopped by the system."""

    def limit() -> None:
        if patience is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))

    with tempfile.TemporaryFile() as out:
        started = subprocess.Popen(
            [sys.executable, *arguments], stdout=out, stderr=subprocess.DEVNULL, preexec_fn=limit, env=dict(os.environ)
        )
        _pid, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    stopped = started.returncode < 0
    if not stopped and started.returncode:
        raise RuntimeError(f"{arguments[1]} failed with {started.returncode}")
    # The peer's solver prints a banner before what we asked for.
    said = None if stopped else json.loads(text[text.index('{"') :])
    return Ran(said, used.ru_utime + used.ru_stime)


def _large() -> list[Row]:
    """The largest pool: how near to the proven bound, and how quickly it is told what can't be."""
    size, seats = LARGE
    pool = pool_of(made(*LARGE))
    kinds = kinds_of(pool)
    found = leximin(kinds)
    gap = float(found.bound - min(found.chances(kinds)))
    proof = "proven, as exact fractions" if found.proven and found.exact else "not proven to the last digit"
    fits = measured(lambda: possible(pool))
    wrong = clashing(pool)
    told = measured(lambda: (conflict(wrong), least_relaxation(wrong)))
    named = len(told.result[0])
    return [
        Row(
            f"the gap of the lowest chance to the proven bound, {size:,} for {seats}, {len(kinds.rows)} kinds",
            f"{gap:.1e}; leximin {proof}",
            "0",
            gap <= LOST,
        ),
        Row(f"whether {seats} of {size:,} can be chosen", seconds(fits), f"bound {BOUND:.0f} s", fits.wall < BOUND),
        Row(
            f"{named} clashing quotas of {len(pool.demands)} named, and the least relaxation",
            seconds(told),
            f"bound {BOUND:.0f} s",
            told.wall < BOUND,
        ),
    ]


def pool_of(case: Case) -> Pool:
    """A case as the solver takes it."""
    demands = [Demand(((trait, value),), low, high) for trait, value, low, high in case.quotas]
    return Pool(case.people, demands, case.seats)


def clashing(pool: Pool) -> Pool:
    """The same with more demanded of three values than there are seats for."""
    more = {"rural", "government", "institute"}
    raised = [
        replace(one, low=one.low + 30, high=one.high + 30) if one.feature in more else one for one in pool.demands
    ]
    return replace(pool, demands=raised)
