"""Peers for the country's figures: one statement written by hand, NumPy over arrays, a query for each organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np

FRONT = "source_class IN ('enterprise', 'university', 'institute', 'rural')"
# Ten rules that the plans share: body, role and what is asked of each post.
RULES: tuple[tuple[str, str, str], ...] = (
    ("congress", "delegate", "front"),
    ("congress", "delegate", "young"),
    ("congress", "delegate", "official"),
    ("full_committee", "member", "front"),
    ("standing_committee", "member", "front"),
    ("members_congress", "delegate", "front"),
    ("council", "director", "front"),
    ("standing_council", "standing_director", "front"),
    ("council", "director", "middle"),
    ("standing_council", "standing_director", "middle"),
)
YES = {
    "front": f"({FRONT} AND NOT lead)",
    "official": "lead",
    "young": "term_start - birth_from < 460000",
    "middle": "term_start - birth_from < 560000",
}
NO = {
    "front": f"(NOT {FRONT} OR lead)",
    "official": "NOT lead",
    "young": "term_start - birth_to >= 460000",
    "middle": "term_start - birth_to >= 560000",
}
HELD = """WITH terms AS (
        SELECT id, body_id, starts, row_number() OVER (PARTITION BY body_id ORDER BY starts DESC, number DESC) AS place
        FROM posts_term WHERE starts <= {day}
    ), held AS (
        SELECT b.organisation_id, b.kind, p.role, t.starts AS term_start, x.birth_from, x.birth_to,
            CASE WHEN e.confirmed THEN e.source_class END AS source_class,
            CASE WHEN e.confirmed THEN e.leading_official END AS lead
        FROM terms t JOIN posts_body b ON b.id = t.body_id JOIN posts_post p ON p.term_id = t.id
            JOIN people_person x ON x.id = p.person_id LEFT JOIN people_employment e ON e.person_id = p.person_id
        WHERE t.place = 1 AND (p.starts IS NULL OR p.starts <= {day}) AND (p.ends IS NULL OR p.ends > {day})
    )"""


def by_hand(day: int) -> str:
    """One statement that counts yes, no and all for the ten rules and every organisation."""
    columns = []
    for body, role, asked in RULES:
        inside = f"kind = '{body}' AND role = '{role}'"
        conditions = (f"{inside} AND {YES[asked]}", f"{inside} AND {NO[asked]}", inside)
        columns += [f"COUNT(*) FILTER (WHERE {condition})" for condition in conditions]
    return f"{HELD.format(day=day)} SELECT organisation_id, {', '.join(columns)} FROM held GROUP BY organisation_id"


def one_by_one(day: int, organisation: int, rule: int) -> str:
    """What asking for each commitment and organisation by itself would run."""
    body, role, asked = RULES[rule]
    inside = f"organisation_id = {organisation} AND kind = '{body}' AND role = '{role}'"
    return f"{HELD.format(day=day)} SELECT COUNT(*) FILTER (WHERE {YES[asked]}), COUNT(*) FROM held WHERE {inside}"


def arrays(connection: duckdb.DuckDBPyConnection, day: int) -> Callable[[], Any]:
    """NumPy's own ten rules over arrays that lie ready: counting is all that is measured."""
    columns = "organisation_id, kind, role, term_start, birth_from, birth_to, source_class, lead"
    held = connection.execute(f"{HELD.format(day=day)} SELECT {columns} FROM held").fetchnumpy()
    organisation = np.ma.filled(held["organisation_id"], 0)
    kind, role = (np.asarray(held[name], dtype=str) for name in ("kind", "role"))
    known = ~np.ma.getmaskarray(held["source_class"])
    source = np.ma.filled(held["source_class"], "").astype(str)
    leading = np.ma.filled(held["lead"], False).astype(bool)
    start, earliest, latest = (np.ma.filled(held[name], 0) for name in ("term_start", "birth_from", "birth_to"))
    codes, places = np.unique(organisation, return_inverse=True)
    bodies = {(body, part): (kind == body) & (role == part) for body, part, _asked in RULES}
    front = np.isin(source, ["enterprise", "university", "institute", "rural"])

    def count() -> list[Any]:
        yes = {
            "front": known & front & ~leading,
            "official": known & leading,
            "young": start - earliest < 460000,
            "middle": start - earliest < 560000,
        }
        no = {
            "front": known & (~front | leading),
            "official": known & ~leading,
            "young": start - latest >= 460000,
            "middle": start - latest >= 560000,
        }
        found = []
        for body, part, asked in RULES:
            inside = bodies[body, part]
            for rows in (inside & yes[asked], inside & no[asked], inside):
                found.append(np.bincount(places[rows], minlength=len(codes)))
        return found

    return count
