"""The registers beside the packages: features that are really there, systems bound to features that exist."""

from __future__ import annotations

import pytest

from keqiao.plans.coverage.register import features, problems_of_registers, systems
from keqiao.plans.packages.problems import PackageError
from plans.coverage.given import Books, feature, system


def test_the_shipped_registers_name_only_what_is_there() -> None:
    assert [str(problem) for problem in problems_of_registers()] == []


def test_the_shipped_systems_stand_once() -> None:
    names = [one.id for one in systems()]
    assert len(names) == len(set(names)) > 200


def test_without_files_there_is_nothing(books: Books) -> None:
    assert features() == {}
    assert systems() == []
    assert list(problems_of_registers()) == []


def test_a_feature_tells_what_of_it_is_missing(books: Books) -> None:
    books.features(
        feature(),
        feature("space", verbs=["organisations.register"], pages=["registry:people"]),
        feature("gone", verbs=["a.b"], pages=["nowhere", "registry:nowhere"], facts=["nothing"]),
    )
    known = features()
    assert (known["register"].label.zh, known["register"].missing()) == ("单位登记", [])
    assert known["space"].missing() == []
    assert known["gone"].missing() == ["verb a.b", "page nowhere", "page registry:nowhere", "fact nothing"]


def test_what_is_gone_is_told_with_file_and_line(books: Books) -> None:
    books.features(feature(), {"id": "gone", "zh": "无", "en": "Gone", "verbs": ["a.b"]})
    books.systems(system("one", "feature/register"), system("two", "feature/registers"))
    assert [(one.file, one.line, one.place, one.message) for one in problems_of_registers()] == [
        ("features.yaml", 10, "gone", "there is no verb a.b"),
        ("systems.yaml", 8, "two", "there is no feature 'registers'"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "bare", "zh": "无", "en": "Nothing that could be looked up"},
        {"id": "Upper", "zh": "无", "en": "Upper", "verbs": ["a.b"]},
        feature(verbs=[]),
        feature(pages="organisations"),
        feature(command="plans"),
    ],
)
def test_a_feature_of_the_wrong_shape_is_refused(books: Books, wrong: dict[str, object]) -> None:
    books.features(wrong)
    with pytest.raises(PackageError, match=r"features\.yaml:1: "):
        features()


def test_a_system_is_bound_to_features_only(books: Books) -> None:
    books.systems(system("one", "programme/series"))
    with pytest.raises(PackageError, match=r"systems\.yaml:1: "):
        systems()


def test_a_system_knows_its_theme_and_features(books: Books) -> None:
    books.systems(system("one", "feature/register", "feature/lookup"), system("two"))
    first, second = systems()
    assert (first.id, first.theme, first.block, first.by) == ("one", "network", "registry", ("register", "lookup"))
    assert (second.label.en, second.by) == ("System two", ())
