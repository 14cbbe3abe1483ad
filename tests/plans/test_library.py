"""The plans of the installation: a changed file is read anew, and one faulty package stops nobody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from cast import Cast
from keqiao.plans.library import NoSuchPlan, library
from keqiao.plans.models import Counted, Tally
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.tallies import refresh
from plans.folder import Folder

pytestmark = pytest.mark.django_db  # what was published at the desk is there


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Folder:
    """A folder of plans with one small plan in it."""
    settings.PLANS = tmp_path
    made = Folder(tmp_path)
    made.one["where"] = "term = 'current'"
    made.plan["definitions"] = {}
    made.cases = []
    made.write()
    return made


def spoil(folder: Folder) -> None:
    """A second plan whose rule names a column that isn't there."""
    other = Folder(folder.path.parent / "spoilt")
    other.path = folder.path.parent / "spoilt"
    other.plan |= {"id": "spoilt", "definitions": {}}
    other.cases = []
    other.one["where"] = "terms = 'current'"
    other.write()


def test_the_shipped_plans_can_be_used_and_examples_are_not_among_them() -> None:
    found = library()
    assert found.faulty == {}
    assert "template" not in found.packages
    assert found.plan("liuzhou-2017").adopted == 20170929


def test_an_unknown_plan_is_refused_with_those_there_are(only_liuzhou: Path) -> None:
    with pytest.raises(NoSuchPlan, match=r"没有编号为“nope”的方案。现有方案：liuzhou-2017。"):
        library().plan("nope")


def test_without_any_plan_that_is_said(tmp_path: Path, settings: Settings) -> None:
    settings.PLANS = tmp_path
    assert library().all() == []
    with pytest.raises(NoSuchPlan, match="现有方案：无"):
        library().plan("nope")


def test_a_package_is_read_once_while_nothing_changes(folder: Folder) -> None:
    assert library().plan("small") is library().plan("small")


def test_a_changed_file_is_read_anew(folder: Folder) -> None:
    before = library().plan("small")
    folder.one["target"] = {"at_least": "80%"}
    path = folder.write() / "commitments" / "all.yaml"
    os.utime(path, ns=(1, 1))  # even when the clock was set back
    after = library().plan("small")
    assert (before.commitments[0].target.text, after.commitments[0].target.text) == ("at_least: 70%", "at_least: 80%")
    assert before.digest != after.digest


def test_a_faulty_package_is_told_with_file_and_line_and_stops_nobody(folder: Folder) -> None:
    spoil(folder)
    found = library()
    assert [package.id for package in found.all()] == ["small"]
    assert list(found.faulty) == ["spoilt"]
    with pytest.raises(PackageError, match=r"spoilt/commitments/all\.yaml:1: .*'terms'"):
        found.plan("spoilt")


def test_a_package_that_was_mended_can_be_used(folder: Folder) -> None:
    text = (folder.path / "plan.yaml").read_text(encoding="utf-8")
    (folder.path / "plan.yaml").write_text("id: [", encoding="utf-8")
    assert list(library().faulty) == ["small"]
    (folder.path / "plan.yaml").write_text(text, encoding="utf-8")
    assert library().faulty == {}
    assert library().plan("small").id == "small"


def test_counters_of_a_plan_that_is_no_more_go_and_then_nothing_is_done(cast: Cast, folder: Folder) -> None:
    refresh(20260101)
    assert Counted.objects.filter(plan="small").exists()
    for path in sorted(folder.path.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    refresh(20260101)
    assert not Counted.objects.filter(plan="small").exists()
    assert not Tally.objects.exists()
    assert refresh(20260101) == 0
