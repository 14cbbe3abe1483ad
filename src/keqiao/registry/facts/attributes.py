"""What is said of organisations on a day, one value for each matter."""

from __future__ import annotations

from .pieces import after, held


def attributes(as_of: int) -> str:
    """A statement ``(organisation, kind, value)``; where several values hold, the one that began last."""
    return f"""
        SELECT a.organisation_id AS "organisation", a.kind, a.value FROM (
            SELECT b.organisation_id, b.kind, b.value,
                ROW_NUMBER() OVER (
                    PARTITION BY b.organisation_id, b.kind ORDER BY COALESCE(b.starts, 0) DESC, b.id DESC
                ) AS place
            FROM organisations_attribute b WHERE {held("b", after(as_of))}
        ) a WHERE a.place = 1"""
