"""What is staged is what the roster says, and reads back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.exchange.spreadsheets.people import RosterRow
from keqiao.kernel.standards.identity import Identity, IdKind, Sex
from keqiao.kernel.standards.partial import PartialDate
from keqiao.registry.imports.staged import StagedPerson, same_unit


def test_a_row_is_staged_with_its_proposal() -> None:
    row = RosterRow(
        7,
        "韦晓",
        sex=Sex.FEMALE,
        ethnicity="08",
        birth=PartialDate(1975, 6),
        unit="柳州市科学技术局",
        position="局长",
        political="01",
        title="正高级",
        identity=Identity(IdKind.PASSPORT, "E12345678"),
        education="博士",
    )
    staged = StagedPerson.of(row)
    assert (staged.birth_from, staged.birth_to) == (19750601, 19750630)
    assert (staged.source_class, staged.leading_official) == ("government", True)
    assert staged.id_number == "E12345678"
    assert {kind.value: value for kind, value in staged.traits().items()} == {
        "political_affiliation": "01",
        "title": "正高级",
        "degree": "博士",
    }


def test_what_the_roster_does_not_say_is_not_staged() -> None:
    assert StagedPerson.of(RosterRow(3, "韦晓", unit="云桥")).to_row() == {
        "row": 3,
        "name": "韦晓",
        "unit": "云桥",
    }


@given(
    st.builds(
        StagedPerson,
        row=st.integers(1, 200_000),
        name=st.text(min_size=1, max_size=5),
        birth_from=st.none() | st.integers(18800101, 20261231),
        leading_official=st.none() | st.booleans(),
        unit=st.text(max_size=5),
    )
)
def test_staged_rows_read_back_the_same(staged: StagedPerson) -> None:
    assert StagedPerson.from_row(staged.to_row()) == staged


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("龙城（集团）有限公司", "龙城(集团) 有限公司", True),
        ("龙城集团有限公司", "龙城（集团）有限公司", True),
        ("龙城有限公司", "柳江有限公司", False),
    ],
)
def test_units_written_alike(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same
