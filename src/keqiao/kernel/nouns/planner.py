"""What the database's planner knows: how many rows stand where, without which it joins large tables row by row."""

from __future__ import annotations

from django.db import connection

ROWS_LOOKED_AT = 1000  # of each index, so that even a large database is through in a moment


def inform_planner() -> None:
    """Have the database look at its tables; to be called when much has come in. It changes no record."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
