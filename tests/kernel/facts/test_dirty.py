"""From what a verb changed to the rows of facts that have to be counted again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from cast import OPERATES, Cast
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.facts import dirty, schema
from keqiao.kernel.facts.codes import ORGANISATION
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.facts.schema import Fact, Label, Sql, register
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.ledger import Ledger
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import VerbError
from kernel.verbs import trial


def nothing(as_of: int) -> Sql:
    """No rows."""
    return "SELECT 1 WHERE 1 = %s", [as_of]


def keepers(person: Any) -> Iterable[int]:
    """A person's rows are their keeper's."""
    return [person.keeper_id]


@pytest.fixture(autouse=True)
def people_fact(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One fact that looks at people and one that doesn't."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_register", {})
        label = Label("试验", "trial")
        register(Fact("people", label, (ORGANISATION,), nothing, touches={"people.Person": keepers}))
        register(Fact("places", label, (ORGANISATION,), nothing, touches={"places.Place": keepers}))
        yield


def marked() -> list[tuple[str, int]]:
    """Dirty rows."""
    return sorted(Dirty.objects.values_list("fact", "organisation"))


def test_a_new_record_marks_its_organisation(cast: Cast) -> None:
    with ledger.opened() as book:
        Person(name="莫然", keeper=cast.luzhai).save()
    assert dirty.mark(book) == {("people", cast.luzhai.pk)}
    assert marked() == [("people", cast.luzhai.pk)]


def test_a_record_that_moved_marks_where_it_was_and_where_it_is(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.engineer.pk)
    with ledger.opened() as book:
        person.keeper = cast.luzhai
        person.save()
    dirty.mark(book)
    assert marked() == sorted([("people", cast.liuzhou.pk), ("people", cast.luzhai.pk)])


def test_a_deleted_record_marks_where_it_was(cast: Cast) -> None:
    with ledger.opened() as book:
        Person.objects.get(pk=cast.engineer.pk).delete()
    dirty.mark(book)
    assert marked() == [("people", cast.liuzhou.pk)]


def test_many_changes_at_one_place_mark_it_once(cast: Cast) -> None:
    with ledger.opened() as book:
        for number in range(3):
            Person(name=f"莫{number}", keeper=cast.luzhai).save()
    dirty.mark(book)
    assert marked() == [("people", cast.luzhai.pk)]


def test_what_no_fact_looks_at_marks_nothing(cast: Cast) -> None:
    with ledger.opened() as book:
        cast.liuzhou.short_name = "市科协"
        cast.liuzhou.save()
    assert dirty.mark(book) == set()
    assert not Dirty.objects.exists()


def test_what_a_bulk_verb_says_it_touched_is_marked_beside_what_was_saved(cast: Cast) -> None:
    assert dirty.mark(Ledger(touched={("places", 7)})) == {("places", 7)}
    assert marked() == [("places", 7)]


def test_a_verb_marks_with_the_number_of_its_entry(cast: Cast) -> None:
    trial.enrol_and_rename(OPERATES, cast.luzhai, {"name": "莫然"})
    row = Dirty.objects.get()
    assert (row.fact, row.organisation, row.entry) == ("people", cast.luzhai.pk, Entry.objects.get().pk)


def test_a_verb_that_failed_marks_nothing(cast: Cast) -> None:
    with pytest.raises(VerbError):
        trial.fail(OPERATES, cast.liuzhou, {"name": "新名"})
    assert not Dirty.objects.exists()
