"""New work is confirmed when somebody chose a class, and otherwise waits with the proposed one."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.people.models import Person, SourceClass
from keqiao.registry.employments import Work, new_employment


@pytest.mark.parametrize(
    ("work", "source_class", "official", "confirmed"),
    [
        (Work("柳州市科学技术局", "局长"), "government", True, False),
        (Work("柳州市科学技术局", "局长", leading_official=False), "government", False, False),
        (Work("柳州市科学技术局", "局长", source_class=SourceClass.INSTITUTE), "institute", True, True),
        (Work("云桥", "书记"), "", None, False),
    ],
)
def test_new_work(work: Work, source_class: str, official: bool | None, confirmed: bool) -> None:
    made = new_employment(Person(name="韦晓"), work, dt.date(2024, 5, 1))
    assert (made.source_class, made.leading_official, made.confirmed) == (source_class, official, confirmed)
    assert (made.unit_name, made.starts, made.ends) == (work.unit_name, dt.date(2024, 5, 1), None)
