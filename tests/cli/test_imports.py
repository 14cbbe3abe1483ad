"""``keqiao import people`` and ``keqiao undo import``, from the shell's side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import ROWS, Keqiao
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.posts.models import Body, Post, Term
from keqiao.kernel.verbs.models import Batch

Roster = Callable[..., Path]
CONGRESS = ("--org", "450200", "--body", "congress")
FAULTY = ("蓝英", "女", "瑶族", "1975.13", "柳州市壶西医院护师", "医疗")


def test_a_roster_goes_in_and_out_again(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    said = keqiao("import", "people", roster(), *CONGRESS)
    number = Batch.objects.get().pk
    assert (said.status, said.err) == (0, "")
    assert "新登记2人" in said.out
    assert "还有2人的来源类别待确认" in said.out
    assert f"keqiao undo import {number}" in said.out
    assert set(Entry.objects.values_list("actor", "channel")) == {("operator", "cli")}
    assert Post.objects.count() == 2
    undone = keqiao("undo", "import", number)
    assert (undone.status, Person.objects.count()) == (0, 0)
    twice = keqiao("undo", "import", number)
    assert twice.status == 1
    assert "已撤销" in twice.err


def test_classes_are_confirmed_when_asked(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    said = keqiao("import", "people", roster(), *CONGRESS, "--confirm-sources")
    assert Employment.objects.filter(confirmed=True).count() == 2
    assert "待确认" not in said.out


def test_a_dry_run_writes_nothing(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    said = keqiao("import", "people", roster(), *CONGRESS, "--dry-run")
    assert said.status == 0
    assert "只检查，没有写入" in said.out
    assert not Batch.objects.exists()
    assert not Person.objects.exists()


def test_errors_are_listed_by_cell_and_keep_the_file_out(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    path = roster(*ROWS, FAULTY)
    for more in ((), ("--dry-run",)):
        said = keqiao("import", "people", path, *CONGRESS, *more)
        assert said.status == 1
        assert "D5" in said.out
        assert "没有导入任何一行" in said.err
        assert said.err.count("\n") == 1
    assert not Person.objects.exists()
    assert keqiao("import", "people", path, *CONGRESS, "--skip-faulty").status == 0
    assert Person.objects.count() == 2


def test_a_new_term_and_body_are_made_on_the_way(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    said = keqiao("import", "people", roster(), *CONGRESS, "--term", "9", "--term-start", "2026-05-08")
    assert said.status == 0
    assert [str(ends) for ends in Term.objects.values_list("ends", flat=True)] == ["2026-05-08", "None"]
    again = keqiao("import", "people", roster(), *CONGRESS, "--term", "9", "--term-start", "2026-05-09")
    assert "已经有第9届" in again.err
    council = ("--org", "450200", "--body", "full_committee")
    refused = keqiao("import", "people", roster(), *council)
    assert refused.status == 1
    assert "--term" in refused.err
    assert not Body.objects.filter(kind="full_committee").exists()
    assert keqiao("import", "people", roster(), *council, "--term", 1, "--term-start", "2026-05-08").status == 0
    assert Post.objects.filter(term__body__kind="full_committee", role="member").count() == 2


def test_one_of_several_bodies_is_named(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    committee = ("--org", "450200", "--body", "special_committee", "--term", "1")
    for name in ("科普专门委员会", "学术专门委员会"):
        assert keqiao("import", "people", roster(), *committee, "--body-name", name).status == 0
    said = keqiao("import", "people", roster(), *committee)
    assert said.status == 1
    assert "科普专门委员会、学术专门委员会" in said.err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00\x01\x02"])
def test_files_that_are_no_roster(keqiao: Keqiao, city: Organisation, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    said = keqiao("import", "people", path, *CONGRESS)
    assert said.status == 1
    assert "名册.xlsx" in said.err
    assert said.err.count("\n") == 1


def test_what_is_not_there_is_said(keqiao: Keqiao, city: Organisation, roster: Roster, tmp_path: Path) -> None:
    assert "没有机构代码为“999999”" in keqiao("import", "people", roster(), "--org", "999999", "--body", "congress").err
    assert "打不开文件" in keqiao("import", "people", tmp_path / "none.xlsx", *CONGRESS).err
    assert "没有编号为77的导入" in keqiao("undo", "import", "77").err
    assert keqiao("import", "people", roster(), "--org", "450200", "--body", "parliament").status == 2
