"""What quotas ask about is what records say on the day; what they don't say is unknown."""

from __future__ import annotations

import datetime as dt

from cast import Cast, EmploymentFactory, PersonFactory
from keqiao.blocks.assemblies.draws.traits import TRAITS, trait_word, traits_of, with_traits
from keqiao.kernel.people.models import Person

DAY = dt.date(2026, 6, 15)


def said(person: Person) -> dict[str, str]:
    [read] = with_traits([person.pk], DAY)
    return traits_of(read, DAY)


def test_age_is_told_only_where_the_missing_part_cannot_change_it(cast: Cast) -> None:
    def born(first: dt.date, last: dt.date) -> str:
        return said(PersonFactory(keeper=cast.liuzhou, birth_from=first, birth_to=last)).get("age", "")

    assert born(dt.date(1990, 6, 15), dt.date(1990, 6, 15)) == "36-45"
    assert born(dt.date(1990, 6, 16), dt.date(1990, 6, 16)) == "-35"
    assert born(dt.date(1990, 1, 1), dt.date(1990, 12, 31)) == ""  # 35 or 36, nobody knows
    assert born(dt.date(1960, 1, 1), dt.date(1960, 12, 31)) == "56-"


def test_a_source_class_that_nobody_confirmed_is_unknown(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.liuzhou)
    work = EmploymentFactory(person=person, confirmed=False)
    assert "source" not in said(person)
    assert work.source_class == "enterprise"


def test_whoever_is_unknown_is_called_so() -> None:
    assert TRAITS["sex"].said("") == "不详"
    assert trait_word("age", "46-55") == "46至55周岁"
