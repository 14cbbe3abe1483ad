"""The best list: of all that meet the quotas the one that keeps most of a former list, then the one worth most."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .highs import Committees
from .kinds import Kinds, kinds_of
from .leximin import NoCommitteeError
from .pool import Pool


@dataclass(frozen=True)
class Best:
    """The rows chosen, what they are worth together, and how many of the former list are among them."""

    rows: tuple[int, ...]
    score: float
    kept: int


def best(pool: Pool, former: frozenset[int] = frozenset()) -> Best:
    """The best list. Where several are equally good, any of them; of people who are alike, those listed first.

    Raises NoCommitteeError; UndecidedError when it can't be told in time.
    """
    scores = list(pool.scores) or [0.0] * len(pool.people)
    kinds = kinds_of(pool, apart=lambda row: (row in former, scores[row]))
    # One who stays is worth more than all scores can make up for; one program is quicker than two by far.
    stays = math.ceil(pool.seats * (max(scores) - min(scores))) + 1
    counts = _dearest(kinds, [scores[rows[0]] + stays * (rows[0] in former) for rows in kinds.rows])
    rows = sorted(row for count, every in zip(counts, kinds.rows, strict=True) for row in every[:count])
    return Best(tuple(rows), sum(scores[row] for row in rows), len(former.intersection(rows)))


def _dearest(kinds: Kinds, prices: list[float]) -> list[int]:
    # Whatever is less than one step of the scores above the bound is the best.
    step = next((10.0**-places for places in range(4) if all(round(p, places) == p for p in prices)), 1e-5)
    found, _most = Committees(kinds).dearest(np.array(prices, dtype=np.double), gap=0.9 * step)
    if found is None:
        raise NoCommitteeError
    return found
