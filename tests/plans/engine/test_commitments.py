"""Small answers that a commitment gives about itself."""

from __future__ import annotations

import pytest

from keqiao.plans.engine.commitments import Subject
from plans.written import compiled


@pytest.mark.parametrize(
    ("written", "kind", "level", "expected"),
    [
        ("society", "society", "county", True),
        ("association@county", "association", "county", True),
        ("association@county", "association", "municipal", False),
        ("association@county", "society", "county", False),
    ],
)
def test_a_subject_fits_by_kind_and_level(written: str, kind: str, level: str, expected: bool) -> None:
    subject = Subject.read(written)
    assert subject.fits(kind, level) is expected
    assert str(subject) == written


def test_a_figure_says_how_it_is_proved() -> None:
    assert [compiled(measure).proof for measure in ("share", "returned", "attested")] == [
        "records",
        "returned",
        "attested",
    ]


def test_its_periods_come_from_each_or_from_its_rhythm() -> None:
    assert compiled("count", of="meetings", each="half_year").period_kind == "half_year"
    assert compiled("rhythm").period_kind == "year"
    assert compiled("gap").period_kind == ""


def test_its_key_is_unique_among_plans() -> None:
    assert compiled().key == "plan/one"
