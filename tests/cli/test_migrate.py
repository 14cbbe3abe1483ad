"""``keqiao migrate`` says what it did; other commands refuse an outdated database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cli.conftest import Keqiao
from keqiao.cli.failures import Failure
from keqiao.cli.migrate import pending, refuse_outdated


@pytest.mark.django_db
def test_an_up_to_date_database_stays_as_it_is(keqiao: Keqiao) -> None:
    assert pending() == 0
    said = keqiao("migrate")
    assert said.status == 0
    assert "无需变更" in said.out


@pytest.mark.django_db
def test_an_outdated_database_is_refused() -> None:
    MigrationRecorder(connection).record_unapplied("money", "0001_initial")
    with pytest.raises(Failure, match="还有1项变更没有执行"):
        refuse_outdated()
