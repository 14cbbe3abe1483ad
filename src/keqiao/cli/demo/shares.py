"""How many of the demo's people belong to which association: Liuzhou is the richest, most counties have nobody."""

from __future__ import annotations

NATION = "000000"
CITY = "450200"
HUNAN, CHANGSHA, TAIZHOU, CHUZHOU = "430000", "430100", "321200", "341100"
# By the hundred of all people; what is left over is Liuzhou's.
WEIGHTS = {
    NATION: 16,
    HUNAN: 13,
    CHANGSHA: 10,
    TAIZHOU: 10,
    CHUZHOU: 7,
    "430200": 2,
    "430400": 2,
    "430600": 2,
    "433100": 2,
    "321283": 1,
    "341181": 1,
    "430121": 1,
    "430181": 1,
}
LEAST = 10  # people of an association that has a congress
SMALL = 400  # people with whom Liuzhou's figures stand in every state


def shares(size: int) -> dict[str, int]:
    """People by the code of the association that keeps them; together ``size``, associations with nobody left out.

    A small demo gives Liuzhou more: its figures need some people to stand in every state.
    """
    weighed = sum(WEIGHTS.values())
    city = max(size * (100 - weighed) // 100, min(SMALL, 2 * size // 3))
    rest = size - city
    found = {code: rest * weight // weighed for code, weight in WEIGHTS.items()}
    kept = {code: people for code, people in found.items() if people >= LEAST}
    return kept | {CITY: size - sum(kept.values())}
