"""Fair draws beside the reference library of citizens' assemblies: each in a process of its own, its CPU whole.

The library's leximin runs on Gurobi alone, which isn't free; what is measured is its maximin on HiGHS, which asks
for less: only the highest lowest chance. Ours is the exact leximin, with the draw and its list of tickets.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from keqiao.plans.solve.panels.conflict import conflict, least_relaxation, possible
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.leximin import leximin
from keqiao.plans.solve.panels.pool import Demand, PerUnit, Pool

from .launched import Launched, launched
from .measuring import measured, once
from .pools import Case, made, published, tight
from .table import Row, seconds

TIMES = 20  # less CPU than the peer
PATIENCE = 400  # CPU seconds for the peer
LOST = 1e-9  # of the lowest chance: less than the peer's own tolerance
BOUND = 2.0  # seconds for saying whether anything can be chosen, and if not, why
LARGE = (1200, 150)
TIGHT = 30  # CPU seconds for a tight pool
KNOWN = 128  # MiB, by which the measuring of memory is measured


def rows() -> list[Row]:
    """The claims."""
    cases = [published(20), published(200), made(300, 30), made(825, 75), made(*LARGE)]
    return [_scales(), *(_beside(case) for case in cases), *map(_tight, (200, 62)), *_large()]


def _scales() -> Row:
    """Whether a peak is that of the process itself: one of known size, started while this one is larger."""
    ballast = bytearray(2 * KNOWN * 2**20)
    plain = launched(["-c", "pass"])
    told = launched(["-c", f"bytearray({KNOWN} * 2**20)"])
    del ballast
    held = told.peak - plain.peak
    return Row(
        "the peak that is told of a process", f"{held:.0f} MiB", f"it holds {KNOWN} MiB", abs(held - KNOWN) < KNOWN / 20
    )


def _beside(case: Case) -> Row:
    with tempfile.TemporaryDirectory(prefix="keqiao-bench-") as folder:
        nominees, quotas = case.write(Path(folder))
        files = ["--nominees", str(nominees), "--quotas", str(quotas), "--seats", str(case.seats)]
        ours = launched(["-m", "keqiao", "slate", *files, "--seed", "bench", "--format", "json"])
        peer = launched(["-m", "bench.peer_slate", folder, str(case.seats), "maximin"], PATIENCE)
    found, theirs = _said(ours), _said(peer)
    assert found is not None  # ours has no bound, so it wasn't stopped
    told = f"{_used(ours)}; lowest chance {found['minimum']:.6f}, {len(found['committees'])} committees"
    if theirs is None:
        beside = f"sortition-algorithms' maximin: stopped after {_used(peer)}, without a result"
        return Row(f"leximin on {case.name}", told, beside, TIMES * ours.cpu <= peer.cpu)
    lowest = f"lowest chance {theirs['minimum']:.6f}, {theirs['committees']} committees"
    beside = f"sortition-algorithms' maximin: {_used(peer)} ({peer.cpu / ours.cpu:.0f} times the CPU); {lowest}"
    fair = found["minimum"] >= theirs["minimum"] - LOST
    return Row(f"leximin on {case.name}", told, beside, fair and TIMES * ours.cpu <= peer.cpu)


def _tight(units: int) -> Row:
    """At most one of each unit, six traits tight to within one: nearly everybody is a kind of their own."""
    case = tight(600, 60, units)
    kinds = kinds_of(replace(pool_of(case), per_unit=PerUnit("unit", 1)))
    found = once(lambda: leximin(kinds))
    gap = float(found.result.bound - min(found.result.chances(kinds)))
    told = f"{found.cpu:.2f} s CPU, {'proven' if found.result.proven else 'not proven'}, gap {gap:.1e}"
    claim = f"leximin on {case.name}, at most one of each, {len(kinds.rows)} kinds"
    holds = found.result.proven and gap <= LOST and found.cpu < TIGHT
    return Row(claim, told, f"proven, within {TIGHT} s", holds)


def _said(one: Launched) -> dict[str, Any] | None:
    # The peer's solver prints a banner before what we asked for.
    return None if one.said is None else json.loads(one.said[one.said.index('{"') :])


def _used(one: Launched) -> str:
    return f"{one.cpu:.2f} s CPU, peak {one.peak:.0f} MiB"


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
