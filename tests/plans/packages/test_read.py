"""Every fault of a package is told by file, line, place and remedy, all at once."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from keqiao.plans.engine.commitments import Subject
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.packages.read import package_folders
from plans.folder import Folder
from plans.written import written

Change = Callable[[Folder], Any]
COMMITMENTS, CASES = "small/commitments/all.yaml", "small/cases/all.yaml"


def set_in(name: str, **keys: Any) -> Change:
    """Change keys of the plan, or of the first entry of a file."""

    def change(folder: Folder) -> None:
        part = getattr(folder, name)
        (part if isinstance(part, dict) else part[0]).update({key.rstrip("_"): value for key, value in keys.items()})

    return change


def leave_out(name: str, key: str) -> Change:
    def change(folder: Folder) -> None:
        part = getattr(folder, name)
        del (part if isinstance(part, dict) else part[0])[key]

    return change


def text_of(file: str, content: str | None) -> Change:
    return lambda folder: folder.text(file, content)


def circle(folder: Folder) -> None:
    words = {"zh": "字", "en": "word"}
    folder.plan["definitions"] = {"sitting": {**words, "rule": "held"}, "held": {**words, "rule": "not sitting"}}


def second(**changes: Any) -> Change:
    return lambda folder: folder.commitments.append(written("share", where="sitting", **changes))


FAULTS: list[tuple[str, Change, str, int, str, str]] = [
    # the issue's own list
    ("unknown column", set_in("commitments", where="trem = 'a'"), COMMITMENTS, 1, "one where", "no column 'trem'"),
    ("function in a rule", set_in("commitments", that="lower(sex) = 'a'"), COMMITMENTS, 1, "one that", "functions"),
    ("rule without a clause", leave_out("commitments", "clause"), COMMITMENTS, 1, "one", "'clause' is a required"),
    ("clause that isn't there", set_in("commitments", clause="三"), COMMITMENTS, 1, "one clause", "no clause '三'"),
    ("fraction over 1", set_in("commitments", target={"at_least": "4/3"}), COMMITMENTS, 1, "one target", "the whole"),
    (
        "below on a distinct count",
        lambda folder: folder.commitments.append(
            written("count", id="two", topic="two", scope="below", distinct="kind", of="places")
        ),
        COMMITMENTS,
        15,
        "two scope",
        "can't be added up",
    ),
    # files
    ("no plan", text_of("plan.yaml", None), "small/plan.yaml", 0, "", "can't be opened"),
    ("no clauses", text_of("clauses.yaml", None), "small/clauses.yaml", 0, "", "can't be opened"),
    ("empty file", text_of("commitments/all.yaml", ""), COMMITMENTS, 0, "", "None is not of type 'array'"),
    ("empty plan", text_of("plan.yaml", ""), "small/plan.yaml", 0, "", "None is not of type 'object'"),
    ("no YAML", text_of("commitments/all.yaml", "- id: one\n  of: [posts\n"), COMMITMENTS, 3, "", "this isn't YAML"),
    ("a key twice", text_of("commitments/all.yaml", "- id: one\n  id: two\n"), COMMITMENTS, 2, "", "'id' stands twice"),
    ("a key of braces", text_of("notes.yaml", "- {{a: b}: c}\n"), "small/notes.yaml", 1, "", "this isn't YAML"),
    # shapes
    ("unknown key", set_in("commitments", wher="minority"), COMMITMENTS, 1, "one", "unknown key 'wher'; known are id,"),
    ("unknown key of the plan", set_in("plan", titel="a"), "small/plan.yaml", 1, "small", "unknown key 'titel'"),
    ("missing key of the plan", leave_out("plan", "adopted"), "small/plan.yaml", 1, "small", "'adopted' is a required"),
    ("missing key of a note", leave_out("notes", "reason"), "small/notes.yaml", 1, "note", "'reason' is a required"),
    ("missing key of a case", leave_out("cases", "expect"), CASES, 1, "0", "'expect' is a required"),
    ("one language", set_in("commitments", title={"zh": "字"}), COMMITMENTS, 6, "one title", "'en' is a required"),
    ("unknown measure", set_in("commitments", measure="average"), COMMITMENTS, 1, "one measure", "is not one of"),
    ("unknown force", set_in("commitments", force="may"), COMMITMENTS, 1, "one force", "is not one of"),
    ("unknown level", set_in("commitments", subject="association@city"), COMMITMENTS, 1, "one subject", "not match"),
    ("term as a period", set_in("commitments", each="term"), COMMITMENTS, 1, "one each", "is not one of"),
    ("code without quotes", set_in("plan", jurisdiction=990100), "small/plan.yaml", 1, "small", "not of type 'string'"),
    ("number as a clause", set_in("commitments", clause=2.1), COMMITMENTS, 1, "one clause", "not of type 'string'"),
    # what belongs together
    ("another id", set_in("plan", id="large"), "small/plan.yaml", 1, "id", "isn't the folder's name"),
    ("an impossible day", set_in("plan", adopted="2017-02-30"), "small/plan.yaml", 1, "adopted", "not a date"),
    ("follows itself", set_in("plan", follows=["small"]), "small/plan.yaml", 1, "follows", "can't follow itself"),
    ("an id twice", second(topic="two"), COMMITMENTS, 15, "one", "the id stands in"),
    ("a topic twice", second(id="two"), COMMITMENTS, 15, "two topic", "measured by one too"),
    ("a note's id taken", set_in("notes", id="one"), "small/notes.yaml", 1, "one", "the id stands in"),
    ("a note's clause", set_in("notes", clause="九"), "small/notes.yaml", 1, "note clause", "no clause '九'"),
    ("a number twice", set_in("clauses", number="二.1"), "small/clauses.yaml", 0, "二.1", "stands twice"),
    ("definitions in a circle", circle, COMMITMENTS, 1, "one where", "circle: sitting → held → sitting"),
    ("a case of nothing", set_in("cases", commitment="on"), CASES, 1, "on", "no such commitment"),
    ("a case of no fact", set_in("cases", rows={"post": []}), CASES, 1, "one", "no fact 'post'"),
    ("a case of no column", set_in("cases", rows={"posts": [{"trem": 1}]}), CASES, 5, "one", "no column 'trem'"),
]


@pytest.mark.parametrize(
    ("change", "file", "line", "place", "said"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_fault_is_told_with_file_line_place_and_remedy(
    folder: Folder, change: Change, file: str, line: int, place: str, said: str
) -> None:
    change(folder)
    told = [problem for problem in folder.problems() if problem.file == file and said in problem.message]
    assert told, [str(problem) for problem in folder.problems()]
    assert told[0].line == line
    assert told[0].place.startswith(place)
    assert told[0].remedy


def test_all_faults_are_told_at_once(folder: Folder) -> None:
    folder.one.update({"where": "trem = 1", "clause": "九", "target": {"at_least": "4/3"}})
    folder.plan["follows"] = ["small"]
    assert {problem.place for problem in folder.problems()} == {"one where", "one clause", "one target", "follows"}
    with pytest.raises(PackageError, match=r"small/commitments/all.yaml:1: .*\(3 more\)"):
        folder.read()


def test_a_near_name_is_offered(folder: Folder) -> None:
    folder.one["where"] = "trem = 'current'"
    assert [problem.remedy for problem in folder.problems()] == ["Did you mean term or role?"]


def test_a_package_without_fault_is_read_whole(folder: Folder) -> None:
    folder.plan |= {"published": "2017-06-15", "follows": ["above"], "settings": {"about": "5%"}}
    folder.plan |= {"source": {"name": "Text", "sha256": "0" * 64}, "distribution": {"zh": "公开", "en": "Public"}}
    package = folder.read()
    assert (package.id, package.jurisdiction, package.subject) == (
        "small",
        "990100",
        Subject("association", "municipal"),
    )
    assert (package.adopted, package.published, package.about) == (20170601, 20170615, Fraction(1, 20))
    assert (package.follows, package.source_name) == (("above",), "Text")
    assert [clause.number for clause in package.all_clauses()] == ["一", "二", "二.1"]
    assert [made.key for made in package.commitments] == ["small/one"]
    assert [note.id for note in package.notes] == ["note"]
    assert len(package.cases) == 1


def test_notes_cases_and_commitments_may_be_missing(folder: Folder) -> None:
    for file in ("notes.yaml", "cases/all.yaml", "commitments/all.yaml"):
        folder.text(file, None)
    package = folder.read()
    assert (package.commitments, package.notes, package.cases) == ((), (), ())


def test_without_a_day_of_publication_the_adoption_counts(folder: Folder) -> None:
    assert folder.read().published == 20170601


def test_commitments_stand_in_the_order_of_their_clauses(folder: Folder) -> None:
    folder.one["clause"] = "二.1"
    second(id="two", topic="two", clause="一")(folder)
    assert [made.id for made in folder.read().commitments] == ["two", "one"]


def test_the_digest_changes_with_any_file(folder: Folder) -> None:
    before = folder.read().digest
    assert folder.read().digest == before
    folder.cases[0]["as_of"] = "2018-07-01"
    assert folder.read().digest != before


def test_worked_examples_come_last(tmp_path: Path) -> None:
    for name in ("_template", "b", "a", "empty"):
        (tmp_path / name).mkdir()
        if name != "empty":
            (tmp_path / name / "plan.yaml").write_text("id: a\n")
    assert [path.name for path in package_folders(tmp_path)] == ["a", "b", "_template"]
