"""A form is data: what is wrong with it is told by file, line, place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks.returns.sheets import LINES, form, written
from keqiao.blocks.returns.forms.fields import FIELDS
from keqiao.blocks.returns.forms.form import How, Reach, Typed, When
from keqiao.blocks.returns.forms.read import read_form
from keqiao.kernel.facts import schema
from keqiao.plans.packages.problems import PackageError


def problems(tmp_path: Path, lines: str, checks: str = "") -> str:
    with pytest.raises(PackageError) as caught:
        form(tmp_path, lines, checks)
    return "\n".join(map(str, caught.value.problems))


def test_every_kind_of_line_is_read(tmp_path: Path) -> None:
    made = form(tmp_path)
    assert {line.how for line in made.lines()} == set(How)
    lectures, money = made.line("lectures"), made.line("money")
    assert lectures is not None
    assert lectures.counted is not None
    assert (lectures.counted.when, lectures.counted.reach) == (When.WITHIN, Reach.OWN)
    assert money is not None
    assert (money.per, money.is_number) == (1_000_000, True)
    people, remark = made.line("people"), made.line("remark")
    assert people is not None
    assert remark is not None
    assert (people.is_number, remark.is_number, remark.typed) == (True, False, Typed.LONG)
    assert made.line("nothing") is None
    assert made.fits("association", "county")
    assert not made.fits("society", "county")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("count: meetngs, when: end", "there is no fact 'meetngs'. Did you mean meetings"),
        ("count: activities, when: end, where: \"kind = 'party'\"", "has no code 'party'"),
        ("count: memberships, when: within", "neither date nor year"),
        ("sum: funding, column: kind, when: within", "no column 'kind' that fits here"),
        ("count: posts, when: end, distinct: person, reach: led", "can't be added up"),
        ("count: organisations, when: end, dated: kind", "no column 'kind' that fits here"),
        ("field: motto", "there is no 'motto'"),
        ("holders: parliament, role: chair", "there is no 'parliament'"),
        ("holders: council, role: king", "there is no 'king'"),
        ("staffing: robots", "there is no 'robots'"),
        ("total: [later]", "no line with a number that stands before it"),
        ("count: activities", "not valid under any of the given schemas"),
        ("colour: red, field: name", "unknown key 'colour'"),
    ],
)
def test_a_faulty_line_is_told(tmp_path: Path, line: str, said: str) -> None:
    assert said in problems(tmp_path, f"\n      - {{id: one, number: '1', label: {{zh: 一, en: One}}, {line}}}")


def test_ids_checks_and_the_files_name_are_looked_at(tmp_path: Path) -> None:
    twice = LINES + LINES.strip().splitlines()[0].join(("\n      ", "\n"))
    assert "the id stands twice" in problems(tmp_path, twice)
    assert "'remark' is no line with a number" in problems(tmp_path, LINES, "checks: [{lines: [remark], equal: all}]")
    other = written(tmp_path).rename(tmp_path / "other.yaml")
    with pytest.raises(PackageError, match="isn't the file's name"):
        read_form(other, schema.all_facts())


def test_kinds_and_levels_exist(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8").replace("[association]", "[guild], levels: [moon]"), encoding="utf-8")
    with pytest.raises(PackageError) as caught:
        read_form(path, schema.all_facts())
    assert [one.place for one in caught.value.problems] == ["kinds", "levels"]


def test_fields_have_names_that_people_read() -> None:
    assert all(str(one.label) for one in FIELDS.values())
