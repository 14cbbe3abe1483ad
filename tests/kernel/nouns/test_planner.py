"""The planner is told about the tables, and the plan of a join follows from it."""

from __future__ import annotations

import pytest
from django.db import connection

from cast import Cast
from keqiao.kernel.nouns.planner import inform_planner


@pytest.mark.django_db
def test_the_database_knows_its_tables_afterwards(cast: Cast) -> None:
    inform_planner()
    known = {
        "sqlite": "SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'organisations_organisation'",
        "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'organisations_organisation'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        assert cursor.fetchone()[0] > 0
