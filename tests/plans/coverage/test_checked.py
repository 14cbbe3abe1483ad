"""``plans check`` looks at programmes and provisions too, and says where what isn't there is named."""

from __future__ import annotations

from keqiao.plans.coverage.checked import problems_of_bindings
from keqiao.plans.library import library
from plans.coverage.given import Books, feature, provision, system
from plans.starting import entry


def told(books: Books) -> list[tuple[str, int, str, str]]:
    found = problems_of_bindings(books.starting.folder.path, library().plan("small"))
    return [(one.file, one.line, one.place, one.message) for one in found]


def test_a_package_that_holds_has_no_problems(books: Books) -> None:
    books.features(feature())
    books.systems(system("training"), system("voices"))
    books.provisions(provision(1, "programme/series", "feature/register"), provision(2))
    assert told(books) == []


def test_programmes_are_told_with_file_and_line(books: Books) -> None:
    books.systems(system("training"))
    books.starting.write(
        entry("fine", system="training"),
        entry("channel", "liaison.channels", system="trainings"),
        entry("series", settings={"kind": "trainings", "at_least": 0}),
        entry("bare", settings={}),
    )
    at = {one.id: one.line for one in library().plan("small").programmes}
    assert list(at) == ["fine", "channel", "series", "bare"]
    found = told(books)
    assert [(file, line, place) for file, line, place, _said in found] == [
        ("small/programmes/all.yaml", at[name], name) for name in ("channel", "channel", "series", "series", "bare")
    ]
    assert found[0][3] == "there is no template 'liaison.channels'"
    assert found[1][3] == "there is no system 'trainings'"
    assert found[2][3].startswith("settings at_least: ")
    assert found[3][3].startswith("settings kind: ")
    assert found[4][3].startswith("settings kind: ")


def test_what_provisions_name_that_is_not_there_is_told(books: Books) -> None:
    books.systems(system("training"), system("voices"))
    books.provisions(provision(1, "programme/nope"), provision(2, "feature/nope"))
    assert told(books) == [
        ("small/provisions.yaml", 1, "small/001", "there is no programme 'nope'"),
        ("small/provisions.yaml", 7, "small/002", "there is no feature 'nope'"),
    ]


def test_a_list_of_the_wrong_shape_does_not_hide_the_programmes_problems(books: Books) -> None:
    books.provisions({"id": "small/001"})
    found = told(books)
    assert {file for file, _line, _place, _said in found} == {"small/programmes/all.yaml", "small/provisions.yaml"}
