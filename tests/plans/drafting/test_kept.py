"""Published packages stand in the library beside those of the folder: one small query, texts read once."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from keqiao.kernel.nouns import ledger
from keqiao.plans.drafting import kept
from keqiao.plans.drafting.kept import published, published_files
from keqiao.plans.drafting.verbs.publishing import publish_draft
from keqiao.plans.library import library
from keqiao.plans.models import DraftedPackage
from keqiao.plans.packages.problems import PackageError
from plans.drafting.sixth import PLAN, Sixth, ready


@pytest.fixture
def package(sixth: Sixth) -> DraftedPackage:
    """The sixth place's, in force."""
    made: DraftedPackage = publish_draft(sixth.act, ready(sixth), {})
    return made


def test_the_library_asks_once_and_reads_texts_once(package: DraftedPackage) -> None:
    first = library().plan(PLAN)
    with CaptureQueriesContext(connection) as asked:
        assert library().plan(PLAN) is first
    [query] = asked
    assert "files" not in query["sql"]


def test_the_texts_are_those_of_a_package(package: DraftedPackage) -> None:
    files = published_files()[PLAN]
    assert sorted(files) == ["clauses.yaml", "commitments/all.yaml", "notes.yaml", "plan.yaml"]
    assert "source_class in" in files["plan.yaml"]


def test_of_one_id_the_folder_s_stands(package: DraftedPackage, settings: Settings, tmp_path: Path) -> None:
    settings.PLANS = tmp_path
    (tmp_path / PLAN).mkdir()
    (tmp_path / PLAN / "plan.yaml").write_text("id: [", encoding="utf-8")
    assert list(library().faulty) == [PLAN]


def test_one_that_can_no_longer_be_read_stops_nobody(package: DraftedPackage) -> None:
    with ledger.exempt("given"):
        DraftedPackage.objects.filter(pk=package.pk).update(files='{"plan.yaml": "id: ["}', digest="0" * 64)
    found = published()[PLAN]
    assert isinstance(found, PackageError)
    assert PLAN in library().faulty
    assert "liuzhou-2017" in library().packages


@pytest.mark.django_db
def test_before_the_database_is_set_up_there_are_none_and_other_errors_are_told() -> None:
    with patch.object(DraftedPackage.objects, "filter", side_effect=DatabaseError("no such table")):
        with pytest.raises(DatabaseError):
            published()
        with patch.object(kept.connection.introspection, "table_names", return_value=[]):
            assert published() == {}
