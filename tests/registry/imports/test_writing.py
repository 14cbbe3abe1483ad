"""Rows are written by the chunk; the outcomes tell what each row made and changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Employment, Person, Trait
from keqiao.kernel.posts.models import Post, Role
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.imports.staged import StagedPerson
from keqiao.registry.imports.writing import Setting, write_rows
from registry.conftest import Registry

DAY = dt.date(2024, 5, 1)


def write(registry: Registry, *rows: StagedPerson, changes: dt.date = DAY) -> list[dict[str, Any]]:
    """Write rows into the congress."""
    setting = Setting(
        keeper=registry.city,
        body=registry.congress,
        term=registry.term,
        role=Role.DELEGATE,
        starts=None,
        changes=changes,
        confirmed=False,
        synthetic=False,
    )
    with ledger.opened():
        return write_rows(setting, rows)


def person(**said: Any) -> StagedPerson:
    """A row about 韦晓 of 云桥, born in June 1975."""
    return StagedPerson(
        **({"row": 3, "name": "韦晓", "unit": "云桥", "birth_from": 19750601, "birth_to": 19750630} | said)
    )


def test_outcomes_tell_what_was_made(registry: Registry) -> None:
    [outcome] = write(registry, person(title="工程师"))
    assert outcome == {
        "person": Person.objects.get().pk,
        "new": True,
        "work": Employment.objects.get().pk,
        "traits": [Trait.objects.get().pk],
        "post": Post.objects.get().pk,
    }


def test_a_row_that_says_nothing_new_makes_nothing(registry: Registry) -> None:
    write(registry, person(title="工程师", position="工程师"))
    [outcome] = write(registry, person(title="工程师"))
    assert outcome == {"person": Person.objects.get().pk}


def test_new_work_and_titles_follow_on_the_old(registry: Registry) -> None:
    write(registry, person(title="工程师"))
    write(registry, person(title="高级工程师", unit="龙城"))
    for model in (Employment, Trait):
        old, new = model.objects.order_by("pk")
        assert (old.ends, new.starts, new.ends) == (DAY, DAY, None)


def test_work_put_right_on_the_same_day_never_held(registry: Registry) -> None:
    for unit in ("云桥", "龙城", "柳江"):
        write(registry, person(unit=unit))
    assert list(Employment.objects.order_by("pk").values_list("unit_name", "starts", "ends")) == [
        ("云桥", None, DAY),
        ("龙城", DAY, DAY),
        ("柳江", DAY, None),
    ]


def test_a_birth_date_becomes_more_exact_and_never_less(registry: Registry) -> None:
    write(registry, person(birth_from=19750101, birth_to=19751231))
    write(registry, person())
    write(registry, person(birth_from=19750101, birth_to=19751231))
    known = Person.objects.get()
    assert (known.birth_from, known.birth_to) == (dt.date(1975, 6, 1), dt.date(1975, 6, 30))


def test_what_is_known_is_not_overwritten(registry: Registry) -> None:
    write(registry, person(sex="female", ethnicity="08"))
    write(registry, person(sex="male", ethnicity="12"))
    known = Person.objects.get()
    assert (known.sex, known.ethnicity) == ("female", "08")


def test_one_person_on_two_rows_is_refused(registry: Registry) -> None:
    write(registry, person())
    with pytest.raises(VerbError, match="第3行和第4行是同一位已有人员"):
        write(registry, person(), person(row=4, unit="龙城"))
