"""``keqiao import`` and ``keqiao undo import``, from the shell's side."""

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
    said = keqiao("import", "roster", roster(), *CONGRESS)
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
    said = keqiao("import", "roster", roster(), *CONGRESS, "--confirm-sources")
    assert Employment.objects.filter(confirmed=True).count() == 2
    assert "待确认" not in said.out


def test_a_dry_run_writes_nothing(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    said = keqiao("import", "roster", roster(), *CONGRESS, "--dry-run")
    assert said.status == 0
    assert "只检查，没有写入" in said.out
    assert not Batch.objects.exists()
    assert not Person.objects.exists()


def test_errors_are_listed_by_cell_and_keep_the_file_out(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    path = roster(*ROWS, FAULTY)
    for more in ((), ("--dry-run",)):
        said = keqiao("import", "roster", path, *CONGRESS, *more)
        assert said.status == 1
        assert "D5" in said.out
        assert "没有导入任何一行" in said.err
        assert said.err.count("\n") == 1
    assert not Person.objects.exists()
    assert keqiao("import", "roster", path, *CONGRESS, "--skip-faulty").status == 0
    assert Person.objects.count() == 2


def test_a_new_term_and_body_are_made_on_the_way(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    said = keqiao("import", "roster", roster(), *CONGRESS, "--term", "9", "--term-start", "2026-05-08")
    assert said.status == 0
    assert [str(ends) for ends in Term.objects.values_list("ends", flat=True)] == ["2026-05-08", "None"]
    again = keqiao("import", "roster", roster(), *CONGRESS, "--term", "9", "--term-start", "2026-05-09")
    assert "已经有第9届" in again.err
    council = ("--org", "450200", "--body", "full_committee")
    refused = keqiao("import", "roster", roster(), *council)
    assert refused.status == 1
    assert "--term" in refused.err
    assert not Body.objects.filter(kind="full_committee").exists()
    assert keqiao("import", "roster", roster(), *council, "--term", 1, "--term-start", "2026-05-08").status == 0
    assert Post.objects.filter(term__body__kind="full_committee", role="member").count() == 2


def test_one_of_several_bodies_is_named(keqiao: Keqiao, city: Organisation, roster: Roster) -> None:
    committee = ("--org", "450200", "--body", "special_committee", "--term", "1")
    for name in ("科普专门委员会", "学术专门委员会"):
        assert keqiao("import", "roster", roster(), *committee, "--body-name", name).status == 0
    said = keqiao("import", "roster", roster(), *committee)
    assert said.status == 1
    assert "科普专门委员会、学术专门委员会" in said.err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00\x01\x02"])
def test_files_that_are_no_roster(keqiao: Keqiao, city: Organisation, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(content)
    said = keqiao("import", "roster", path, *CONGRESS)
    assert said.status == 1
    assert "名册.xlsx" in said.err
    assert said.err.count("\n") == 1


def test_what_is_not_there_is_said(keqiao: Keqiao, city: Organisation, roster: Roster, tmp_path: Path) -> None:
    assert "没有机构代码为“999999”" in keqiao("import", "roster", roster(), "--org", "999999", "--body", "congress").err
    assert "打不开文件" in keqiao("import", "roster", tmp_path / "none.xlsx", *CONGRESS).err
    assert "没有编号为77的导入" in keqiao("undo", "import", "77").err
    assert keqiao("import", "roster", roster(), "--org", "450200", "--body", "parliament").status == 2


HEADER = ("姓名", "性别", "工作单位", "职务", "出生年月")


def listed(path: Path, *rows: tuple[str, ...]) -> Path:
    """A list of people in a text file."""
    path.write_text("\n".join(",".join(row) for row in (HEADER, *rows)), encoding="gb18030")
    return path


def test_several_lists_of_people_go_in_at_once_and_out_again(
    keqiao: Keqiao, city: Organisation, tmp_path: Path
) -> None:
    one = listed(tmp_path / "一.csv", ("韦晓", "女", "龙城重工机械有限公司", "工程师", "1975.06"))
    two = listed(
        tmp_path / "二.csv",
        ("覃亮", "男", "柳州市科学技术局", "局长", ""),
        ("韦晓", "", "龙城重工机械有限公司", "", ""),
    )
    said = keqiao("import", "people", one, two, "--org", "450200")
    assert (said.status, said.err) == (0, "")
    assert "“一.csv”已导入。共1人：新登记1人。" in said.out
    assert "“二.csv”已导入。共2人：新登记1人，1人与已有记录一致。" in said.out
    assert Person.objects.count() == 2
    for batch in Batch.objects.order_by("-pk"):
        assert keqiao("undo", "import", batch.pk).status == 0
    assert not Person.objects.exists()


def test_an_error_in_one_list_keeps_all_out(keqiao: Keqiao, city: Organisation, tmp_path: Path) -> None:
    one = listed(tmp_path / "一.csv", ("韦晓", "女", "龙城重工机械有限公司", "工程师", "1975.06"))
    two = listed(tmp_path / "二.csv", ("覃亮", "南", "柳州市科学技术局", "局长", ""))
    said = keqiao("import", "people", one, two, "--org", "450200")
    assert said.status == 1
    assert "B2：性别“南”认不出来" in said.out
    assert "没有导入任何一行" in said.err
    assert not Person.objects.exists()
    assert set(Batch.objects.values_list("state", flat=True)) == {"abandoned"}
    assert keqiao("import", "people", one, two, "--org", "450200", "--skip-faulty").status == 0
    assert [person.name for person in Person.objects.all()] == ["韦晓"]


def test_a_dry_run_of_a_list_counts_and_writes_nothing(keqiao: Keqiao, city: Organisation, tmp_path: Path) -> None:
    one = listed(tmp_path / "一.csv", ("韦晓", "女", "龙城重工机械有限公司", "工程师", "1975.06"))
    said = keqiao("import", "people", one, "--org", "450200", "--dry-run")
    assert "新登记1人、已有0人" in said.out
    assert not Batch.objects.exists()
    wrong = keqiao("import", "people", one, "--org", "450200", "--sheet", "名册")
    assert "没有可读的工作表“名册”" in wrong.err
