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
# Associations that report upward: Liuzhou's counties, Hunan's prefectures, the counties of Changsha and Taizhou.
REPORTING = (
    *("450202", "450203", "450204", "450205", "450206", "450222", "450223", "450224", "450225", "450226"),
    *("430102", "430103", "430104", "430105", "430111", "430112", "430121", "430181", "430182"),
    *("321202", "321203", "321204", "321281", "321282", "321283"),
    *("430200", "430300", "430400", "430500", "430600", "430700", "430800"),
    *("430900", "431000", "431100", "431200", "431300", "433100"),
)
ENOUGH = 400  # people of a demo in which each of these has somebody to lead it
LEAST = 10  # people of an association that has a congress
SMALL = 400  # people with whom Liuzhou's figures stand in every state


def shares(size: int) -> dict[str, int]:
    """People by the code of the association that keeps them; together ``size``, associations with nobody left out.

    A small demo gives Liuzhou more: its figures need some people to stand in every state. An association that
    reports and would have nobody has one person, who leads it.
    """
    weighed = sum(WEIGHTS.values())
    city = max(size * (100 - weighed) // 100, min(SMALL, 2 * size // 3))
    heads = dict.fromkeys(REPORTING if size >= ENOUGH else (), 1)
    rest = size - city - len(heads)
    found = {code: rest * weight // weighed for code, weight in WEIGHTS.items()}
    kept = heads | {code: people for code, people in found.items() if people >= LEAST}
    return kept | {CITY: size - sum(kept.values())}
